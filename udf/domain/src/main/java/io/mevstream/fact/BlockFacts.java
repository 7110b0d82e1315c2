package io.mevstream.fact;

import io.mevstream.chain.Block;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import io.mevstream.decode.EventSpec;
import io.mevstream.decode.LogOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that one record of the chain log states by itself, without regard to other blocks.
 *
 * @param transactions by index; empty where the source had neither transactions nor receipts
 * @param logCounts sorted; they add up to the block's logs
 * @param events the decoded logs in the block's order
 * @param deadLetters the rejected logs in the block's order
 */
public record BlockFacts(
        BlockFact block,
        List<TransactionFact> transactions,
        List<LogCount> logCounts,
        List<EventFact> events,
        List<DeadLetter> deadLetters) {

    /** The step that decodes, as dead letters name it. */
    public static final String STEP = "decode-blocks";

    private static final Comparator<CountKey> BY_KEY = Comparator.comparing(CountKey::protocol)
            .thenComparing(CountKey::event)
            .thenComparing(CountKey::fate)
            .thenComparing(CountKey::reason);

    private record CountKey(String protocol, String event, LogCount.Fate fate, String reason) {}

    /**
     * States the facts of a record.
     *
     * @param outcomes what became of each of the block's logs, in their order; another number of them is refused
     */
    public static BlockFacts of(ChainRecord chainRecord, List<LogOutcome> outcomes) {
        Block block = chainRecord.block();
        if (outcomes.size() != block.logs().size()) {
            throw new IllegalArgumentException("expected an outcome for each of "
                    + block.logs().size() + " logs, found " + outcomes.size() + " in block " + block.ref());
        }
        Origin origin = Origin.of(chainRecord);
        Map<CountKey, Integer> counts = new TreeMap<>(BY_KEY);
        List<EventFact> events = new ArrayList<>();
        List<DeadLetter> deadLetters = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            RawLog log = block.logs().get(i);
            LogOutcome outcome = outcomes.get(i);
            counts.merge(keyOf(outcome), 1, Integer::sum);
            if (outcome instanceof LogOutcome.Decoded decoded) {
                events.add(new EventFact(
                        origin,
                        LogRef.of(log),
                        decoded.spec().protocol(),
                        decoded.spec().name(),
                        decoded.fields(),
                        decoded.event()));
            } else if (outcome instanceof LogOutcome.Rejected rejected) {
                deadLetters.add(deadLetter(origin, log, rejected));
            }
        }
        List<LogCount> logCounts = new ArrayList<>();
        counts.forEach((key, logs) ->
                logCounts.add(new LogCount(origin, key.protocol(), key.event(), key.fate(), key.reason(), logs)));
        return new BlockFacts(
                blockFact(origin, chainRecord), transactions(origin, block), logCounts, events, deadLetters);
    }

    private static CountKey keyOf(LogOutcome outcome) {
        if (outcome instanceof LogOutcome.Decoded decoded) {
            return new CountKey(decoded.spec().protocol(), decoded.spec().name(), LogCount.Fate.DECODED, "");
        }
        if (outcome instanceof LogOutcome.Ignored ignored) {
            EventSpec spec = ignored.spec();
            return new CountKey(
                    spec.protocol(),
                    spec.name(),
                    LogCount.Fate.IGNORED,
                    Objects.requireNonNullElse(spec.ignoredBecause(), ""));
        }
        if (outcome instanceof LogOutcome.Rejected rejected) {
            return new CountKey(
                    "", "", LogCount.Fate.REJECTED, rejected.reason().name());
        }
        return new CountKey("", "", LogCount.Fate.UNKNOWN, "");
    }

    private static BlockFact blockFact(Origin origin, ChainRecord chainRecord) {
        Block block = chainRecord.block();
        List<?> listed = block.transactions() != null ? block.transactions() : block.receipts();
        return new BlockFact(
                origin,
                chainRecord.proof(),
                block.header(),
                listed == null ? null : listed.size(),
                block.logCoverage() == Block.LogCoverage.NONE
                        ? null
                        : (Integer) block.logs().size());
    }

    private static List<TransactionFact> transactions(Origin origin, Block block) {
        Map<Integer, Transaction> bodies = new TreeMap<>();
        Map<Integer, Receipt> receipts = new TreeMap<>();
        Map<Integer, Integer> logs = new TreeMap<>();
        if (block.transactions() != null) {
            block.transactions().forEach(body -> bodies.put(body.index(), body));
        }
        if (block.receipts() != null) {
            block.receipts().forEach(receipt -> receipts.put(receipt.transactionIndex(), receipt));
        }
        block.logs().forEach(log -> logs.merge(log.transactionIndex(), 1, Integer::sum));
        TreeSet<Integer> indexes = new TreeSet<>(bodies.keySet());
        indexes.addAll(receipts.keySet());
        List<TransactionFact> facts = new ArrayList<>(indexes.size());
        for (int index : indexes) {
            Integer count = block.logCoverage() == Block.LogCoverage.NONE ? null : logs.getOrDefault(index, 0);
            facts.add(new TransactionFact(origin, bodies.get(index), receipts.get(index), count));
        }
        return facts;
    }

    private static DeadLetter deadLetter(Origin origin, RawLog log, LogOutcome.Rejected rejected) {
        byte[] payload = new byte[log.topics().size() * Hash.LENGTH + log.data().length()];
        for (int i = 0; i < log.topics().size(); i++) {
            log.topics().get(i).toBytes(payload, i * Hash.LENGTH);
        }
        System.arraycopy(
                log.data().array(),
                0,
                payload,
                log.topics().size() * Hash.LENGTH,
                log.data().length());
        return new DeadLetter(
                STEP,
                rejected.reason().name(),
                rejected.detail(),
                "log " + log.logIndex() + " of " + log.address() + ", "
                        + log.topics().size() + " topics then data",
                origin,
                new Bytes(payload));
    }
}
