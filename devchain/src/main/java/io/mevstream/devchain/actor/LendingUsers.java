package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.devchain.actor.Purpose.Kind;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Call;
import io.mevstream.devchain.oracle.CallBatch.Answer;
import io.mevstream.devchain.oracle.CallBatch.View;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Who supplies, borrows, repays and withdraws in Aave's markets. Each borrows one token on another up to nearly all that is
 * allowed, so that there is something to liquidate when prices fall.
 */
public final class LendingUsers implements Actor {

    private static final long A_BLOCK = 900_000;
    private static final long GAS = 900_000;
    private static final int VARIABLE_RATE = 2;
    private static final BigInteger HUNDRED_MILLION = BigInteger.valueOf(100_000_000);
    private static final BigInteger ETHER = BigInteger.TEN.pow(18);

    private final List<Account> accounts = new ArrayList<>();

    @Override
    public String name() {
        return "borrowers";
    }

    @Override
    public void setUp(Stage stage) {
        for (String name : Loan.accounts()) {
            Account account = stage.rich(name);
            stage.allow(
                    account,
                    Loan.AAVE.stream()
                            .map(protocol -> stage.deployment().contract(protocol + "/pool"))
                            .toArray(Address[]::new));
            accounts.add(account);
        }
    }

    @Override
    public List<View> asks(Turn turn) {
        List<View> views = new ArrayList<>();
        if (turn.dice(name()).count(turn.rate("borrowers", A_BLOCK)) > 0) {
            for (int i = 0; i < accounts.size(); i++) {
                Loan loan = Loan.ofActor(turn.deployment(), i);
                views.add(View.of(loan.market(), "getUserAccountData(address)", loan.borrower()));
            }
        }
        return views;
    }

    @Override
    public void act(Turn turn, List<Answer> answers) {
        Dice dice = turn.dice(name());
        int count = dice.count(turn.rate("borrowers", A_BLOCK));
        for (int i = 0; i < count; i++) {
            int which = (int) dice.between(0, accounts.size() - 1);
            Answer answer = answers.get(which);
            List<Object> account = Abi.decode(
                    "(uint256,uint256,uint256,uint256,uint256,uint256)",
                    answer.data().array());
            act(turn, dice, which, (BigInteger) account.get(1), (BigInteger) account.get(2));
        }
    }

    /**
     * @param debt in the market's own unit: 1e-8 US dollars, or wei for Aave V2
     * @param free what may still be borrowed, in that unit
     */
    private void act(Turn turn, Dice dice, int which, BigInteger debt, BigInteger free) {
        Loan loan = Loan.ofActor(turn.deployment(), which);
        long freeUsd = usd(turn, loan, free);
        long debtUsd = usd(turn, loan, debt);
        Token collateral = turn.deployment().token(loan.collateral());
        Token borrowed = turn.deployment().token(loan.debt());
        if (freeUsd > 500) {
            BigInteger most = turn.market().worth(borrowed.address(), freeUsd);
            BigInteger amount = Amounts.part(most, dice.between(850_000, 990_000));
            send(turn, dice, which, "borrow", borrowed, amount);
        } else if (debtUsd < 50_000 || dice.chance(300_000)) {
            BigInteger amount = turn.market().worth(collateral.address(), dice.between(3_000, 40_000));
            send(turn, dice, which, "supply", collateral, amount);
        } else if (dice.chance(700_000)) {
            BigInteger amount = turn.market().worth(borrowed.address(), dice.between(100, debtUsd));
            send(turn, dice, which, "repay", borrowed, amount);
        } else {
            // Mostly more than is free: the market refuses it.
            BigInteger amount = turn.market().worth(collateral.address(), dice.between(50, 2_000));
            send(turn, dice, which, "withdraw", collateral, amount);
        }
    }

    private static long usd(Turn turn, Loan loan, BigInteger amount) {
        Address weth = turn.deployment().token("WETH").address();
        return loan.protocol().equals("aave-v2")
                ? amount.multiply(turn.market().priceUsd8(weth))
                        .divide(ETHER)
                        .divide(HUNDRED_MILLION)
                        .longValue()
                : amount.divide(HUNDRED_MILLION).longValue();
    }

    private void send(Turn turn, Dice dice, int which, String action, Token token, BigInteger amount) {
        Loan loan = Loan.ofActor(turn.deployment(), which);
        Account account = accounts.get(which);
        Address self = account.address();
        byte[] data =
                switch (action) {
                    case "supply" ->
                        Abi.call(
                                (loan.protocol().equals("aave-v2") ? "deposit" : "supply")
                                        + "(address,uint256,address,uint16)",
                                token.address(),
                                amount,
                                self,
                                0);
                    case "borrow" ->
                        Abi.call(
                                "borrow(address,uint256,uint256,uint16,address)",
                                token.address(),
                                amount,
                                VARIABLE_RATE,
                                0,
                                self);
                    case "repay" ->
                        Abi.call(
                                "repay(address,uint256,uint256,address)", token.address(), amount, VARIABLE_RATE, self);
                    default -> Abi.call("withdraw(address,uint256,address)", token.address(), amount, self);
                };
        Purpose purpose = Purpose.of(
                name(),
                Kind.LENDING,
                action,
                "protocol",
                loan.protocol(),
                "token",
                token.symbol(),
                "amount",
                amount.toString());
        turn.send(dice, account, Call.to(loan.market(), data, GAS), turn.fee(dice), purpose);
    }
}
