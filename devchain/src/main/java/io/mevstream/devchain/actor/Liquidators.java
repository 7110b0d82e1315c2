package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.devchain.actor.Purpose.Kind;
import io.mevstream.devchain.contracts.Abi;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Call;
import io.mevstream.devchain.oracle.CallBatch.Answer;
import io.mevstream.devchain.oracle.CallBatch.View;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Two who repay the debts of borrowers whose collateral has fallen: in Aave 3.0, 3.6 and 2, Morpho and Venus. Sometimes the
 * second goes for what the first has taken.
 */
public final class Liquidators implements Actor {

    private static final long LOOKS = 500_000;
    private static final int MOST_A_BLOCK = 3;
    private static final long GAS = 1_600_000;
    private static final BigInteger ETHER = BigInteger.TEN.pow(18);
    private static final String MARKET = "(address,address,address,address,uint256)";
    private static final long GWEI = 1_000_000_000;

    private final List<Account> accounts = new ArrayList<>();
    private List<Loan> loans = List.of();

    @Override
    public String name() {
        return "liquidators";
    }

    @Override
    public void setUp(Stage stage) {
        Deployment deployment = stage.deployment();
        loans = Loan.all(deployment);
        for (int i = 0; i < 2; i++) {
            Account account = stage.rich("liquidator " + i);
            List<Address> spenders = new ArrayList<>(List.of(deployment.contract("morpho-blue/morpho")));
            Loan.AAVE.forEach(protocol -> spenders.add(deployment.contract(protocol + "/pool")));
            spenders.add(deployment.contract("venus/vUSDC"));
            spenders.add(deployment.contract("venus/vDAI"));
            stage.allow(account, spenders.toArray(new Address[0]));
            accounts.add(account);
        }
    }

    @Override
    public List<View> asks(Turn turn) {
        List<View> views = new ArrayList<>();
        if (turn.dice(name()).count(turn.rate("liquidators", LOOKS)) == 0) {
            return views;
        }
        for (Loan loan : loans) {
            if (loan.isAave()) {
                views.add(View.of(loan.market(), "getUserAccountData(address)", loan.borrower()));
            } else if (loan.protocol().equals("morpho-blue")) {
                Hash id = Keccak.hash(Abi.encode(MARKET, market(turn, loan).toArray()));
                views.add(View.of(loan.market(), "position(bytes32,address)", id, loan.borrower()));
                views.add(View.of(loan.market(), "market(bytes32)", id));
                views.add(View.of((Address) market(turn, loan).get(2), "price()"));
            } else {
                views.add(View.of(loan.market(), "getAccountLiquidity(address)", loan.borrower()));
                views.add(View.of(venus(turn, loan.debt()), "borrowBalanceStored(address)", loan.borrower()));
            }
        }
        return views;
    }

    @Override
    public void act(Turn turn, List<Answer> answers) {
        if (answers.isEmpty()) {
            return;
        }
        Dice dice = turn.dice(name() + " chosen");
        int at = 0;
        int done = 0;
        for (Loan loan : loans) {
            int count = loan.isAave() ? 1 : loan.protocol().equals("morpho-blue") ? 3 : 2;
            Call call = liquidation(turn, loan, answers.subList(at, at + count));
            at += count;
            if (call != null && done < MOST_A_BLOCK && dice.chance(600_000)) {
                take(turn, dice, loan, call);
                done++;
            }
        }
    }

    private @Nullable Call liquidation(Turn turn, Loan loan, List<Answer> answers) {
        if (!answers.stream().allMatch(Answer::ok)) {
            return null;
        }
        byte[] first = answers.get(0).data().array();
        if (loan.isAave()) {
            BigInteger health = (BigInteger) Abi.decode("(uint256,uint256,uint256,uint256,uint256,uint256)", first)
                    .get(5);
            return health.compareTo(ETHER) < 0 ? aave(turn, loan) : null;
        }
        return loan.protocol().equals("morpho-blue") ? morpho(turn, loan, answers) : venus(turn, loan, answers);
    }

    /** As much as the market takes: it cuts what is too much. */
    private static Call aave(Turn turn, Loan loan) {
        Token debt = turn.deployment().token(loan.debt());
        byte[] data = Abi.call(
                "liquidationCall(address,address,address,uint256,bool)",
                turn.deployment().token(loan.collateral()).address(),
                debt.address(),
                loan.borrower(),
                debt.worth(100_000_000),
                false);
        return Call.to(loan.market(), data, GAS);
    }

