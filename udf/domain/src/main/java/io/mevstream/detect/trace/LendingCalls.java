package io.mevstream.detect.trace;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.decode.EventFields;
import io.mevstream.decode.FunctionSignature;
import io.mevstream.detect.Action;
import io.mevstream.num.UInt256;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Protocols that liquidate in one function each: Morpho, Comet, Maker, Liquity. */
final class LendingCalls {

    private static final UInt256 RAY =
            UInt256.of(1_000_000_000L).mul(UInt256.of(1_000_000_000L)).mul(UInt256.of(1_000_000_000L));

    private LendingCalls() {}

    /** Morpho Blue: the call returns what was seized and repaid. */
    static final class Morpho implements CallProtocol {

        private static final int BYTES_OF_MARKET = 5 * 32;

        @Override
        public String name() {
            return "morpho";
        }

        @Override
        public void declare(CallList calls) {
            calls.read(
                            Morpho::liquidate,
                            "liquidate((address,address,address,address,uint256) market, address borrower, uint256 seizedAssets, uint256 repaidShares, bytes data) returns (uint256 seized, uint256 repaid)")
                    .read(
                            (call, actions) -> actions.add(Loans.of(
                                    call,
                                    call.caller(),
                                    call.arguments().address("token"),
                                    call.arguments().uint("assets"))),
                            "flashLoan(address token, uint256 assets, bytes data)");
        }

        private static void liquidate(Call call, List<Action> actions) {
            List<Object> market = call.arguments().list("market", Object.class);
            EventFields results = call.results();
            if (results == null && call.frame().error() == null) {
                return;
            }
            byte[] input = call.frame().input().array();
            Hash id = Keccak.hash(Arrays.copyOfRange(input, 4, 4 + BYTES_OF_MARKET));
            add(
                    call,
                    id,
                    call.arguments().address("borrower"),
                    (Address) market.get(0),
                    results == null ? null : results.uint("repaid"),
                    (Address) market.get(1),
                    results == null ? null : results.uint("seized"),
                    actions);
        }
    }

    /** Comet takes over an account whole; the call says of whom, and only its logs say how much. */
    static final class Comet implements CallProtocol {

        @Override
        public String name() {
            return "comet";
        }

        @Override
        public void declare(CallList calls) {
            calls.read(Comet::absorb, "absorb(address absorber, address[] accounts)");
        }

        private static void absorb(Call call, List<Action> actions) {
            for (Address account : call.arguments().list("accounts", Address.class)) {
                add(call, null, account, null, null, null, null, actions);
            }
        }
    }

    /** Maker sells collateral in auctions: taking of one moves collateral out of it, and DAI to the system. */
    static final class Maker implements CallProtocol {

        private static final FunctionSignature FLUX =
                FunctionSignature.parse("flux(bytes32 ilk, address src, address dst, uint256 wad)");
        private static final FunctionSignature MOVE =
                FunctionSignature.parse("move(address src, address dst, uint256 rad)");

        @Override
        public String name() {
            return "maker";
        }

        @Override
        public void declare(CallList calls) {
            calls.read(Maker::take, "take(uint256 id, uint256 amt, uint256 max, address who, bytes data)");
        }

        private static void take(Call call, List<Action> actions) {
            for (Call flux : call.calls(FLUX)) {
                for (Call move : call.calls(MOVE)) {
                    if (flux.caller().equals(call.contract()) && move.caller().equals(call.contract())) {
                        add(
                                call,
                                flux.arguments().hash("ilk"),
                                null,
                                null,
                                move.arguments().uint("rad").div(RAY),
                                null,
                                flux.arguments().uint("wad"),
                                actions);
                        return;
                    }
                }
            }
        }
    }

    /** Liquity offsets a trove's debt against its stability pool; only such a call is a liquidation of Liquity's. */
    static final class Liquity implements CallProtocol {

        private static final FunctionSignature OFFSET =
                FunctionSignature.parse("offset(uint256 debt, uint256 collateral)");

        @Override
        public String name() {
            return "liquity";
        }

        @Override
        public void declare(CallList calls) {
            calls.read(Liquity::liquidate, "liquidate(address borrower)");
        }

        private static void liquidate(Call call, List<Action> actions) {
            for (Call offset : call.calls(OFFSET)) {
                if (offset.caller().equals(call.contract())) {
                    add(
                            call,
                            null,
                            call.arguments().address("borrower"),
                            null,
                            offset.arguments().uint("debt"),
                            null,
                            offset.arguments().uint("collateral"),
                            actions);
                    return;
                }
            }
        }
    }

    private static void add(
            Call call,
            @Nullable Hash marketId,
            @Nullable Address borrower,
            @Nullable Address debt,
            @Nullable UInt256 repaid,
            @Nullable Address collateral,
            @Nullable UInt256 seized,
            List<Action> actions) {
        actions.add(new Action.Liquidated(
                call.evidence(),
                call.fate(),
                call.protocol(),
                call.contract(),
                marketId,
                call.caller(),
                borrower,
                debt,
                repaid,
                collateral,
                seized));
    }
}
