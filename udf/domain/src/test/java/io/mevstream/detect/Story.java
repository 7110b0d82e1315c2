package io.mevstream.detect;

import io.mevstream.chain.Address;
import io.mevstream.chain.BlockRef;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.PoolId;
import io.mevstream.detect.Action.Fate;
import io.mevstream.detect.Action.Transferred.Means;
import io.mevstream.detect.TransactionActions.GasPaid;
import io.mevstream.detect.TransactionActions.Status;
import io.mevstream.event.LiquidityChange;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.pool.SwapEvidence;
import java.util.ArrayList;
import java.util.List;

/**
 * A block as a story: who sends to whom, and what happens then. Names are addresses; "ether" is native, "weth" mainnet's
 * wrapped ether, "chi" its gas token, and "zero" nobody.
 */
final class Story {

    static final Address BUILDER = address("builder");

    private final List<TransactionActions> transactions = new ArrayList<>();
    private final StoryPairs pairs = new StoryPairs();
    private final List<Action> actions = new ArrayList<>();
    private BlockActions.Sight sight = BlockActions.Sight.LOGS;
    private BlockActions.Scope scope = BlockActions.Scope.WHOLE_BLOCK;
    private String from = "";
    private String to = "";
    private Status status = Status.SUCCEEDED;
    private GasPaid gas = new GasPaid(100_000, UInt256.of(10));
    private Fate fate = Fate.KEPT;
    private int log;
    private boolean begun;

    static Address address(String name) {
        return switch (name) {
            case "ether" -> Ether.NATIVE;
            case "zero" -> Address.ZERO;
            case "chi" -> Address.of("0x0000000000004946c0e9f43f4dee607b0ef1fa1c");
            case "weth" -> Address.of("0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2");
            default -> Address.fromBytes(Keccak.hash(name).toBytes(), 0);
        };
    }

    Story asTraced() {
        sight = BlockActions.Sight.TRACES;
        return this;
    }

    Story asSomeTransactions() {
        scope = BlockActions.Scope.SOME_TRANSACTIONS;
        return this;
    }

    /** A pair of two tokens, the first of which is its token0. */
    Story pair(String pool, long reserve0, long reserve1) {
        pairs.add(pool, reserve0, reserve1);
        return this;
    }

    /** Pairs take their 0.3 %, but nothing says so. */
    Story withUnknownFees() {
        pairs.hideFees();
        return this;
    }

    /** Begins a transaction. */
    Story sends(String sender, String called) {
        end();
        from = sender;
        to = called;
        begun = true;
        return this;
    }

    /** The trader pays a pool and is paid by it, in the amounts told. */
    Story swaps(String trader, String pool, String in, long amountIn, String out, long amountOut) {
        return swaps(trader, pool, in, amountIn, out, amountOut, SwapEvidence.Status.PROVEN, SwapContext.UNKNOWN);
    }

    /** An event that nothing stands behind. */
    Story pretendsToSwap(String trader, String pool, String in, long amountIn, String out, long amountOut) {
        actions.add(
                swapped(trader, pool, in, amountIn, out, amountOut, SwapEvidence.Status.SPOOFED, SwapContext.UNKNOWN));
        return this;
    }

    /** The trader gives a pair token0 and gets what the pair's maths gives. */
    Story sells(String trader, String pool, String token0, long amountIn, String token1) {
        return trades(trader, pool, token0, amountIn, token1, 0);
    }

    /** The trader gives a pair token1 and gets what the pair's maths gives. */
    Story buys(String trader, String pool, String token0, String token1, long amountIn) {
        return trades(trader, pool, token1, amountIn, token0, 1);
    }

    private Story trades(String trader, String pool, String in, long amountIn, String out, int indexIn) {
        StoryPairs.Traded traded = pairs.trade(pool, amountIn, indexIn);
        return swaps(trader, pool, in, amountIn, out, traded.amountOut(), SwapEvidence.Status.PROVEN, traded.context());
    }

    private Story swaps(
            String trader,
            String pool,
            String in,
            long amountIn,
            String out,
            long amountOut,
            SwapEvidence.Status backing,
            SwapContext context) {
        pays(in, trader, pool, amountIn);
        pays(out, pool, trader, amountOut);
        actions.add(swapped(trader, pool, in, amountIn, out, amountOut, backing, context));
        return this;
    }

    private Action.Swapped swapped(
            String trader,
            String pool,
            String in,
            long amountIn,
            String out,
            long amountOut,
            SwapEvidence.Status backing,
            SwapContext context) {
        return new Action.Swapped(
                next(),
                fate,
                PoolId.of(address(pool)),
                "uniswap-v2",
                address(in),
                UInt256.of(amountIn),
                address(out),
                UInt256.of(amountOut),
                address(trader),
                address(trader),
                backing,
                context);
    }

