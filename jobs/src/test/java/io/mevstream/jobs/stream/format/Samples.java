package io.mevstream.jobs.stream.format;

import io.mevstream.amm.Completeness;
import io.mevstream.chain.Address;
import io.mevstream.chain.BlockHeader;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.ChainRecord;
import io.mevstream.chain.Hash;
import io.mevstream.chain.PoolId;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import io.mevstream.decode.EventFields;
import io.mevstream.event.ChainEvent;
import io.mevstream.event.FlashLoan;
import io.mevstream.event.Liquidation;
import io.mevstream.event.LiquidityChange;
import io.mevstream.event.OracleAnswer;
import io.mevstream.event.PoolCreated;
import io.mevstream.event.PoolEvent;
import io.mevstream.event.PoolFamily;
import io.mevstream.event.PoolFeeChanged;
import io.mevstream.event.PoolInitialized;
import io.mevstream.event.ProtocolEvent;
import io.mevstream.event.ReservesSet;
import io.mevstream.event.Swap;
import io.mevstream.event.TokenAmount;
import io.mevstream.event.TokenTransfer;
import io.mevstream.fact.BlockFact;
import io.mevstream.fact.DeadLetter;
import io.mevstream.fact.EventFact;
import io.mevstream.fact.LiquidityFact;
import io.mevstream.fact.LogCount;
import io.mevstream.fact.LogRef;
import io.mevstream.fact.Origin;
import io.mevstream.fact.PoolFact;
import io.mevstream.fact.PoolInBlock;
import io.mevstream.fact.PoolStateFact;
import io.mevstream.fact.SwapFact;
import io.mevstream.fact.TransactionFact;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.pool.PoolFrame;
import io.mevstream.pool.PoolKnowledge;
import io.mevstream.pool.PoolState;
import io.mevstream.pool.PoolTracker;
import io.mevstream.pool.Rederivation;
import io.mevstream.pool.SwapEvidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of every type that travels: the fullest, the emptiest, and each variant. */
public final class Samples {

    public static final Address TOKEN_A = new Address(1, -2, 3);
    public static final Address TOKEN_B = new Address(-4, 5, -6);
    public static final PoolId POOL = PoolId.of(new Address(7, 8, 9));
    public static final PoolId ENTRY = new PoolId(new Address(7, 8, 9), new Hash(1, 2, 3, -4));
    public static final Hash HASH = new Hash(-1, 2, -3, 4);
    public static final UInt256 BIG = new UInt256(-1, 0, -5, 7);
    public static final UInt256 SMALL = UInt256.of(1_000);
    public static final Int256 NEGATIVE = Int256.of(-123_456);
    public static final BlockRef BLOCK = new BlockRef(18_000_000, HASH);
    public static final Origin APPLIED = new Origin(1, 42, ChainRecord.Kind.APPLY, BLOCK, 1_693_066_895L);
    public static final Origin UNDONE = new Origin(1, 43, ChainRecord.Kind.UNDO, BLOCK, null);
    public static final LogRef LOG = new LogRef(3, 1, HASH, TOKEN_A);
    public static final SwapEvidence PROVEN = new SwapEvidence(SwapEvidence.Status.PROVEN, TOKEN_A, TOKEN_B);
    public static final SwapEvidence SPOOFED = new SwapEvidence(SwapEvidence.Status.SPOOFED, null, null);

    public static final PoolKnowledge KNOWN = new PoolKnowledge(
            POOL,
            PoolFamily.UNISWAP_V2,
            List.of(TOKEN_A, TOKEN_B),
            3_000,
            60,
            TOKEN_B,
            "uniswap-v2",
            PoolKnowledge.Proof.FACTORY);
    public static final PoolKnowledge UNKNOWN = new PoolKnowledge(
            ENTRY,
            PoolFamily.UNISWAP_V4,
            Arrays.asList(TOKEN_A, null),
            null,
            null,
            null,
            null,
            PoolKnowledge.Proof.NONE);
    public static final PoolState STATE = new PoolState(Completeness.COMPLETE, SMALL, BIG, BIG, UInt256.ZERO, -887_272);

    private Samples() {}

    public static Swap swap(PoolId pool, Swap.Detail detail) {
        return new Swap(
                pool,
                PoolFamily.UNISWAP_V2,
                TOKEN_A,
                null,
                TokenAmount.ofIndex(0, SMALL),
                TokenAmount.ofToken(TOKEN_B, BIG),
                detail);
    }

