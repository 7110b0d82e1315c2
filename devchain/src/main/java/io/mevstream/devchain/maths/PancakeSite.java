package io.mevstream.devchain.maths;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.devchain.contracts.Artifact;
import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.contracts.Solidity;
import io.mevstream.devchain.market.Deployer;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.node.Account;
import io.mevstream.event.PoolFamily;
import java.util.ArrayList;
import java.util.List;

/** Pools of Pancake V3, one for each tier, deployed beside the market to ask them what swaps give. */
final class PancakeSite {

    private static final String POOL = "@pancakeswap/v3-core/artifacts/contracts/PancakeV3Pool.sol/PancakeV3Pool.json";
    private static final int[][] TIERS = {{100, 1}, {500, 10}, {2500, 50}, {10_000, 200}};

    private final List<Deployment.Pool> pools = new ArrayList<>();

    PancakeSite(Deployer deployer, Deployment deployment, NpmPackages packages) {
        Account owner = Account.named("owner");
        Artifact own =
                new Solidity(packages).compile(Solidity.Unit.own(packages)).get("PoolDeployer");
        Bytes code = new Bytes(Artifact.read(packages.file(POOL)).bytes());
        List<Address> tokens = new ArrayList<>(List.of(
                deployment.token("WETH").address(), deployment.token("USDC").address()));
        tokens.sort(Address::compareTo);
        for (int[] tier : TIERS) {
            Address creator = deployer.create(owner, own, "()");
            deployer.settle();
            deployer.sendLarge(
                    owner,
                    creator,
                    "deploy((address,address,address,uint24,int24),bytes)",
                    List.of(creator, tokens.get(0), tokens.get(1), tier[0], tier[1]),
                    code);
            deployer.settle();
            pools.add(new Deployment.Pool(
                    "pancake-v3/" + tier[0],
                    "pancake-v3",
                    PoolFamily.PANCAKE_V3,
                    deployer.viewAddress(creator, "last()"),
                    null,
                    tokens,
                    tier[0],
                    tier[1]));
        }
    }

    List<Deployment.Pool> pools() {
        return pools;
    }
}
