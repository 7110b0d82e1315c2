package io.mevstream.devchain.market;

import io.mevstream.chain.Address;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.devchain.node.Account;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Lenders and ten borrowers of an Aave market: each borrows nearly all that its collateral allows, so that a small fall of its price lets it be liquidated. */
final class Borrowers {

    private static final int COUNT = 10;
    private static final List<String> COLLATERALS = List.of("WETH", "WBTC", "LINK");
    private static final List<String> DEBTS = List.of("USDC", "DAI", "USDT");
    private static final int VARIABLE_RATE = 2;

    private final Site site;
    private final String protocol;
    private final Address pool;
    private final String supply;

    /** @param supply the signature of the pool's function to supply by */
    Borrowers(Site site, String protocol, Address pool, String supply) {
        this.site = site;
        this.protocol = protocol;
        this.pool = pool;
        this.supply = supply;
    }

    /** The names of the accounts that borrow from the protocol. */
    static List<String> names(String protocol) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            names.add(protocol + " borrower " + i);
        }
        return names;
    }

    void borrow() {
        for (Reserve reserve : Reserve.ALL) {
            Token token = reserve.token(site);
            supply(site.owner(), token, token.worth(10_000_000));
        }
        List<String> names = names(protocol);
        for (int i = 0; i < names.size(); i++) {
            borrow(names.get(i), COLLATERALS.get(i % COLLATERALS.size()), DEBTS.get(i % DEBTS.size()));
        }
    }

    private void borrow(String name, String collateral, String debt) {
        Account account = Account.named(name);
        Reserve reserve = Reserve.ALL.stream()
                .filter(r -> r.symbol().equals(collateral))
                .findFirst()
                .orElseThrow();
        Token token = site.token(collateral);
        Token borrowed = site.token(debt);
        long usd = site.between(5_000, 200_000);
        supply(account, token, token.worth(usd));
        BigInteger amount = borrowed.worth(usd)
                .multiply(BigInteger.valueOf(reserve.ltvBps()))
                .multiply(BigInteger.valueOf(site.between(980, 999)))
                .divide(BigInteger.valueOf(10_000_000));
        site.deployer()
                .send(
                        account,
                        pool,
                        "borrow(address,uint256,uint256,uint16,address)",
                        borrowed.address(),
                        amount,
                        VARIABLE_RATE,
                        0,
                        account.address());
        site.record().add(new Deployment.Position(protocol, pool, name, account.address(), collateral, debt));
    }

    private void supply(Account account, Token token, BigInteger amount) {
        site.giveFor(account, pool, token, amount);
        site.deployer().send(account, pool, supply, token.address(), amount, account.address(), 0);
    }
}
