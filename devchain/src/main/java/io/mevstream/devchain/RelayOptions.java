package io.mevstream.devchain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.devchain.market.Deployment;
import io.mevstream.devchain.relay.LocalRelays;
import io.mevstream.devchain.relay.RelayProfile;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command line says of relays. */
final class RelayOptions {

    @Option(
            names = "--relays",
            paramLabel = "N",
            description =
                    "Start so many relays, each with a builder, and a node with the public mempool; they come in this order:"
                            + " flashbots, buildernet, titan, rsync, jetbldr, bananabuild, beaverbuild (default: none).")
    private @Nullable Integer relays;

    @Option(
            names = "--rival",
            paramLabel = "PERCENT",
            description =
                    "Of bundles behind public transactions, so many lose to a rival behind the same (default: 0).")
    private @Nullable Integer rival;

    @Option(
            names = "--builder-rival",
            paramLabel = "PERCENT",
            description = "Of the slots, so many go to a builder that no relay leads to (default: 0).")
    private @Nullable Integer builderRival;

    @Option(names = "--limits", description = "Count requests by the minute, as the relays say they do.")
    private boolean limits;

    @Option(
            names = "--relay-port",
            paramLabel = "P",
            description =
                    "The port of the node with the public mempool; the knobs are at P+1, the relays from P+2 on, each by HTTP and"
                            + " then by HTTPS (default: any free).")
    private @Nullable Integer port;

    /** The settings; null for no relays. What is wrong is added to the list. */
    LocalRelays.@Nullable Settings settings(long seed, List<String> wrong) {
        int known = RelayProfile.known().size();
        if (relays == null) {
            if (rival != null || builderRival != null || limits || port != null) {
                wrong.add("expected --relays N with --rival, --builder-rival, --limits and --relay-port");
            }
            return null;
        }
        if (relays < 1 || relays > known) {
            wrong.add("expected --relays of 1 to " + known + ", found " + relays);
        }
        int backrun = percent("--rival", rival, wrong);
        int builder = percent("--builder-rival", builderRival, wrong);
        if (port != null && (port < 1 || port > 65_535 - 2 - 2 * known)) {
            wrong.add("expected --relay-port of 1 to " + (65_535 - 2 - 2 * known) + ", found " + port);
        }
        if (!wrong.isEmpty()) {
            return null;
        }
        LocalRelays.Settings settings = LocalRelays.Settings.first(relays)
                .withSeed(seed)
                .withRivals(backrun, builder)
                .withPort(port == null ? 0 : port);
        return limits ? settings.withLimits() : settings;
    }

    private static int percent(String option, @Nullable Integer value, List<String> wrong) {
        if (value != null && (value < 0 || value > 100)) {
            wrong.add("expected " + option + " of 0 to 100, found " + value);
        }
        return value == null ? 0 : value;
    }

    /** Where everything listens as JSON, with the deployment if there is one to be told. */
    static String json(LocalRelays relays, @Nullable Deployment deployment) {
        try {
            ObjectNode all = new ObjectMapper().createObjectNode();
            if (deployment != null) {
                all.setAll((ObjectNode) new ObjectMapper().readTree(deployment.toJson()));
            }
            all.set("relays", relays.describe());
            return all.toPrettyString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the deployment as JSON", e);
        }
    }

    /** Says where everything listens. */
    static void print(LocalRelays relays, PrintWriter out) {
        out.printf("%-10s %s  (JSON-RPC with the public mempool; evm_mine builds a block)%n", "node", relays.nodeUrl());
        List<String> lines = new ArrayList<>();
        relays.relays()
                .forEach(relay ->
                        lines.add(String.format("%-12s %s  %s", relay.name(), relay.url(), relay.secureUrl())));
        for (int i = 0; i < lines.size(); i++) {
            out.printf("%-10s %s%n", i == 0 ? "relays" : "", lines.get(i));
        }
        out.printf("%-10s %s  (JSON-RPC: mevstream_addFault and others)%n", "knobs", relays.adminUrl());
        out.printf("%-10s %s%n", "authority", relays.folder().resolve(LocalRelays.AUTHORITY));
        out.printf("%-10s %s%n", "ledger", relays.ledger().path());
    }
}