    private static @Nullable Call morpho(Turn turn, Loan loan, List<Answer> answers) {
        List<Object> position =
                Abi.decode("(uint256,uint256,uint256)", answers.get(0).data().array());
        List<Object> totals = Abi.decode(
                "(uint256,uint256,uint256,uint256,uint256,uint256)",
                answers.get(1).data().array());
        BigInteger price = (BigInteger)
                Abi.decode("(uint256)", answers.get(2).data().array()).get(0);
        BigInteger shares = (BigInteger) position.get(1);
        BigInteger allShares = (BigInteger) totals.get(3);
        if (shares.signum() == 0 || allShares.signum() == 0) {
            return null;
        }
        BigInteger owed = shares.multiply((BigInteger) totals.get(2)).divide(allShares);
        BigInteger lltv = (BigInteger) market(turn, loan).get(4);
        BigInteger allowed = ((BigInteger) position.get(2))
                .multiply(price)
                .divide(BigInteger.TEN.pow(36))
                .multiply(lltv)
                .divide(ETHER);
        if (allowed.signum() == 0 || owed.compareTo(Amounts.part(allowed, 1_000_100)) <= 0) {
            return null;
        }
        BigInteger collateral = (BigInteger) position.get(2);
        // Of a debt that the collateral hardly covers even half would seize more than there is.
        boolean covered = owed.compareTo(Amounts.part(allowed, 1_080_000)) < 0;
        byte[] data = Abi.call(
                "liquidate(" + MARKET + ",address,uint256,uint256,bytes)",
                market(turn, loan),
                loan.borrower(),
                covered ? BigInteger.ZERO : collateral,
                covered ? shares.shiftRight(1) : BigInteger.ZERO,
                Bytes.EMPTY);
        return Call.to(loan.market(), data, GAS);
    }

    private static @Nullable Call venus(Turn turn, Loan loan, List<Answer> answers) {
        BigInteger shortfall = (BigInteger)
                Abi.decode("(uint256,uint256,uint256)", answers.get(0).data().array())
                        .get(2);
        BigInteger owed = (BigInteger)
                Abi.decode("(uint256)", answers.get(1).data().array()).get(0);
        if (shortfall.signum() == 0 || owed.signum() == 0) {
            return null;
        }
        byte[] data = Abi.call(
                "liquidateBorrow(address,uint256,address)",
                loan.borrower(),
                Amounts.part(owed, 490_000),
                venus(turn, loan.collateral()));
        return Call.to(venus(turn, loan.debt()), data, GAS);
    }

    private static Address venus(Turn turn, String symbol) {
        return turn.deployment().contract("venus/v" + symbol);
    }

    private static List<Object> market(Turn turn, Loan loan) {
        Deployment deployment = turn.deployment();
        long percent = loan.collateral().equals("WETH") ? 86 : 77;
        return List.of(
                deployment.token(loan.debt()).address(),
                deployment.token(loan.collateral()).address(),
                deployment.contract("morpho-blue/oracle-" + loan.collateral() + "-" + loan.debt()),
                deployment.contract("morpho-blue/rates"),
                BigInteger.valueOf(percent).multiply(BigInteger.TEN.pow(16)));
    }

    private void take(Turn turn, Dice dice, Loan loan, Call call) {
        int first = (int) dice.between(0, 1);
        long tip = dice.between(4 * GWEI, 7 * GWEI);
        send(turn, dice, accounts.get(first), loan, call, tip);
        if (dice.chance(300_000)) {
            send(turn, dice, accounts.get(1 - first), loan, call, tip - GWEI);
        }
    }

    private void send(Turn turn, Dice dice, Account account, Loan loan, Call call, long tipWei) {
        String id = "liquidation " + turn.slot().number() + "/" + turn.slot().branch() + " "
                + turn.plays().size();
        Purpose purpose =
                Purpose.of(account.name(), Kind.LIQUIDATION, "liquidate").in(id);
        long seen = turn.slot().startMillis() + dice.between(200, 11_900);
        Pending sent = turn.hand(account, call, turn.feeOfTip(tipWei), purpose, seen);
        TreeMap<String, String> terms = new TreeMap<>();
        terms.put("protocol", loan.protocol());
        terms.put("borrower", loan.borrower().toString());
        terms.put("collateral", loan.collateral());
        terms.put("debt", loan.debt());
        turn.bundle(new Bundle(id, List.of(sent)));
        turn.play(new Play(
                id,
                Kind.LIQUIDATION,
                account.name(),
                new TreeSet<>(List.of(account.address())),
                List.of(sent),
                List.of(),
                List.of(),
                terms));
    }
}
