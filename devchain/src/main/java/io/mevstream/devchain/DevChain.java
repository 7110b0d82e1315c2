package io.mevstream.devchain;

import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.market.Market;
import io.mevstream.devchain.market.Registry;
import io.mevstream.devchain.node.Anvil;
import io.mevstream.devchain.node.Chain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A running development chain with its market deployed. Ends with {@link #close}. */
public final class DevChain implements AutoCloseable {

    /** The file that the deployment is written to. */
    public static final String DEPLOYMENT = "deployment.json";

    /** The file that lists the pools for a replay. */
    public static final String REGISTRY = "pools.csv";

    private final Anvil anvil;
    private final Chain chain;
    private final Deployment deployment;

    private DevChain(Anvil anvil, Chain chain, Deployment deployment) {
        this.anvil = anvil;
        this.chain = chain;
        this.deployment = deployment;
    }

    /**
     * Starts a node and deploys the market.
     *
     * @param folder where the node's log and the deployment are written
     * @param progress told of each protocol when it stands
     */
    public static DevChain start(
            NpmPackages packages, Anvil.Settings settings, long seed, Path folder, Consumer<Market.Step> progress) {
        Anvil anvil = Anvil.start(packages.anvil(), settings, folder.resolve("anvil.log"));
        boolean deployed = false;
        try {
            Chain chain = Chain.at(anvil.rpc());
            Deployment deployment = Market.deploy(chain, packages, seed, progress);
            deployment.write(folder.resolve(DEPLOYMENT));
            Files.write(folder.resolve(REGISTRY), Registry.lines(deployment));
            DevChain started = new DevChain(anvil, chain, deployment);
            deployed = true;
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write to " + folder, failed);
        } finally {
            if (!deployed) {
                anvil.close();
            }
        }
    }

    public Anvil anvil() {
        return anvil;
    }

    public Chain chain() {
        return chain;
    }

    public Deployment deployment() {
        return deployment;
    }

    @Override
    public void close() {
        anvil.close();
    }
}
