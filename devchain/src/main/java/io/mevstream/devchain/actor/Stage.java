package io.mevstream.devchain.actor;

import io.mevstream.chain.Address;
import io.mevstream.devchain.contracts.Artifact;
import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.contracts.Solidity;
import io.mevstream.devchain.market.Deployer;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Chain;
import io.mevstream.devchain.node.Simulation;
import io.mevstream.devchain.oracle.CallBatch;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What actors are given before the first slot: ether, tokens, allowances, contracts of their own. */
public final class Stage {

    private static final BigInteger ETHER = BigInteger.TEN.pow(18);
    private static final BigInteger PURSE_WEI = ETHER.multiply(BigInteger.valueOf(100_000));
    private static final BigInteger BANK_WEI = ETHER.multiply(BigInteger.valueOf(1_000_000_000));
    /** US dollars of each token, more than an actor can lose. */
    private static final long PURSE_USD = 500_000_000;

    private final Chain chain;
    private final Deployer deployer;
    private final Deployment deployment;
    private final NpmPackages packages;
    private final Account bank = Account.named("bank");
    private final Map<String, Account> accounts = new TreeMap<>();
    private final Set<String> allowed = new TreeSet<>();
    private final List<Address> unfunded = new ArrayList<>();

    public Stage(Chain chain, Deployment deployment, NpmPackages packages) {
        this.chain = chain;
        this.deployer = new Deployer(chain);
        this.deployment = deployment;
        this.packages = packages;
        chain.fund(List.of(bank.address()), BANK_WEI);
    }

    public Deployment deployment() {
        return deployment;
    }

    /** An account with ether and every token. */
    public Account rich(String name) {
        Account account = account(name);
        for (Token token : deployment.tokens()) {
            give(account.address(), token);
        }
        return account;
    }

    /** An account with ether. */
    public Account account(String name) {
        return accounts.computeIfAbsent(name, n -> {
            Account account = Account.named(n);
            unfunded.add(account.address());
            return account;
        });
    }

    /** Plenty of the token for whoever is there. */
    public void give(Address to, Token token) {
        BigInteger amount = token.worth(PURSE_USD);
        if (token.symbol().equals("WETH")) {
            deployer.pay(bank, amount, token.address(), "deposit()");
            deployer.send(bank, token.address(), "transfer(address,uint256)", to, amount);
        } else {
            deployer.send(bank, token.address(), "mint(address,uint256)", to, amount);
        }
    }

    /** Lets each spender take every token of the account; told again, nothing is sent. */
    public void allow(Account account, Address... spenders) {
        fund();
        for (Address spender : spenders) {
            for (Token token : deployment.tokens()) {
                if (allowed.add(account.name() + token.symbol() + spender)) {
                    deployer.send(account, token.address(), "approve(address,uint256)", spender, Amounts.MAX);
                }
            }
        }
    }

    /** A call that must succeed. */
    public void send(Account from, Address to, String signature, Object... arguments) {
        fund();
        deployer.send(from, to, signature, arguments);
    }

    /** A contract of the account's own that trades for it. */
    public Address searcher(Account owner) {
        fund();
        Artifact code = new Solidity(packages)
                .compile(Solidity.Unit.own(packages, List.of("Searcher.sol")))
                .get("Searcher");
        return deployer.create(owner, code, "()");
    }

    /** Views in bulk, for those who want to know more than they asked before. */
    public CallBatch views() {
        return CallBatch.over(chain.rpc(), packages);
    }

    /** Calls tried on top of the latest block. */
    public Simulation simulation() {
        return new Simulation(chain.rpc());
    }

    /** Mines what was sent. */
    public void settle() {
        fund();
        long gasLimit = Chain.number(chain.head().get("gasLimit"));
        chain.blockGasLimit(Deployer.BLOCK_GAS);
        deployer.settle();
        chain.blockGasLimit(gasLimit);
    }

    private void fund() {
        if (!unfunded.isEmpty()) {
            chain.fund(unfunded, PURSE_WEI);
            unfunded.clear();
        }
    }
}
