package io.mevstream.devchain;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.node.Anvil;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevChainTest {

    private final NpmPackages packages = NpmPackages.locate();

    @TempDir
    Path folder;

    @Test
    void endsOnTheSameBlockHashForTheSameSeed() {
        assertThat(deploy(7, "one")).isEqualTo(deploy(7, "two")).isNotEqualTo(deploy(8, "three"));
    }

    @Test
    void recordsTheDeploymentInAFileThatReadsBackAsItWas() {
        Deployment deployment = deploy(1, "file");
        assertThat(Deployment.read(folder.resolve("file").resolve("deployment.json")))
                .isEqualTo(deployment);
    }

    private Deployment deploy(long seed, String name) {
        try (DevChain chain =
                DevChain.start(packages, Anvil.Settings.STANDARD, seed, folder.resolve(name), step -> {})) {
            return chain.deployment();
        }
    }
}
