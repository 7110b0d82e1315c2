package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.node.Account;
import java.util.ArrayList;
import java.util.List;

/**
 * A position that borrows one token on another.
 *
 * @param protocol {@code aave-v3.6}, {@code morpho-blue}
 * @param market the contract that holds it
 */
record Loan(String protocol, Address market, Address borrower, String collateral, String debt) {

    static final List<String> AAVE = List.of("aave-v3.0", "aave-v3.6", "aave-v2");

    private static final int ACCOUNTS = 9;
    private static final List<String> COLLATERALS = List.of("WETH", "WBTC", "LINK");
    private static final List<String> DEBTS = List.of("DAI", "USDC", "USDT");

    /** Those that the market was deployed with, and those of the actors who borrow. */
    static List<Loan> all(Deployment deployment) {
        List<Loan> loans = new ArrayList<>();
        for (Deployment.Position position : deployment.positions()) {
            loans.add(new Loan(
                    position.protocol(),
                    position.market(),
                    position.borrower(),
                    position.collateral(),
                    position.debt()));
        }
        for (int i = 0; i < ACCOUNTS; i++) {
            loans.add(ofActor(deployment, i));
        }
        return loans;
    }

    static List<String> accounts() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            names.add("lending user " + i);
        }
        return names;
    }

    /** What the actor of the number borrows, on what, and where. */
    static Loan ofActor(Deployment deployment, int number) {
        String protocol = AAVE.get(number % AAVE.size());
        return new Loan(
                protocol,
                deployment.contract(protocol + "/pool"),
                Account.named(accounts().get(number)).address(),
                COLLATERALS.get(number / AAVE.size()),
                DEBTS.get(number % DEBTS.size()));
    }

    boolean isAave() {
        return AAVE.contains(protocol);
    }
}
