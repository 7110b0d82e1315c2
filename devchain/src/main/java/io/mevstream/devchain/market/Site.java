package io.mevstream.devchain.market;

import io.mevstream.chain.Address;
import io.mevstream.devchain.contracts.Artifact;
import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.contracts.Solidity;
import io.mevstream.devchain.market.Deployment.Token;
import io.mevstream.devchain.node.Account;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What every protocol's deployment works with: the chain, the artifacts, the tokens, the seed, and the record. */
final class Site {

    static final BigInteger ETHER = BigInteger.TEN.pow(18);
    static final BigInteger MAX = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

    private final Deployer deployer;
    private final NpmPackages packages;
    private final Random random;
    private final Deployment.Builder record = new Deployment.Builder();
    private final Account owner = Account.named("owner");
    private final Map<String, Artifact> own;

    Site(Deployer deployer, NpmPackages packages, long seed) {
        this.deployer = deployer;
        this.packages = packages;
        // Its sequence is specified, so that it is the same on every Java.
        this.random = new Random(seed);
        this.own = new Solidity(packages).compile(Solidity.Unit.own(packages));
    }

    Deployer deployer() {
        return deployer;
    }

    NpmPackages packages() {
        return packages;
    }

    Deployment.Builder record() {
        return record;
    }

    /** Who owns what has an owner, holds the liquidity, and funds the rest. */
    Account owner() {
        return owner;
    }

    /** A contract of this module. */
    Artifact own(String name) {
        return own.get(name);
    }

    Artifact artifact(String path) {
        return Artifact.read(packages.file(path));
    }

    Token token(String symbol) {
        return record.tokens().stream()
                .filter(token -> token.symbol().equals(symbol))
                .findFirst()
                .orElseThrow();
    }

    /** The two in the order in which pools have them. */
    static List<Token> sorted(Token one, Token other) {
        return one.address().compareTo(other.address()) < 0 ? List.of(one, other) : List.of(other, one);
    }

    /** Tokens out of nothing for the account; ether is wrapped from what the owner has. */
    void give(Token token, Address to, BigInteger amount) {
        if (token.symbol().equals("WETH")) {
            deployer.pay(owner, amount, token.address(), "deposit()");
            if (!to.equals(owner.address())) {
                deployer.send(owner, token.address(), "transfer(address,uint256)", to, amount);
            }
        } else {
            deployer.send(owner, token.address(), "mint(address,uint256)", to, amount);
        }
    }

    /** Gives the account tokens and lets the spender take them. */
    void giveFor(Account account, Address spender, Token token, BigInteger amount) {
        give(token, account.address(), amount);
        deployer.send(account, token.address(), "approve(address,uint256)", spender, MAX);
    }

    /** A whole number between the two, both included. */
    long between(long least, long most) {
        return least + random.nextInt((int) (most - least + 1));
    }

    /** The amount changed by up to so many millionths in either direction. */
    BigInteger jitter(BigInteger amount, int pips) {
        return amount.multiply(BigInteger.valueOf(1_000_000 + between(-pips, pips)))
                .divide(BigInteger.valueOf(1_000_000));
    }

    /** Creates a contract after the libraries it is linked with; {@code folder} gives each library's artifact. */
    Artifact linked(Artifact artifact, Map<String, Artifact> libraries, Map<String, Address> created) {
        for (String library : artifact.gaps().keySet()) {
            if (!created.containsKey(library)) {
                Artifact ready = linked(libraries.get(library), libraries, created);
                created.put(library, deployer.create(owner, ready, "()"));
            }
        }
        return artifact.link(created);
    }

    /** For {@link #linked}: no library created yet. */
    static Map<String, Address> noneCreated() {
        return new LinkedHashMap<>();
    }
}