    public static LiquidityChange liquidityChange() {
        return new LiquidityChange(
                POOL,
                PoolFamily.UNISWAP_V3,
                LiquidityChange.Kind.REMOVE,
                TOKEN_A,
                -60,
                60,
                NEGATIVE,
                List.of(NEGATIVE, Int256.ZERO),
                List.of(TOKEN_A, TOKEN_B));
    }

    static List<PoolEvent> poolEvents() {
        return List.of(
                swap(POOL, new Swap.PairAmounts(SMALL, UInt256.ZERO, UInt256.ZERO, BIG)),
                swap(ENTRY, new Swap.PriceAfter(BIG, SMALL, -5, 500)),
                swap(ENTRY, new Swap.PriceAfter(BIG, SMALL, 5, null)),
                swap(POOL, Swap.NoDetail.NONE),
                swap(POOL, Swap.Underlying.COINS),
                new ReservesSet(POOL, PoolFamily.SOLIDLY, SMALL, BIG),
                liquidityChange(),
                new LiquidityChange(
                        POOL,
                        PoolFamily.CURVE_STABLE,
                        LiquidityChange.Kind.ADD,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of()),
                new PoolCreated(
                        ENTRY,
                        PoolFamily.UNISWAP_V4,
                        TOKEN_B,
                        List.of(TOKEN_A, TOKEN_B),
                        100,
                        1,
                        TOKEN_A,
                        new PoolInitialized(ENTRY, BIG, 7)),
                new PoolCreated(POOL, PoolFamily.UNISWAP_V2, TOKEN_B, List.of(), null, null, null, null),
                new PoolInitialized(POOL, BIG, -7),
                new PoolFeeChanged(POOL, PoolFamily.CURVE_CRYPTO, "A", BIG));
    }

    public static List<ChainEvent> events() {
        List<ChainEvent> events = new ArrayList<>(poolEvents());
        events.add(new TokenTransfer(TOKEN_A, TOKEN_B, Address.ZERO, BIG, TokenTransfer.Kind.UNWRAP));
        events.add(new OracleAnswer(TOKEN_A, NEGATIVE, BIG, SMALL));
        events.add(new Liquidation("aave-v3", TOKEN_A, HASH, TOKEN_A, TOKEN_B, TOKEN_A, BIG, TOKEN_B, SMALL));
        events.add(new Liquidation("maker", TOKEN_A, null, null, null, null, null, null, null));
        events.add(new FlashLoan("balancer-v2", TOKEN_A, TOKEN_B, TOKEN_A, BIG, SMALL));
        events.add(new FlashLoan("uniswap-v3", TOKEN_A, null, null, null, null));
        events.add(new ProtocolEvent("comet", "Supply"));
        return events;
    }

    public static EventFact eventFact(ChainEvent event) {
        return new EventFact(APPLIED, LOG, "some-protocol", "Something", fields(), event);
    }

    private static EventFields fields() {
        return new EventFields(
                List.of("who", "amount", "delta", "yes", "no", "id", "bytes", "text", "list"),
                List.of(
                        TOKEN_A,
                        BIG,
                        NEGATIVE,
                        true,
                        false,
                        HASH,
                        new Bytes(new byte[] {1, 2}),
                        "long ".repeat(20_000),
                        List.of(SMALL, List.of(TOKEN_B))));
    }

    public static BlockHeader header() {
        return new BlockHeader(
                18_000_000,
                HASH,
                HASH,
                HASH,
                TOKEN_A,
                HASH,
                HASH,
                HASH,
                new Bytes(new byte[256]),
                UInt256.ZERO,
                30_000_000,
                29_999_999,
                1_693_066_895,
                new Bytes(new byte[] {9}),
                HASH,
                new Bytes(new byte[8]),
                SMALL,
                HASH,
                131_072L,
                0L,
                HASH,
                null);
    }

    public static Transaction transaction() {
        return new Transaction(
                4,
                HASH,
                3,
                1L,
                TOKEN_A,
                TOKEN_B,
                77,
                21_000,
                BIG,
                SMALL,
                BIG,
                SMALL,
                SMALL,
                new Bytes(new byte[] {1, 2, 3, 4, 5}),
                List.of(new Transaction.AccessListEntry(TOKEN_A, List.of(HASH))),
                List.of(HASH),
                List.of(new Transaction.Authorization(SMALL, TOKEN_A, 5, 1, BIG, SMALL)),
                SMALL,
                BIG,
                BIG);
    }

