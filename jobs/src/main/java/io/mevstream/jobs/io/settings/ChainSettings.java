package io.mevstream.jobs.io.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A chain as {@code flink-conf/chains/NAME.yaml} states it.
 *
 * @param name the file's name without {@code .yaml}
 * @param chainId the EIP-155 chain id
 */
public record ChainSettings(String name, long chainId) {

    /**
     * Finds a chain by its name or its number in a folder of settings files.
     *
     * @throws IllegalArgumentException if there is no such chain, or its file is wrong
     */
    public static ChainSettings find(Path folder, String nameOrId) {
        List<ChainSettings> chains = all(folder);
        return chains.stream()
                .filter(chain -> chain.name.equals(nameOrId)
                        || String.valueOf(chain.chainId).equals(nameOrId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a chain of " + folder + " ("
                        + String.join(
                                ", ",
                                chains.stream().map(ChainSettings::toString).toList()) + "), found "
                        + nameOrId));
    }

    private static List<ChainSettings> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(ChainSettings::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    private static ChainSettings read(Path file) {
        SettingsFile settings = SettingsFile.read(file);
        long chainId = settings.requireLong("chain_id");
        settings.check();
        return new ChainSettings(file.getFileName().toString().replaceAll("\\.yaml$", ""), chainId);
    }

    @Override
    public String toString() {
        return name + " or " + chainId;
    }
}
