package io.mevstream.detect.trace;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.CallFrame;
import io.mevstream.chain.CallFrame.Type;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.chain.Receipt;
import io.mevstream.chain.Transaction;
import io.mevstream.decode.LogText;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.num.Words;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The logs a block must have written, from its call traces and the events that were derived from them elsewhere: transfers
 * where they were called, an event where the call it belongs to ended. Of V3's pools the price after a swap is not there, nor
 * are the events of Bancor, Balancer V2 and 0x.
 */
final class LogsOfTraces {

    private static final int TRANSFER = 0xa9059cbb;
    private static final int TRANSFER_FROM = 0x23b872dd;
    private static final int DEPOSIT = 0xd0e30db0;
    private static final int WITHDRAW = 0x2e1a7d4d;
    private static final Address WETH = Address.of("0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2");

    private final List<CallFrame> frames;
    private final Map<String, JsonNode> events = new HashMap<>();
    private final List<RawLog> logs = new ArrayList<>();

    private LogsOfTraces(List<CallFrame> frames, JsonNode derived) {
        this.frames = frames;
        for (JsonNode event : derived) {
            if (!event.get("reverted").asBoolean()) {
                events.put(event.get("pos").asInt() + " " + event.get("trace_address"), event);
            }
        }
    }

    /** The block with those logs and without traces. */
    static Block of(Block traced, JsonNode derived) {
        LogsOfTraces written = new LogsOfTraces(traced.traces(), derived);
        written.write();
        List<Transaction> transactions = new ArrayList<>();
        List<Receipt> receipts = new ArrayList<>();
        for (CallFrame frame : traced.traces()) {
            if (frame.isRoot()) {
                transactions.add(transaction(frame));
                receipts.add(new Receipt(
                        frame.transactionIndex(),
                        frame.transactionHash(),
                        0,
                        frame.error() == null ? 1 : 0,
                        null,
                        0,
                        21_000,
                        null,
                        frame.from(),
                        frame.type() == Type.CREATE ? null : frame.to(),
                        null));
            }
        }
        return new Block(traced.ref(), null, transactions, receipts, written.logs, null);
    }

    private static Transaction transaction(CallFrame root) {
        return new Transaction(
                root.transactionIndex(),
                root.transactionHash(),
                0,
                null,
                root.from(),
                root.type() == Type.CREATE ? null : root.to(),
                0,
                0,
                root.valueWei(),
                UInt256.ONE,
                null,
                null,
                null,
                Bytes.EMPTY,
                List.of(),
                List.of(),
                List.of(),
                UInt256.ZERO,
                UInt256.ZERO,
                UInt256.ZERO);
    }

    private void write() {
        Deque<CallFrame> open = new ArrayDeque<>();
        for (CallFrame frame : frames) {
            while (!open.isEmpty() && !isWithin(frame, open.peek())) {
                end(open.pop());
            }
            if (frame.type() == Type.CALL && !frame.isReverted()) {
                transfer(frame, open);
            }
            open.push(frame);
        }
        open.forEach(this::end);
    }

    private static boolean isWithin(CallFrame inner, CallFrame outer) {
        int depth = outer.traceAddress().size();
        return inner.transactionIndex() == outer.transactionIndex()
                && inner.traceAddress().size() > depth
                && inner.traceAddress().subList(0, depth).equals(outer.traceAddress());
    }

    private void transfer(CallFrame frame, Deque<CallFrame> open) {
        byte[] input = frame.input().array();
        int selector = input.length < 4 ? 0 : Words.readInt(input, 0);
        boolean again = open.stream().anyMatch(outer -> outer.input().equals(frame.input()) && input.length > 0);
        if (selector == TRANSFER && input.length >= 68 && !again && isTrue(frame)) {
            transferred(frame, frame.from(), address(input, 0), UInt256.fromBytes(input, 36));
        } else if (selector == TRANSFER_FROM && input.length >= 100 && !again && isTrue(frame)) {
            transferred(frame, address(input, 0), address(input, 1), UInt256.fromBytes(input, 68));
        } else if (WETH.equals(frame.to()) && selector == WITHDRAW) {
            log(frame, "Withdrawal(address indexed src, uint256 wad)", frame.from(), UInt256.fromBytes(input, 4));
        } else if (WETH.equals(frame.to())
                && !frame.valueWei().isZero()
                && (selector == DEPOSIT || input.length == 0)) {
            log(frame, "Deposit(address indexed dst, uint256 wad)", frame.from(), frame.valueWei());
        }
    }

    private void transferred(CallFrame frame, Address from, Address to, UInt256 amount) {
        log(frame, "Transfer(address indexed from, address indexed to, uint256 value)", from, to, amount);
    }

