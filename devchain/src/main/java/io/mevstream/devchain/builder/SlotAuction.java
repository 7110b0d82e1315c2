package io.mevstream.devchain.builder;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.builder.BlockBuilder.Top;
import io.mevstream.devchain.node.Chain;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The slots of a chain with several builders: each merges its own relay's bundles, the block that is worth most beyond what the
 * public mempool pays anyway is mined, once, and every bundle's outcome is kept.
 *
 * <p>Blocks are mined by the thread that asks for them; requests of others wait that long.
 */
public final class SlotAuction {

    /** How many slots are remembered. */
    private static final int REMEMBERED = 4096;

    private final Chain chain;
    private final long seed;
    private final Mempool mempool = new Mempool();
    private final List<House> houses = new ArrayList<>();
    private final List<Rival> rivals = new ArrayList<>();
    private final Sealing sealing;
    private final TreeMap<Long, SlotReport> reports = new TreeMap<>();
    private @Nullable BuilderRival builderRival;
    private @Nullable BigInteger nextBaseFeeWei;
    private @Nullable ChainState head;

    /** A relay's builder and what it holds. */
    private record House(Builder builder, BundlePool pool) {}

    /**
     * Over a chain that nobody else mines.
     *
     * @param seed decides between builders whose blocks are worth the same
     */
    public SlotAuction(Chain chain, long seed) {
        this.chain = chain;
        this.seed = seed;
        this.sealing = new Sealing(chain);
    }

    public Mempool mempool() {
        return mempool;
    }

    public long chainId() {
        return chain.chainId();
    }

    /** Adds a builder that takes its bundles from the pool. */
    public synchronized void add(Builder builder, BundlePool pool) {
        houses.add(new House(builder, pool));
    }

    /** The rivals that bid in every builder's auction from now on. */
    public synchronized void rivals(List<Rival> bidders) {
        rivals.clear();
        rivals.addAll(bidders);
    }

    /** The builder that outbids all others in some slots; null for none. */
    public synchronized void builderRival(@Nullable BuilderRival rival) {
        builderRival = rival;
    }

    /** The next block's base fee instead of what the block before asks for. */
    public synchronized void nextBaseFee(BigInteger wei) {
        nextBaseFeeWei = wei;
    }

    /** The state after the latest block. */
    public synchronized ChainState head() {
        ChainState latest = ChainState.after(chain.rpc(), chain.chainId(), "latest");
        if (head == null || !head.block().get("hash").equals(latest.block().get("hash"))) {
            head = latest;
        }
        return head;
    }

    /** The state after a block that is there; throws {@link Refusal} when it is not. */
    public ChainState stateAfter(String tag) {
        return ChainState.after(chain.rpc(), chain.chainId(), tag);
    }

    /** A block that is there, as it was built; null for one to come. */
    public @Nullable Slot mined(long number) {
        return head().number() < number
                ? null
                : Slot.of(stateAfter(PooledTransaction.hex(number)).block());
    }

    /** A block to come as the builder of that coinbase would build it. */
    public synchronized Slot slot(long number, Address coinbase) {
        ChainState state = head();
        return Slot.after(state.block(), number, baseFee(state), coinbase);
    }

    private BigInteger baseFee(ChainState state) {
        return nextBaseFeeWei != null ? nextBaseFeeWei : sealing.nextBaseFee(state);
    }

    /** Takes a public transaction in; throws {@link Refusal} when it cannot be. */
    public synchronized Hash submit(PooledTransaction transaction) {
        mempool.add(transaction, head());
        return transaction.hash();
    }

    /** Throws {@link Refusal} when no block of the chain can hold the transaction. */
    public synchronized void check(PooledTransaction transaction) {
        Mempool.check(transaction, head());
    }

    /** The transaction's receipt; JSON's null when it is not mined. */
    public JsonNode receipt(Hash transaction) {
        return chain.rpc().call("eth_getTransactionReceipt", transaction.toString());
    }

    /** Builds and mines the next block, a slot after the latest one. */
    public Chain.Mined mineBlock() {
        return mineBlock(head().timestamp() + Slot.SECONDS);
    }

    /**
     * Builds and mines the next block.
     *
     * @param timestamp its time in seconds, after the latest block's
     */
    public synchronized Chain.Mined mineBlock(long timestamp) {
        ChainState state = head();
        Slot slot = Slot.after(state.block(), state.number() + 1, baseFee(state), Address.ZERO)
                .withTimestamp(timestamp);
        List<Top> tops = new ArrayList<>();
        for (House house : houses) {
            tops.add(build(state, slot.withCoinbase(house.builder().coinbase()), house));
        }
        Top best = best(state, slot, tops);
        Sealing.Sealed sealed = sealing.seal(state, best, mempool, nextBaseFeeWei != null);
        nextBaseFeeWei = null;
        remember(report(best, tops, sealed));
        ChainState after = head();
        Set<Hash> unwanted = new TreeSet<>(sealed.refused());
        unwanted.addAll(unaffordable(after, sealed));
        mempool.prune(after, unwanted);
        houses.forEach(house -> house.pool().expire(after.number() + 1));
        return sealed.mined();
    }