    public static Receipt receipt() {
        return new Receipt(4, HASH, 3, 1, null, 1_000_000, 21_000, SMALL, TOKEN_A, null, TOKEN_B);
    }

    private static List<PoolFrame.Entry> entries() {
        List<PoolFrame.Entry> entries = new ArrayList<>();
        for (PoolEvent event : poolEvents()) {
            entries.add(new PoolFrame.Entry(LOG, "uniswap-v2", event, event instanceof Swap ? PROVEN : null));
        }
        return entries;
    }

    private static PoolTracker.State tracked() {
        var now = new PoolTracker.Snapshot(KNOWN, STATE, null);
        var before = new PoolTracker.Snapshot(KNOWN, PoolState.UNKNOWN, null);
        return new PoolTracker.State(
                40,
                now,
                List.of(
                        new PoolTracker.Undo(new PoolTracker.Touch(BLOCK, null, 3), null),
                        new PoolTracker.Undo(new PoolTracker.Touch(BLOCK, 1_700_000_000L, 4), before)));
    }

    /** Samples of each type, by the type's name. */
    static Map<String, List<?>> byType() {
        Map<String, List<?>> samples = new LinkedHashMap<>();
        samples.put("pool-id", List.of(POOL, ENTRY));
        samples.put("pool-frame", List.of(new PoolFrame(POOL, APPLIED, 40, entries())));
        samples.put("tracked-pool", List.of(tracked()));
        samples.put(
                "block",
                List.of(
                        new BlockFact(APPLIED, ChainRecord.Proof.ROOTS, header(), 3, 4),
                        new BlockFact(UNDONE, ChainRecord.Proof.UNPROVEN, null, null, 0)));
        samples.put(
                "transaction",
                List.of(
                        new TransactionFact(APPLIED, transaction(), receipt(), 2),
                        new TransactionFact(UNDONE, null, receipt(), 2),
                        new TransactionFact(UNDONE, transaction(), null, 0)));
        samples.put("log-count", List.of(new LogCount(APPLIED, "weth", "Deposit", LogCount.Fate.IGNORED, "why", 2)));
        samples.put("event", events().stream().map(Samples::eventFact).toList());
        samples.put(
                "swap",
                List.of(
                        new SwapFact(
                                APPLIED,
                                LOG,
                                "uniswap-v2",
                                swap(POOL, Swap.NoDetail.NONE),
                                SPOOFED,
                                KNOWN,
                                Rederivation.EXACT),
                        new SwapFact(
                                UNDONE,
                                LOG,
                                "uniswap-v4",
                                swap(ENTRY, Swap.NoDetail.NONE),
                                PROVEN,
                                UNKNOWN,
                                Rederivation.NO_MATHS)));
        samples.put("liquidity", List.of(new LiquidityFact(APPLIED, LOG, "uniswap-v3", liquidityChange(), KNOWN)));
        samples.put("pool", List.of(new PoolFact(APPLIED, KNOWN), new PoolFact(UNDONE, UNKNOWN)));
        samples.put("pool-state", List.of(new PoolStateFact(APPLIED, 9, KNOWN, STATE)));
        samples.put(
                "dead-letter",
                List.of(
                        new DeadLetter("decode-blocks", "DATA_LENGTH", "detail", "log 3", APPLIED, Bytes.EMPTY),
                        new DeadLetter("read", "BAD_JSON", "ä€😀", "file", null, new Bytes(new byte[] {-1}))));
        samples.put(
                "pool-in-block",
                List.of(
                        new PoolInBlock(
                                APPLIED,
                                KNOWN,
                                STATE,
                                List.of(new SwapFact(
                                        APPLIED,
                                        LOG,
                                        "uniswap-v2",
                                        swap(POOL, Swap.NoDetail.NONE),
                                        PROVEN,
                                        KNOWN,
                                        Rederivation.EXACT))),
                        new PoolInBlock(UNDONE, UNKNOWN, null, List.of())));
        samples.putAll(DetectionSamples.byType());
        return samples;
    }
}