    private static boolean isTrue(CallFrame frame) {
        byte[] output = frame.output().array();
        return output.length == 0
                || !UInt256.fromBytes(Arrays.copyOf(output, 32), 0).isZero();
    }

    private static Address address(byte[] input, int word) {
        return Address.fromBytes(input, 4 + 32 * word + 12);
    }

    private void log(CallFrame frame, String declaration, Object... values) {
        Address emitter = frame.to();
        Hash hash = frame.transactionHash();
        logs.add(LogText.of(logs.size(), frame.transactionIndex(), hash, emitter, declaration, values));
    }

    private void end(CallFrame frame) {
        JsonNode event = events.get(
                frame.transactionIndex() + " " + frame.traceAddress().toString().replace(" ", ""));
        if (event == null) {
            return;
        }
        switch (event.get("type").asText()) {
            case "v2_swap" -> pair(frame, event);
            case "v3_swap" ->
                log(
                        frame,
                        "Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick)",
                        frame.from(),
                        of(event, "recipient"),
                        Int256.of(number(event, "amount0")),
                        Int256.of(number(event, "amount1")),
                        UInt256.ONE.shiftLeft(96),
                        UInt256.ZERO,
                        Int256.ZERO);
            case "balancer_v1_swap" -> {
                boolean exactIn = event.get("exact").asText().equals("in");
                log(
                        frame,
                        "LOG_SWAP(address indexed caller, address indexed tokenIn, address indexed tokenOut, uint256 tokenAmountIn, uint256 tokenAmountOut)",
                        frame.from(),
                        of(event, "token_in"),
                        of(event, "token_out"),
                        uint(event, exactIn ? "arg_in" : "ret0"),
                        uint(event, exactIn ? "ret0" : "arg_out"));
            }
            case "curve_exchange" ->
                log(
                        frame,
                        "TokenExchange(address indexed buyer, int128 sold_id, uint256 tokens_sold, int128 bought_id, uint256 tokens_bought)",
                        frame.from(),
                        Int256.of(event.get("i").asLong()),
                        UInt256.of(new BigInteger(event.get("dx").asText())),
                        Int256.of(event.get("j").asLong()),
                        UInt256.of(new BigInteger(event.get("transfers")
                                .get(event.get("transfers").size() - 1)
                                .get(3)
                                .asText())));
            case "aave_liquidation_call" -> {
                JsonNode given = event.get("transfers_from_caller").get(0);
                JsonNode got = event.get("transfers_to_caller").get(0);
                log(
                        frame,
                        "LiquidationCall(address indexed collateralAsset, address indexed debtAsset, address indexed user, uint256 debtToCover, uint256 liquidatedCollateralAmount, address liquidator, bool receiveAToken)",
                        of(event, "collateral"),
                        of(event, "debt"),
                        of(event, "user"),
                        UInt256.of(new BigInteger(given.get(1).asText())),
                        got == null
                                ? UInt256.ONE
                                : UInt256.of(new BigInteger(got.get(1).asText())),
                        frame.from(),
                        event.get("receive_atoken").asBoolean());
            }
            case "compound_liquidate_borrow" ->
                log(
                        frame,
                        "LiquidateBorrow(address liquidator, address borrower, uint256 repayAmount, address cTokenCollateral, uint256 seizeTokens)",
                        frame.from(),
                        of(event, "borrower"),
                        frame.valueWei().isZero() ? uint(event, "repay_amount_arg") : frame.valueWei(),
                        of(event, "ctoken_collateral"),
                        uint(event, "seize_tokens"));
            default -> {}
        }
    }

    private void pair(CallFrame frame, JsonNode event) {
        boolean zeroIn = event.get("token_in").equals(event.get("token0"));
        UInt256 in = uint(event, "amount_in_transferred");
        log(
                frame,
                "Sync(uint112 reserve0, uint112 reserve1)",
                uint(event, "reserve0_after"),
                uint(event, "reserve1_after"));
        log(
                frame,
                "Swap(address indexed sender, uint256 amount0In, uint256 amount1In, uint256 amount0Out, uint256 amount1Out, address indexed to)",
                frame.from(),
                zeroIn ? in : UInt256.ZERO,
                zeroIn ? UInt256.ZERO : in,
                uint(event, "amount0_out"),
                uint(event, "amount1_out"),
                of(event, "recipient"));
    }

    private static Address of(JsonNode event, String field) {
        return Address.of(event.get(field).asText());
    }

    private static BigInteger number(JsonNode event, String field) {
        return new BigInteger(event.get(field).asText());
    }

    private static UInt256 uint(JsonNode event, String field) {
        return UInt256.of(number(event, field));
    }
}