    /** What was next in its sender's row and is not in the block because its sender has spent the ether for it. */
    private static Set<Hash> unaffordable(ChainState after, Sealing.Sealed sealed) {
        Set<Hash> poor = new TreeSet<>();
        for (PooledTransaction transaction : sealed.tail()) {
            if (transaction.nonce() == after.nonce(transaction.from())
                    && after.balanceWei(transaction.from()).compareTo(transaction.maxCostWei()) < 0) {
                poor.add(transaction.hash());
            }
        }
        return poor;
    }

    private Top build(ChainState state, Slot slot, House house) {
        List<Placement> alone =
                BlockBuilder.alone(state, slot, house.builder(), house.pool().eligible(slot));
        List<Rival.Bid> bids = alone.stream()
                .filter(Placement::fits)
                .map(placement -> new Rival.Bid(
                        placement.bundle(), placement.executions(), placement.gainWei(), placement.gasUsed()))
                .toList();
        List<Bundle> against = new ArrayList<>();
        for (Rival rival : rivals) {
            against.addAll(rival.bids(new Rival.Auction(state, slot, house.builder(), bids, mempool)));
        }
        List<Placement> all = new ArrayList<>(alone);
        all.addAll(BlockBuilder.alone(state, slot, house.builder(), against));
        return BlockBuilder.merge(state, slot, house.builder(), all);
    }

    /** The block that is worth most; of equals, the one that the seed says. */
    private Top best(ChainState state, Slot slot, List<Top> tops) {
        Builder nobody = Builder.named("nobody", chain.chainId());
        Top best = new Top(nobody, slot.withCoinbase(nobody.coinbase()), List.of(), List.of());
        long turn = tops.isEmpty() ? 0 : Draw.below(tops.size(), seed, slot.number(), "turn");
        for (int i = 0; i < tops.size(); i++) {
            Top top = tops.get((int) ((turn + i) % tops.size()));
            if (i == 0 || worth(top).compareTo(worth(best)) > 0) {
                best = top;
            }
        }
        Top outbid = builderRival == null ? null : builderRival.block(state, slot, worth(best));
        return outbid == null ? best : outbid;
    }

    /** What the bundles pay beyond the priority fees that their public transactions would have paid without them. */
    private BigInteger worth(Top top) {
        BigInteger worth = top.gainWei();
        for (Placement placement : top.placed()) {
            for (Execution execution : placement.executions()) {
                if (mempool.get(execution.transaction().hash()) != null) {
                    worth = worth.subtract(execution.gasFeesWei());
                }
            }
        }
        return worth;
    }

    private SlotReport report(Top best, List<Top> tops, Sealing.Sealed sealed) {
        List<SlotReport.Included> included = new ArrayList<>();
        int index = 0;
        for (Placement placement : best.placed()) {
            included.add(
                    new SlotReport.Included(placement.bundle(), index, placement.executions(), placement.gainWei()));
            index += placement.transactions().size();
        }
        List<SlotReport.Result> results = new ArrayList<>();
        for (Top top : tops) {
            BundleOutcome outcome = top == best ? BundleOutcome.INCLUDED : BundleOutcome.SLOT_LOST;
            String detail = top == best ? "" : "to " + best.builder().name();
            String relay = top.builder().name();
            for (Placement placement : top.placed()) {
                results.add(new SlotReport.Result(relay, placement.bundle(), outcome, detail, placement.gainWei()));
            }
            for (Placement placement : top.left()) {
                Placement.Problem problem = Objects.requireNonNull(placement.problem());
                results.add(new SlotReport.Result(
                        relay, placement.bundle(), problem.what(), problem.detail(), BigInteger.ZERO));
            }
        }
        return new SlotReport(
                best.slot(),
                sealed.mined().hash(),
                best.builder().name(),
                included,
                results,
                sealed.mined().receipts().size() - index);
    }

    private void remember(SlotReport report) {
        reports.put(report.slot().number(), report);
        if (reports.size() > REMEMBERED) {
            reports.pollFirstEntry();
        }
    }

    /** What became of the bundles in the block of that number; null where it was not built here. */
    public synchronized @Nullable SlotReport report(long number) {
        return reports.get(number);
    }

    /** The reports of the blocks from this number on. */
    public synchronized List<SlotReport> reportsFrom(long number) {
        return List.copyOf(reports.tailMap(number).values());
    }

    /**
     * Takes back the latest blocks. Public transactions in them wait again, as a node's own pool would have it; bundles do not.
     */
    public synchronized void rollBack(int blocks) {
        long last = head().number() - blocks;
        List<PooledTransaction> again = sealing.publicSince(last + 1);
        chain.rollBack(blocks);
        reports.tailMap(last + 1).clear();
        mempool.restore(again);
        mempool.prune(head(), Set.of());
    }

    /** How many bundles each relay holds. */
    public synchronized Map<String, Integer> held() {
        Map<String, Integer> held = new TreeMap<>();
        houses.forEach(
                house -> held.put(house.builder().name(), house.pool().all().size()));
        return held;
    }
}
