package io.mevstream.devchain.relay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.chain.Address;
import io.mevstream.devchain.builder.BackrunRival;
import io.mevstream.devchain.builder.BuilderRival;
import io.mevstream.devchain.builder.BundlePool;
import io.mevstream.devchain.builder.SlotAuction;
import io.mevstream.devchain.ledger.Ledger;
import io.mevstream.devchain.node.Chain;
import io.mevstream.devchain.wire.Faults;
import io.mevstream.devchain.wire.HttpServer;
import io.mevstream.devchain.wire.HttpServer.Scheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Relays, a public node and a port for knobs in front of a chain, all on 127.0.0.1. From here on the chain is mined through
 * {@link SlotAuction#mineBlock} alone. Ends with {@link #close}; the chain stays.
 */
public final class LocalRelays implements AutoCloseable {

    /** The ledger's file. */
    public static final String LEDGER = "relay-ledger.log";
    /** The authority that the relays' certificates are signed by, for clients to trust. */
    public static final String AUTHORITY = "relay-authority.pem";
    /** The name of the public node's port, for faults and in the ledger. */
    public static final String NODE = "node";
    /** The name of the knobs' port. */
    public static final String ADMIN = "admin";

    private static final BigInteger PURSE_WEI = BigInteger.TEN.pow(24);

    private final SlotAuction auction;
    private final Settings settings;
    private final Faults faults = new Faults();
    private final Ledger ledger;
    private final HttpServer server;
    private final List<Running> running = new ArrayList<>();
    private final Path folder;
    private final URI nodeUrl;
    private final URI adminUrl;
    private int nextPort;

    private record Running(Relay relay, RelayAddress address) {}

    /** Where a relay listens. */
    public record RelayAddress(String name, URI url, URI secureUrl) {}

    /**
     * Which relays there are and who bids against their searchers.
     *
     * @param profiles of the relays, in order
     * @param seed of everything that is drawn
     * @param rivalPercent of contested public transactions that a rival takes, 0 to 100
     * @param builderRivalPercent of the slots that another builder takes, 0 to 100
     * @param limits whether requests are counted
     * @param port of the public node; the knobs and then the relays, by HTTP and by HTTPS, are at the ports after it. 0 for any free
     */
    public record Settings(
            List<RelayProfile> profiles,
            long seed,
            int rivalPercent,
            int builderRivalPercent,
            boolean limits,
            int port) {

        /** These relays, no rivals, no limits. */
        public static Settings of(RelayProfile... profiles) {
            return new Settings(List.of(profiles), 1, 0, 0, false, 0);
        }

        /** The first so many of the known relays. */
        public static Settings first(int relays) {
            return new Settings(RelayProfile.known().subList(0, relays), 1, 0, 0, false, 0);
        }

        public Settings withSeed(long newSeed) {
            return new Settings(profiles, newSeed, rivalPercent, builderRivalPercent, limits, port);
        }

        public Settings withRivals(int backrunPercent, int builderPercent) {
            return new Settings(profiles, seed, backrunPercent, builderPercent, limits, port);
        }

        public Settings withLimits() {
            return new Settings(profiles, seed, rivalPercent, builderRivalPercent, true, port);
        }

        public Settings withPort(int first) {
            return new Settings(profiles, seed, rivalPercent, builderRivalPercent, limits, first);
        }
    }

    private LocalRelays(Chain chain, Settings settings, Path folder) {
        this.settings = settings;
        this.auction = new SlotAuction(chain, settings.seed());
        this.ledger = Ledger.open(folder.resolve(LEDGER));
        this.server = new HttpServer(faults, ledger);
        this.folder = folder;
        this.nextPort = settings.port();
        RateLimits limits = new RateLimits(settings.limits(), System::nanoTime);
        boolean started = false;
        try {
            nodeUrl = listen(NODE, Scheme.HTTP, new PublicNode(auction, chain.rpc()));
            adminUrl = listen(ADMIN, Scheme.HTTP, new AdminNode(this));
            for (RelayProfile profile : settings.profiles()) {
                Relay relay = new Relay(profile, auction, limits);
                URI url = listen(profile.name(), Scheme.HTTP, relay);
                URI secureUrl = listen(profile.name(), Scheme.HTTPS, relay);
                running.add(new Running(relay, new RelayAddress(profile.name(), url, secureUrl)));
            }
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
        chain.fund(purses(), PURSE_WEI);
        rival(settings.rivalPercent());
        builderRival(settings.builderRivalPercent());
    }

    /**
     * Starts them.
     *
     * @param chain nobody else may mine it
     * @param folder where the ledger and the authority's certificate are written
     */
    public static LocalRelays start(Chain chain, Settings settings, Path folder) {
        LocalRelays relays = new LocalRelays(chain, settings, folder);
        try {
            Files.writeString(folder.resolve(AUTHORITY), relays.server.rootPem());
            return relays;
        } catch (IOException e) {
            relays.close();
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    private URI listen(String name, Scheme scheme, JsonRpcService service) {
        int port = server.listen(name, scheme, nextPort, service);
        nextPort = nextPort == 0 ? 0 : nextPort + 1;
        return URI.create((scheme == Scheme.HTTP ? "http" : "https") + "://127.0.0.1:" + port);
    }

    /** The builders, whose accounts exist as real ones do, and the rivals. */
    private List<Address> purses() {
        List<Address> purses = new ArrayList<>(BackrunRival.accounts());
        purses.add(BuilderRival.account());
        purses.add(BuilderRival.coinbase(auction.chainId()));
        running.forEach(each -> purses.add(each.relay().builder().coinbase()));
        return purses;
    }

    /** The mempool, the builders and the blocks: what those in this process use directly. */
    public SlotAuction auction() {
        return auction;
    }

    /** The faults that are set; at first none. */
    public Faults faults() {
        return faults;
    }

    /** Where the ledger and the authority's certificate are. */
    public Path folder() {
        return folder;
    }

    public Ledger ledger() {
        return ledger;
    }

    /** Where the relays listen, in the order of the settings. */
    public List<RelayAddress> relays() {
        return running.stream().map(Running::address).toList();
    }

    /** Where the relay of that name listens. */
    public RelayAddress relay(String name) {
        return running(name).address();
    }

    /** What the relay of that name holds for its builder: where those in this process put bundles. */
    public BundlePool pool(String name) {
        return running(name).relay().pool();
    }

    private Running running(String name) {
        return running.stream()
                .filter(each -> each.address().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a relay out of "
                        + relays().stream().map(RelayAddress::name).toList() + ", found " + name));
    }

    /** JSON-RPC of the node with the public mempool. */
    public URI nodeUrl() {
        return nodeUrl;
    }

    /** JSON-RPC of the knobs. */
    public URI adminUrl() {
        return adminUrl;
    }

    /** From now on a rival takes so many percent of the contested public transactions. */
    public void rival(int percent) {
        auction.rivals(
                percent == 0 ? List.of() : List.of(new BackrunRival(settings.seed(), percent, auction.chainId())));
    }

    /** From now on another builder takes so many percent of the slots. */
    public void builderRival(int percent) {
        auction.builderRival(percent == 0 ? null : new BuilderRival(settings.seed(), percent, auction.chainId()));
    }

    /** Where everything listens, and what each relay holds. */
    public ObjectNode describe() {
        ObjectNode all = JsonRpcService.JSON.createObjectNode();
        all.put("node", nodeUrl.toString()).put("admin", adminUrl.toString());
        all.put("ledger", ledger.path().toString());
        all.put("authority", folder.resolve(AUTHORITY).toString());
        ArrayNode relays = all.putArray("relays");
        for (Running each : running) {
            ObjectNode relay = relays.addObject();
            relay.put("name", each.address().name());
            relay.put("url", each.address().url().toString());
            relay.put("secureUrl", each.address().secureUrl().toString());
            relay.put("coinbase", each.relay().builder().coinbase().toString());
            relay.put("bundles", each.relay().pool().all().size());
        }
        return all;
    }

    @Override
    public void close() {
        server.close();
        ledger.close();
    }
}
