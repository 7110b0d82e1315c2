package io.mevstream.devchain.market;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.event.PoolFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a development chain: every address by name, the pools, the positions. Kept as a JSON file.
 *
 * @param blockNumber the block that the deployment ended with, and {@code blockHash} its hash
 * @param transactions how many it took
 * @param contracts by name, {@code uniswap-v2/factory}
 * @param missing protocols that could not be deployed, with the reason
 */
public record Deployment(
        long chainId,
        long seed,
        long blockNumber,
        Hash blockHash,
        int transactions,
        SortedMap<String, Address> contracts,
        List<Token> tokens,
        List<Pool> pools,
        List<Position> positions,
        SortedMap<String, String> missing) {

    private static final ObjectMapper JSON = mapper();

    /**
     * A token with its feed.
     *
     * @param feed settable by anybody: {@code set(int256)}, 8 decimals
     * @param priceUsd8 the feed's first answer, in 1e-8 US dollars
     */
    public record Token(String symbol, Address address, int decimals, Address feed, long priceUsd8) {

        /** What so many whole US dollars buy at the first price, in the token's smallest unit. */
        public BigInteger worth(long usd) {
            return BigInteger.valueOf(usd)
                    .multiply(BigInteger.TEN.pow(8 + decimals))
                    .divide(BigInteger.valueOf(priceUsd8));
        }
    }

    /**
     * A pool.
     *
     * @param name unique: fork, tokens and fee
     * @param fork whose pool it is, {@code sushiswap-v2}
     * @param address the pool's contract, or the singleton that holds it
     * @param id the pool's id within the singleton; null where the pool is a contract
     * @param tokens in the pool's order; the zero address is ether
     * @param feePips in millionths
     * @param tickSpacing null where the family has no ticks
     */
    public record Pool(
            String name,
            String fork,
            PoolFamily family,
            Address address,
            @Nullable Hash id,
            List<Address> tokens,
            int feePips,
            @Nullable Integer tickSpacing) {}

    /**
     * A borrower's position near liquidation.
     *
     * @param market the contract that holds it
     * @param account the name that its key is derived from
     */
    public record Position(
            String protocol, Address market, String account, Address borrower, String collateral, String debt) {}

    /** The contract of that name; throws {@link IllegalArgumentException} where there is none. */
    public Address contract(String name) {
        Address address = contracts.get(name);
        if (address == null) {
            throw new IllegalArgumentException("expected one of " + contracts.keySet() + ", found " + name);
        }
        return address;
    }

    /** The token of that symbol; throws {@link IllegalArgumentException} where there is none. */
    public Token token(String symbol) {
        return tokens.stream()
                .filter(token -> token.symbol().equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a token's symbol, found " + symbol));
    }

    /** The pools of a family, in the order of their deployment. */
    public List<Pool> pools(PoolFamily family) {
        return pools.stream().filter(pool -> pool.family() == family).toList();
    }

    public void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, toJson());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the deployment to " + file, e);
        }
    }

    public String toJson() {
        try {
            return JSON.writeValueAsString(this) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the deployment as JSON", e);
        }
    }

    public static Deployment read(Path file) {
        try {
            return JSON.readValue(file.toFile(), Deployment.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the deployment in " + file, e);
        }
    }

    private static ObjectMapper mapper() {
        SimpleModule module = new SimpleModule();
        module.addSerializer(Address.class, ToStringSerializer.instance);
        module.addSerializer(Hash.class, ToStringSerializer.instance);
        module.addDeserializer(Address.class, new TextDeserializer<>(Address.class, Address::of));
        module.addDeserializer(Hash.class, new TextDeserializer<>(Hash.class, Hash::of));
        return new ObjectMapper().registerModule(module).enable(SerializationFeature.INDENT_OUTPUT);
    }

    private static final class TextDeserializer<T> extends FromStringDeserializer<T> {
        private static final long serialVersionUID = 1;
        private final transient Function<String, T> reader;

        TextDeserializer(Class<T> type, Function<String, T> reader) {
            super(type);
            this.reader = reader;
        }

        @Override
        protected T _deserialize(String text, DeserializationContext context) {
            return reader.apply(text);
        }
    }

    /** Collects what the protocols deploy. */
    static final class Builder {
        private final SortedMap<String, Address> contracts = new TreeMap<>();
        private final List<Token> tokens = new ArrayList<>();
        private final List<Pool> pools = new ArrayList<>();
        private final List<Position> positions = new ArrayList<>();
        private final SortedMap<String, String> missing = new TreeMap<>();

        Address contract(String name, Address address) {
            if (contracts.putIfAbsent(name, address) != null) {
                throw new IllegalArgumentException("expected one contract of the name, found another " + name);
            }
            return address;
        }

        Address contract(String name) {
            Address address = contracts.get(name);
            if (address == null) {
                throw new IllegalStateException(
                        "expected " + name + " to be deployed before, found " + contracts.keySet());
            }
            return address;
        }

        void add(Token token) {
            tokens.add(token);
        }

        void add(Pool pool) {
            pools.add(pool);
        }

        void add(Position position) {
            positions.add(position);
        }

        void missing(String protocol, String reason) {
            missing.put(protocol, reason);
        }

        List<Token> tokens() {
            return tokens;
        }

        Deployment build(long chainId, long seed, long blockNumber, Hash blockHash, int transactions) {
            return new Deployment(
                    chainId,
                    seed,
                    blockNumber,
                    blockHash,
                    transactions,
                    contracts,
                    List.copyOf(tokens),
                    List.copyOf(pools),
                    List.copyOf(positions),
                    missing);
        }
    }
}
