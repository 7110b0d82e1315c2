package io.mevstream.devchain.maths;

import io.mevstream.chain.Address;
import io.mevstream.devchain.contracts.Artifact;
import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.contracts.Solidity;
import io.mevstream.devchain.market.Deployer;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.node.Account;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Balancer pools of many weights, amplifications, fees and decimals, created by the deployed factories. */
final class BalancerSite {

    private static final String WEIGHTED = "create(string,string,address[],uint256[],address[],uint256,address)";
    private static final String STABLE =
            "create(string,string,address[],uint256,address[],uint256[],bool[],uint256,address)";
    /** What no token is made of: the pool then has no rate provider. */
    private static final Address NONE = Address.ZERO;

    private static final long RATE_ONE = 1_000_000_000_000_000_000L;

    private static final int[] DECIMALS = {0, 6, 8, 18, 18};

    private final Deployer deployer;
    private final Deployment deployment;
    private final Account owner = Account.named("owner");
    private final Artifact rate;
    private final Map<Address, Integer> decimals = new TreeMap<>();

    BalancerSite(Deployer deployer, Deployment deployment, NpmPackages packages) {
        this.deployer = deployer;
        this.deployment = deployment;
        Map<String, Artifact> own = new Solidity(packages).compile(Solidity.Unit.own(packages));
        Artifact token = own.get("Token");
        this.rate = own.get("Rate");
        for (int i = 0; i < DECIMALS.length; i++) {
            decimals.put(deployer.create(owner, token, "(string,uint8)", "T" + i, DECIMALS[i]), DECIMALS[i]);
        }
        deployer.settle();
    }

    /**
     * A pool that stands.
     *
     * @param tokens all that are registered, its own shares among them where it is stable
     * @param parameters weights with 18 decimals in the order of the tokens, or the amplification with three decimals
     */
    record Pool(
            Address address,
            BigInteger id,
            List<Address> tokens,
            List<UInt256> scalingFactors,
            List<UInt256> parameters,
            UInt256 swapFee) {}

    /** A weighted pool of the tokens with these decimals; weights in thousandths. */
    Pool weighted(List<Integer> of, List<Integer> weights, long swapFee) {
        List<Address> tokens = tokens(of);
        List<UInt256> parameters = new ArrayList<>();
        weights.forEach(weight -> parameters.add(UInt256.of(weight * 1_000_000_000_000_000L)));
        Address pool = create(
                deployment.contract("balancer-v2/weighted-factory"),
                WEIGHTED,
                "weighted",
                "W",
                tokens,
                parameters.stream().map(UInt256::toBigInteger).toList(),
                Collections.nCopies(tokens.size(), NONE),
                swapFee,
                owner.address());
        return pool(pool, tokens, parameters, swapFee);
    }

    /** A composable stable pool of the tokens with these decimals. */
    Pool stable(List<Integer> of, int amplification, long swapFee) {
        return stable(of, amplification, swapFee, Collections.nCopies(of.size(), 0L));
    }

    /** A composable stable pool whose tokens, in the pool's order, have these rates with 18 decimals; 0 for those without one. */
    Pool stable(List<Integer> of, int amplification, long swapFee, List<Long> rates) {
        List<Address> tokens = tokens(of);
        List<Address> providers = new ArrayList<>();
        for (long value : rates) {
            providers.add(value == 0 ? NONE : deployer.create(owner, rate, "(uint256)", value));
        }
        deployer.settle();
        Address pool = create(
                deployment.contract("balancer-v2/stable-factory"),
                STABLE,
                "stable",
                "S",
                tokens,
                amplification,
                providers,
                Collections.nCopies(tokens.size(), 0),
                Collections.nCopies(tokens.size(), false),
                swapFee,
                owner.address());
        List<Address> all = new ArrayList<>(tokens);
        all.add(pool);
        Collections.sort(all);
        Pool plain = pool(pool, all, List.of(UInt256.of(amplification * 1000L)), swapFee);
        List<UInt256> factors = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            int at = tokens.indexOf(all.get(i));
            UInt256 factor = plain.scalingFactors().get(i);
            boolean rated = at >= 0 && rates.get(at) > 0;
            factors.add(rated ? factor.mul(UInt256.of(rates.get(at))).div(UInt256.of(RATE_ONE)) : factor);
        }
        return new Pool(plain.address(), plain.id(), plain.tokens(), factors, plain.parameters(), plain.swapFee());
    }

    private Pool pool(Address pool, List<Address> tokens, List<UInt256> parameters, long swapFee) {
        BigInteger id = deployer.viewNumber(pool, "getPoolId()");
        List<UInt256> factors = new ArrayList<>();
        for (Address token : tokens) {
            int missing = 18 - decimals.getOrDefault(token, 18);
            factors.add(UInt256.of(BigInteger.TEN.pow(18 + missing)));
        }
        return new Pool(pool, id, tokens, factors, parameters, UInt256.of(swapFee));
    }

    private Address create(Address factory, String signature, Object... arguments) {
        Address pool = deployer.viewAddress(factory, signature, arguments);
        deployer.sendLarge(owner, factory, signature, arguments);
        deployer.settle();
        return pool;
    }

    private List<Address> tokens(List<Integer> of) {
        List<Address> left = new ArrayList<>(decimals.keySet());
        List<Address> tokens = new ArrayList<>();
        for (int wanted : of) {
            Address token = left.stream()
                    .filter(address -> decimals.get(address) == wanted)
                    .findFirst()
                    .orElseThrow();
            left.remove(token);
            tokens.add(token);
        }
        Collections.sort(tokens);
        return tokens;
    }
}
