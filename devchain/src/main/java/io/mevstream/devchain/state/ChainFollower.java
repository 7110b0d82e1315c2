package io.mevstream.devchain.state;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.chain.RawLog;
import io.mevstream.decode.LogDecoder;
import io.mevstream.decode.LogOutcome;
import io.mevstream.devchain.node.Chain;
import io.mevstream.devchain.node.JsonRpc;
import io.mevstream.devchain.node.JsonRpc.Request;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.PoolEvent;
import io.mevstream.fact.LogRef;
import io.mevstream.fact.Origin;
import io.mevstream.pool.LoggedEvent;
import io.mevstream.pool.PoolBook;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Follows a chain block by block into a book of pools, and back where blocks are undone. */
final class ChainFollower {

    private final JsonRpc rpc;
    private final PoolBook book;
    private final Predicate<Followed> keeps;
    private final LogDecoder decoder = LogDecoder.standard();
    private final Deque<Taken> taken = new ArrayDeque<>();
    private long position;
    private long undone;

    /** A block as it was taken. */
    private record Taken(BlockRef block, long timeSeconds, List<LoggedEvent> events) {}

    /** An event that is about to be taken. */
    record Followed(long blockNumber, LoggedEvent event) {}

    /**
     * What moved.
     *
     * @param touched every pool that a block applied or undone touched
     * @param repositioned those of them whose positions changed
     */
    record Moved(NavigableSet<PoolId> touched, NavigableSet<PoolId> repositioned) {}

    /** @param keeps which events are taken: all but for a planted fault */
    ChainFollower(JsonRpc rpc, PoolBook book, Predicate<Followed> keeps) {
        this.rpc = rpc;
        this.book = book;
        this.keeps = keeps;
    }

    /** How many blocks were undone so far. */
    long undone() {
        return undone;
    }

    /** Goes to the chain's newest block. */
    Moved follow() {
        Moved moved = new Moved(new TreeSet<>(), new TreeSet<>());
        while (!taken.isEmpty() && !stands(taken.getLast().block())) {
            take(ChainRecord.Kind.UNDO, taken.removeLast(), moved);
            undone++;
        }
        long head = Chain.number(rpc.call("eth_blockNumber"));
        long next = taken.isEmpty() ? 1 : taken.getLast().block().number() + 1;
        for (long number = next; number <= head; number++) {
            Taken block = read(number);
            taken.addLast(block);
            take(ChainRecord.Kind.APPLY, block, moved);
        }
        return moved;
    }

    private boolean stands(BlockRef block) {
        JsonNode found = rpc.call("eth_getBlockByNumber", quantity(block.number()), false);
        return !found.isNull() && Hash.of(found.get("hash").asText()).equals(block.hash());
    }

    private void take(ChainRecord.Kind kind, Taken block, Moved moved) {
        Origin origin = new Origin(31337, position++, kind, block.block(), block.timeSeconds());
        moved.touched().addAll(book.take(origin, 0, block.events()));
        for (LoggedEvent logged : block.events()) {
            if (logged.event() instanceof LiquidityChange change && change.tickLower() != null) {
                moved.repositioned().add(change.pool());
            }
        }
    }

    private Taken read(long number) {
        List<JsonNode> both = rpc.batch(List.of(
                Request.of("eth_getBlockByNumber", quantity(number), false),
                Request.of("eth_getBlockReceipts", quantity(number))));
        JsonNode block = both.get(0);
        List<LoggedEvent> events = new ArrayList<>();
        for (JsonNode receipt : both.get(1)) {
            for (JsonNode log : receipt.get("logs")) {
                RawLog raw = raw(log);
                if (decoder.decode(raw) instanceof LogOutcome.Decoded decoded) {
                    LoggedEvent event =
                            new LoggedEvent(LogRef.of(raw), decoded.spec().protocol(), decoded.event());
                    if (!(event.event() instanceof PoolEvent) || keeps.test(new Followed(number, event))) {
                        events.add(event);
                    }
                }
            }
        }
        BlockRef ref = new BlockRef(number, Hash.of(block.get("hash").asText()));
        return new Taken(ref, Chain.number(block.get("timestamp")), events);
    }

    private static RawLog raw(JsonNode log) {
        List<Hash> topics = new ArrayList<>();
        log.get("topics").forEach(topic -> topics.add(Hash.of(topic.asText())));
        return new RawLog(
                (int) Chain.number(log.get("logIndex")),
                (int) Chain.number(log.get("transactionIndex")),
                Hash.of(log.get("transactionHash").asText()),
                Address.of(log.get("address").asText()),
                topics,
                Bytes.of(log.get("data").asText()));
    }

    private static String quantity(long number) {
        return "0x" + Long.toHexString(number);
    }
}
