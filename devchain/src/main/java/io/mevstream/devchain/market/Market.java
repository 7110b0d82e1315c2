package io.mevstream.devchain.market;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Chain;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Deploys every protocol on an empty development chain. The same seed gives the same block hash. */
public final class Market {

    private static final BigInteger OWNER_WEI = BigInteger.TEN.pow(18 + 7);
    private static final BigInteger CREATOR_WEI = BigInteger.TEN.pow(18 + 3);
    private static final long BASE_FEE_AFTER_WEI = 1_000_000_000L;

    private record Protocol(String name, Consumer<Site> deployment) {}

    private static final List<Protocol> PROTOCOLS = List.of(
            new Protocol("tokens", Tokens::deploy),
            new Protocol("uniswap-v2", UniswapV2::deploy),
            new Protocol("uniswap-v3", UniswapV3::deploy),
            new Protocol("aave-v3.0", AaveV3::deploy),
            new Protocol("uniswap-v4", UniswapV4::deploy),
            new Protocol("balancer-v2", Balancer::deploy),
            new Protocol("morpho-blue", Morpho::deploy),
            new Protocol("aave-v3.6", AaveV36::deploy),
            new Protocol("aave-v2", AaveV2::deploy),
            new Protocol("venus", Venus::deploy));

    private Market() {}

    /**
     * How long one protocol took.
     *
     * @param transactions that it needed
     */
    public record Step(String protocol, int transactions, long millis) {}

    /** Deploys everything and tells of each protocol when it stands. */
    public static Deployment deploy(Chain chain, NpmPackages packages, long seed, Consumer<Step> progress) {
        Deployer deployer = new Deployer(chain);
        long gasLimit = Chain.number(chain.head().get("gasLimit"));
        chain.blockGasLimit(Deployer.BLOCK_GAS);
        Site site = new Site(deployer, packages, seed);
        chain.fund(List.of(site.owner().address()), OWNER_WEI);
        List<Account> creators = new ArrayList<>();
        for (String name : Accounts.names()) {
            creators.add(Account.named(name));
        }
        chain.fund(creators.stream().map(Account::address).toList(), CREATOR_WEI);
        for (Protocol protocol : PROTOCOLS) {
            long start = System.nanoTime();
            int before = deployer.transactions();
            protocol.deployment().accept(site);
            progress.accept(new Step(
                    protocol.name(), deployer.transactions() - before, (System.nanoTime() - start) / 1_000_000));
        }
        chain.blockGasLimit(gasLimit);
        chain.nextBaseFee(BASE_FEE_AFTER_WEI);
        JsonNode head = chain.head();
        return site.record()
                .build(
                        chain.chainId(),
                        seed,
                        Chain.number(head.get("number")),
                        Hash.of(head.get("hash").asText()),
                        deployer.transactions());
    }
}
