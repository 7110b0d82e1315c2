package io.mevstream.detect.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.SharedData;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.detect.Action;
import io.mevstream.detect.Action.Fate;
import io.mevstream.detect.BlockActions;
import io.mevstream.detect.Ether;
import io.mevstream.detect.EvidenceRef;
import io.mevstream.detect.TransactionActions;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import io.mevstream.pool.PoolState;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What mev-inspect-py and mev-inspect-rs assert of the traces they were tested with, as far as it is about actions. */
class LabelledTracesTest {

    private static final Address WETH = Address.of("0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2");

    private final TraceActions actions = new TraceActions(1);

    private static TransactionActions transaction(BlockActions block, String hash) {
        return block.transactions().stream()
                .filter(transaction -> transaction.hash().equals(Hash.of(hash)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no transaction " + hash));
    }

    private static <A extends Action> @Nullable A at(TransactionActions transaction, JsonNode label, Class<A> kind) {
        List<Integer> path = new ArrayList<>();
        label.get("trace_address").forEach(place -> path.add(place.asInt()));
        EvidenceRef evidence = EvidenceRef.ofFrame(transaction.index(), path);
        return transaction.actions().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(action -> action.evidence().equals(evidence))
                .findFirst()
                .orElse(null);
    }

    private static UInt256 uint(JsonNode label, String field) {
        return UInt256.of(new BigInteger(label.get(field).asText()));
    }

    private static Address token(JsonNode label, String field) {
        Address token = Address.of(label.get(field).asText());
        return Ether.ofChain(1).is(token) && !token.equals(WETH) ? Ether.NATIVE : token;
    }

    private static <A extends Action> List<A> kept(TransactionActions transaction, Class<A> kind) {
        return transaction.actions().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(action -> action.fate() == Fate.KEPT)
                .toList();
    }

    @Test
    void everyLabelledLiquidationHasItsAmounts() throws IOException {
        for (JsonNode label : TracedBlocks.json("mev-inspect-py/labels.json").get("liquidations")) {
            BlockActions block =
                    actions.of(TracedBlocks.block(label.get("block_number").asLong()));
            Action.Liquidated found =
                    at(transaction(block, label.get("transaction_hash").asText()), label, Action.Liquidated.class);

            assertThat(found).as(label.toString()).isNotNull();
            assertThat(found.fate()).isEqualTo(Fate.KEPT);
            assertThat(found.borrower())
                    .isEqualTo(Address.of(label.get("liquidated_user").asText()));
            assertThat(found.liquidator())
                    .isEqualTo(Address.of(label.get("liquidator_user").asText()));
            assertThat(found.debtToken()).isEqualTo(token(label, "debt_token_address"));
            assertThat(found.debtRepaidRaw()).isEqualTo(uint(label, "debt_purchase_amount"));
            assertThat(found.collateralToken()).isEqualTo(token(label, "received_token_address"));
            assertThat(found.collateralSeizedRaw()).isEqualTo(uint(label, "received_amount"));
        }
    }

    @Test
    void everyLabelledOrderIsFilledWithItsAmounts() throws IOException {
        for (JsonNode label : TracedBlocks.json("mev-inspect-py/labels.json").get("swaps_0x")) {
            BlockActions block =
                    actions.of(TracedBlocks.block(label.get("block_number").asLong()));
            Action.OrderFilled found =
                    at(transaction(block, label.get("transaction_hash").asText()), label, Action.OrderFilled.class);

            assertThat(found).as(label.toString()).isNotNull();
            assertThat(found.contract())
                    .isEqualTo(Address.of(label.get("contract_address").asText()));
            assertThat(found.makerToken()).isEqualTo(token(label, "token_out_address"));
            assertThat(found.makerAmountRaw()).isEqualTo(uint(label, "token_out_amount"));
            assertThat(found.takerToken()).isEqualTo(token(label, "token_in_address"));
            assertThat(found.takerAmountRaw()).isEqualTo(uint(label, "token_in_amount"));
        }
    }

    /** The labels count ether twice that is wrapped in between; what remains of it is the same. */
    @Test
    void labelledTokenFlowsLeaveTheSameEther() throws IOException {
        for (JsonNode label : TracedBlocks.json("mev-inspect-py/labels.json").get("token_flows")) {
            BlockActions block =
                    actions.of(TracedBlocks.block(label.get("block_number").asLong()));
            TransactionActions transaction =
                    transaction(block, label.get("transaction_hash").asText());
            JsonNode inOut = label.get("ether_flows_in_out");
            BigInteger net = new BigInteger(inOut.get(0).asText())
                    .subtract(new BigInteger(inOut.get(1).asText()));

            assertThat(etherGained(
                            transaction,
                            Set.of(
                                    Objects.requireNonNull(transaction.from()),
                                    Objects.requireNonNull(transaction.to()))))
                    .as(label.toString())
                    .isEqualTo(net);
        }
    }

    /** What the holders gained of ether, wrapped or not; wrapping moves it from one hand of theirs to the other. */
    private static BigInteger etherGained(TransactionActions transaction, Set<Address> holders) {
        BigInteger gained = BigInteger.ZERO;
        for (Action.Transferred transfer : kept(transaction, Action.Transferred.class)) {
            if (transfer.token().equals(Ether.NATIVE) || transfer.token().equals(WETH)) {
                BigInteger amount = transfer.amountRaw().toBigInteger();
                gained = holders.contains(transfer.to()) ? gained.add(amount) : gained;
                gained = holders.contains(transfer.from()) ? gained.subtract(amount) : gained;
            }
        }
        return gained;
    }

    @Test
    void theLabelledArbitrageIsThereAndReverted() throws IOException {
        BlockActions block = actions.of(TracedBlocks.block(12483198));
        TransactionActions transaction =
                transaction(block, "0x23a4dc7044666d3d4cc2d394a8017fc9d6b87018c20390d35266cea1af783e8a");

        List<Action> trades = transaction.actions().stream()
                .filter(Action.Trade.class::isInstance)
                .toList();

        assertThat(trades).hasSizeGreaterThanOrEqualTo(5).allMatch(trade -> trade.fate() == Fate.REVERTED);
    }

    private List<Action.Swapped> swaps(String name) throws IOException {
        BlockActions block = actions.of(TracedBlocks.transaction(name));
        assertThat(block.scope()).isEqualTo(BlockActions.Scope.SOME_TRANSACTIONS);
        assertThat(block.transactions()).hasSize(1);
        return block.transactions().get(0).actions().stream()
                .filter(Action.Swapped.class::isInstance)
                .map(Action.Swapped.class::cast)
                .toList();
    }

    private static UInt256 uint(String decimal) {
        return UInt256.of(new BigInteger(decimal));
    }

    @Test
    void singleTradesHaveTheirLabelledAmounts() throws IOException {
        assertThat(swaps("bot_trade.json.gz")).singleElement().satisfies(swap -> {
            assertThat(swap.protocol()).isEqualTo("uniswap-v2");
            assertThat(swap.amountInRaw()).isEqualTo(uint("28831175112148480867"));
        });
        assertThat(swaps("balancer_trade.json.gz")).singleElement().satisfies(swap -> {
            assertThat(swap.protocol()).isEqualTo("balancer-v1");
            assertThat(swap.amountInRaw()).isEqualTo(uint("7459963749616500736"));
        });
        assertThat(swaps("exact_tokens_for_eth.json.gz")).singleElement().satisfies(swap -> assertThat(swap.tokenOut())
                .isEqualTo(WETH));
    }

    @Test
    void theTriangularArbitrageEndsWithMoreThanItBeganWith() throws IOException {
        List<Action.Swapped> swaps = swaps("triangular_arb.json.gz");

        assertThat(swaps).hasSize(4);
        assertThat(swaps.get(3).amountOutRaw().sub(swaps.get(0).amountInRaw())).isEqualTo(uint("9196963592118237"));
    }

    /** Its 0x fill is labelled as a trade too; the profit is before the protocol fee of 1284500000000000 wei paid to 0x. */
    @Test
    void theCurveArbitrageIsAnOrderAndTwoSwaps() throws IOException {
        BlockActions block = actions.of(TracedBlocks.transaction("curve_arb.json.gz"));
        TransactionActions transaction = block.transactions().get(0);

        assertThat(kept(transaction, Action.Trade.class))
                .extracting(Action.Trade::protocol)
                .containsExactly("zero-ex", "curve", "uniswap-v2");
    }

    /** The label has what the zapper offered of ether; the router took less of it, at the pair's price. */
    @Test
    void theZapperTradesOnceAndAddsLiquidity() throws IOException {
        BlockActions block = actions.of(TracedBlocks.transaction("zapper1.json.gz"));
        TransactionActions transaction = block.transactions().get(0);

        assertThat(kept(transaction, Action.Trade.class)).singleElement().satisfies(trade -> {
            assertThat(trade.amountInRaw()).isEqualTo(uint("1101651860618174754"));
            assertThat(trade.amountOutRaw()).isEqualTo(uint("3387662"));
        });
        assertThat(kept(transaction, Action.LiquidityMoved.class))
                .singleElement()
                .satisfies(moved -> assertThat(moved.poolGainedRaw())
                        .extracting(Int256::toString)
                        .containsExactlyInAnyOrder("3387662", "1098347873288497855"));
    }

    @Test
    void theRevertedTradesAreThereAndReverted() throws IOException {
        assertThat(swaps("exchange_proxy.json.gz"))
                .allMatch(swap -> swap.fate() == Fate.REVERTED)
                .extracting(Action.Swapped::protocol, swap -> swap.amountInRaw().toString())
                .containsExactly(
                        tuple("balancer-v1", "384007192433857968681"), tuple("uniswap-v2", "622513125832506272941"));
    }

    @Test
    void singleLiquidationsHaveTheirLabelledAmounts() throws IOException {
        BlockActions aave = actions.of(TracedBlocks.transaction("simple_liquidation.json.gz"));
        BlockActions compound = actions.of(TracedBlocks.transaction("compound_liquidation.json.gz"));

        assertThat(kept(aave.transactions().get(0), Action.Liquidated.class))
                .singleElement()
                .satisfies(liquidated -> {
                    assertThat(liquidated.protocol()).isEqualTo("aave");
                    assertThat(liquidated.debtRepaidRaw()).isEqualTo(uint("11558317402311470764075"));
                    assertThat(liquidated.collateralSeizedRaw()).isEqualTo(uint("1100830609991235507621"));
                });
        assertThat(kept(compound.transactions().get(0), Action.Liquidated.class))
                .singleElement()
                .satisfies(liquidated -> {
                    assertThat(liquidated.protocol()).isEqualTo("compound-v2");
                    assertThat(liquidated.debtToken())
                            .isEqualTo(Address.of("0xe41d2489571d322189246dafa5ebde1f4699f498"));
                    assertThat(liquidated.debtRepaidRaw()).isEqualTo(uint("653800000000000000"));
                    assertThat(liquidated.collateralSeizedRaw()).isEqualTo(uint("5250648"));
                });
    }

    /** Tokens that a market moves within itself are the liquidator's all the same. */
    @Test
    void whatIsSeizedInsideOfAMarketIsTransferred() throws IOException {
        BlockActions block = actions.of(TracedBlocks.transaction("compound_liquidation.json.gz"));

        assertThat(kept(block.transactions().get(0), Action.Transferred.class))
                .filteredOn(transfer -> transfer.amountRaw().equals(uint("5250648")))
                .singleElement()
                .satisfies(transfer -> assertThat(transfer.token())
                        .isEqualTo(Address.of("0x4ddc2d193948926d02f9b1fe9e1daa0718270ed5")));
    }

    @Test
    void everySwapThatFollowsFromTheTracesIsFound() throws IOException {
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        try (Stream<Path> files = Files.list(SharedData.require("mev-inspect-py/events"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                JsonNode events =
                        TracedBlocks.json("mev-inspect-py/events/" + name).get("events");
                BlockActions block =
                        actions.of(TracedBlocks.block(Long.parseLong(name.substring(0, name.indexOf('.')))));
                for (JsonNode event : events) {
                    if (event.get("type").asText().matches(".*(swap|exchange|convert).*")) {
                        checked++;
                        String difference = difference(block, event);
                        if (difference != null) {
                            wrong.add(name + " " + difference + ": " + event);
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(checked).isEqualTo(369);
    }

    private static @Nullable String difference(BlockActions block, JsonNode event) {
        TransactionActions transaction = transaction(block, event.get("tx").asText());
        Action.Swapped swap = at(transaction, event, Action.Swapped.class);
        boolean reverted = event.get("reverted").asBoolean();
        if (swap == null) {
            return "no swap";
        }
        if ((swap.fate() == Fate.REVERTED) != reverted) {
            return "fate " + swap.fate();
        }
        String in = amountIn(event);
        String out = amountOut(event);
        if (swap.context().after() != null && event.get("type").asText().equals("v2_swap")) {
            return isPairsOwnArithmetic(swap, event) ? null : "not from reserve to reserve";
        }
        if (in != null && !swap.amountInRaw().equals(UInt256.of(new BigInteger(in)))) {
            return "in " + swap.amountInRaw() + " not " + in;
        }
        if (out != null && !swap.amountOutRaw().equals(UInt256.of(new BigInteger(out)))) {
            return "out " + swap.amountOutRaw() + " not " + out;
        }
        for (String side : List.of("token_in", "token_out")) {
            Address found = side.equals("token_in") ? swap.tokenIn() : swap.tokenOut();
            if (event.hasNonNull(side) && !Address.of(event.get(side).asText()).equals(found)) {
                return side + " " + found;
            }
        }
        return null;
    }

    /**
     * Where a pair's reserves are known the amounts are what they changed by, as its Swap event has it. The recorded events
     * have what was transferred: more, where a token keeps some of it or pays all holders.
     */
    private static boolean isPairsOwnArithmetic(Action.Swapped swap, JsonNode event) {
        BigInteger[] before = reserves(Objects.requireNonNull(swap.context().before()));
        BigInteger[] after = reserves(Objects.requireNonNull(swap.context().after()));
        int in = Objects.requireNonNull(swap.context().indexIn());
        BigInteger transferred =
                new BigInteger(event.get("amount_in_transferred").asText());
        return after[0].toString().equals(event.get("reserve0_after").asText())
                && after[1].toString().equals(event.get("reserve1_after").asText())
                && after[in].equals(before[in].add(swap.amountInRaw().toBigInteger()))
                && after[1 - in].equals(
                        before[1 - in].subtract(swap.amountOutRaw().toBigInteger()))
                && swap.amountInRaw().toBigInteger().compareTo(transferred) <= 0;
    }

    private static BigInteger[] reserves(PoolState state) {
        return new BigInteger[] {
            Objects.requireNonNull(state.reserve0Raw()).toBigInteger(),
            Objects.requireNonNull(state.reserve1Raw()).toBigInteger()
        };
    }

    private static @Nullable String text(JsonNode event, String field) {
        return event.hasNonNull(field) ? event.get(field).asText() : null;
    }

    private static @Nullable String amountIn(JsonNode event) {
        return switch (event.get("type").asText()) {
            case "v2_swap" -> text(event, "amount_in_transferred");
            case "v3_swap" -> text(event, event.get("zero_for_one").asBoolean() ? "amount0" : "amount1");
            case "balancer_v1_swap" -> text(event, event.get("exact").asText().equals("in") ? "arg_in" : "ret0");
            default -> event.get("transfers").get(0).get(3).asText();
        };
    }

    private static @Nullable String amountOut(JsonNode event) {
        JsonNode transfers = event.path("transfers");
        return switch (event.get("type").asText()) {
            case "v2_swap" ->
                new BigInteger(event.get("amount0_out").asText())
                        .max(new BigInteger(event.get("amount1_out").asText()))
                        .toString();
            case "v3_swap" -> negated(text(event, event.get("zero_for_one").asBoolean() ? "amount1" : "amount0"));
            case "balancer_v1_swap" -> text(event, event.get("exact").asText().equals("in") ? "ret0" : "arg_out");
            case "bancor_convert_by_path" ->
                transfers.size() < 3 ? null : transfers.get(2).get(3).asText();
            default -> transfers.get(transfers.size() - 1).get(3).asText();
        };
    }

    private static @Nullable String negated(@Nullable String amount) {
        return amount == null ? null : new BigInteger(amount).negate().toString();
    }
}