    Story fills(String taker, String maker, String takerToken, long takerAmount, String makerToken, long makerAmount) {
        pays(takerToken, taker, maker, takerAmount);
        pays(makerToken, maker, taker, makerAmount);
        actions.add(new Action.OrderFilled(
                next(),
                fate,
                address("exchange"),
                "zero-ex",
                address(maker),
                address(taker),
                address(makerToken),
                UInt256.of(makerAmount),
                address(takerToken),
                UInt256.of(takerAmount)));
        return this;
    }

    Story pays(String token, String payer, String payee, long amount) {
        return moves(token, payer, payee, amount, Means.TRANSFER);
    }

    Story wraps(String who, long amount) {
        return moves("weth", "nobody", who, amount, Means.WRAP);
    }

    Story unwraps(String who, long amount) {
        return moves("weth", who, "nobody", amount, Means.UNWRAP);
    }

    private Story moves(String token, String payer, String payee, long amount, Means means) {
        actions.add(new Action.Transferred(
                next(), fate, address(token), address(payer), address(payee), UInt256.of(amount), means));
        return this;
    }

    Story borrows(String lender, String receiver, String token, long amount) {
        actions.add(new Action.FlashLoaned(
                next(),
                fate,
                "lender",
                address(lender),
                address(receiver),
                address(token),
                UInt256.of(amount),
                UInt256.ZERO));
        return pays(token, lender, receiver, amount);
    }

    Story liquidates(String liquidator, String borrower, String debt, long repaid, String collateral, long seized) {
        pays(debt, liquidator, "market", repaid);
        pays(collateral, "market", liquidator, seized);
        actions.add(new Action.Liquidated(
                next(),
                fate,
                "lending",
                address("market"),
                null,
                address(liquidator),
                address(borrower),
                address(debt),
                UInt256.of(repaid),
                address(collateral),
                UInt256.of(seized)));
        return this;
    }

    Story adds(String owner, String pool, int lower, int upper, long liquidity) {
        return moves(LiquidityChange.Kind.ADD, owner, pool, lower, upper, liquidity, 50, 50);
    }

    /** Takes the liquidity out, and collects fees beside. */
    Story removes(String owner, String pool, int lower, int upper, long liquidity, long fee0, long fee1) {
        moves(LiquidityChange.Kind.REMOVE, owner, pool, lower, upper, -liquidity, -40, -60);
        return moves(LiquidityChange.Kind.COLLECT, owner, pool, lower, upper, 0, -40 - fee0, -60 - fee1);
    }

    private Story moves(
            LiquidityChange.Kind kind,
            String owner,
            String pool,
            int lower,
            int upper,
            long liquidity,
            long gained0,
            long gained1) {
        actions.add(new Action.LiquidityMoved(
                next(),
                fate,
                PoolId.of(address(pool)),
                "uniswap-v3",
                kind,
                address(owner),
                lower,
                upper,
                kind == LiquidityChange.Kind.COLLECT ? null : Int256.of(liquidity),
                List.of(address("dai"), address("weth")),
                List.of(Int256.of(gained0), Int256.of(gained1))));
        return this;
    }

    Story asks(String who, String pool) {
        actions.add(new Action.Asked(next(), fate, PoolId.of(address(pool)), "uniswap-v2", address(who)));
        return this;
    }

    /** What the transaction does from here on is reverted, the transaction with it or not. */
    Story reverting() {
        fate = Fate.REVERTED;
        return this;
    }

    Story reverts() {
        status = Status.REVERTED;
        return this;
    }

    Story withUnknownGas() {
        gas = null;
        return this;
    }

    BlockActions told() {
        end();
        return new BlockActions(
                1, new BlockRef(7, Hash.ZERO), UInt256.of(4), BUILDER, scope, sight, List.copyOf(transactions));
    }

    List<Detection> inspected() {
        return new Inspector().inspect(told(), EtherPrices.NONE);
    }

    private EvidenceRef next() {
        return EvidenceRef.ofLog(transactions.size(), log++);
    }

    private void end() {
        if (begun) {
            int index = transactions.size();
            transactions.add(new TransactionActions(
                    index,
                    Keccak.hash("transaction " + index),
                    address(from),
                    address(to),
                    status,
                    gas,
                    List.copyOf(actions)));
        }
        actions.clear();
        status = Status.SUCCEEDED;
        gas = new GasPaid(100_000, UInt256.of(10));
        fate = Fate.KEPT;
        begun = false;
    }
}
