package io.mevstream.devchain.builder;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.devchain.contracts.NpmPackages;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Anvil;
import io.mevstream.devchain.node.Call;
import io.mevstream.devchain.node.Chain;
import io.mevstream.devchain.node.Fee;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A chain with nothing on it but accounts with ether and four tiny contracts. */
public final class BareChain implements AutoCloseable {

    public static final long GWEI = 1_000_000_000L;

    /** Pays the call's value to the coinbase, once; reverts after that. */
    public static final Address PRIZE = Address.of("0x" + "a1".repeat(20));
    /** Pays the call's value divided by how often it was called to the coinbase. */
    public static final Address DILUTE = Address.of("0x" + "a2".repeat(20));
    /** Reverts with the text {@code no}. */
    public static final Address REVERT = Address.of("0x" + "a3".repeat(20));

    /** Pays an amount that the block's randomness decides, of the value, to the coinbase. */
    public static final Address LOTTERY = Address.of("0x" + "a4".repeat(20));

    public static final Account ALICE = Account.named("alice");
    public static final Account BOB = Account.named("bob");
    public static final Account CAROL = Account.named("carol");

    private static final Map<Address, String> CODE = Map.of(
            LOTTERY, "0x5f5f5f5f62ffffff4416415af15000",
            PRIZE, "0x5f5415600957" + "5f5ffd" + "5b60015f55" + "5f5f5f5f34415af100",
            DILUTE, "0x5f54600101805f55" + "5f5f5f5f84340441" + "5af1505000",
            REVERT, "0x6308c379a05f5260206020526002604052" + "616e6f60f01b606052" + "6064601cfd");

    private final Anvil anvil;
    private final Chain chain;
    private final Map<Address, Long> nonces = new TreeMap<>();
    private long arrivals;

    public BareChain(Path folder) {
        this(folder, Anvil.Settings.STANDARD);
    }

    public BareChain(Path folder, Anvil.Settings settings) {
        anvil = Anvil.start(NpmPackages.locate().anvil(), settings, folder.resolve("anvil.log"));
        chain = Chain.at(anvil.rpc());
        List<Address> funded = new ArrayList<>(List.of(ALICE.address(), BOB.address(), CAROL.address()));
        funded.addAll(BackrunRival.accounts());
        funded.add(BuilderRival.account());
        // As builders have: the first payment to an account that is not there costs more gas.
        for (String name : List.of("one", "two", "rival")) {
            funded.add(Builder.named(name, chain.chainId()).coinbase());
        }
        chain.fund(funded, BigInteger.TEN.pow(21));
        CODE.forEach((address, code) -> anvil.rpc().call("anvil_setCode", address.toString(), code));
    }

    public Chain chain() {
        return chain;
    }

    public Anvil anvil() {
        return anvil;
    }

    /** The account's next transaction: a call with this value and this priority fee per gas. */
    public PooledTransaction call(Account from, Address to, long valueWei, long tipWei) {
        long nonce = nonces.merge(from.address(), 1L, Long::sum) - 1;
        return call(from, nonce, to, valueWei, tipWei);
    }

    public PooledTransaction call(Account from, long nonce, Address to, long valueWei, long tipWei) {
        Call call = Call.to(to, new byte[0], 100_000).withValue(BigInteger.valueOf(valueWei));
        return PooledTransaction.read(from.sign(chain.chainId(), nonce, call, new Fee(100 * GWEI, tipWei))
                .raw());
    }

    /** A bundle for the next block. */
    public Bundle bundle(PooledTransaction... transactions) {
        return bundle(List.of(), List.of(), transactions);
    }

    public Bundle bundle(List<Hash> reverting, List<Hash> dropping, PooledTransaction... transactions) {
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        for (PooledTransaction transaction : transactions) {
            hashes.writeBytes(transaction.hash().toBytes());
        }
        long next = Chain.number(chain.head().get("number")) + 1;
        return new Bundle(
                Keccak.hash(hashes.toByteArray()),
                List.of(transactions),
                Bundle.Validity.only(next),
                new TreeSet<>(reverting),
                new TreeSet<>(dropping),
                List.of(),
                new Bundle.Origin("test", null, arrivals++));
    }

    public BigInteger balance(Address address) {
        String hex =
                chain.rpc().call("eth_getBalance", address.toString(), "latest").asText();
        return new BigInteger(hex.substring(2), 16);
    }

    @Override
    public void close() {
        anvil.close();
    }
}
