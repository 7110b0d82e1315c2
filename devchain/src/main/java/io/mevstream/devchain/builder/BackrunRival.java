package io.mevstream.devchain.builder;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.devchain.node.Account;
import io.mevstream.devchain.node.Call;
import io.mevstream.devchain.node.Fee;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A rival after the same public transactions. For each bundle that includes some, it bids with a bundle of its own: the same public
 * transactions and a payment to the coinbase. In a share of the contests that its strength says it pays a hundredth more per gas
 * than the best bid; in the others it pays half to nine tenths of it. Nobody can have both, as a transaction is mined once.
 */
public final class BackrunRival implements Rival {

    /** Different contests of a slot are paid by different accounts, so that no payment waits for another's nonce. */
    private static final int ACCOUNTS = 16;

    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    private final long seed;
    private final int strengthPercent;
    private final long chainId;

    /**
     * A rival.
     *
     * @param strengthPercent of the contests that it wins, 0 to 100
     */
    public BackrunRival(long seed, int strengthPercent, long chainId) {
        if (strengthPercent < 0 || strengthPercent > 100) {
            throw new IllegalArgumentException("expected a strength of 0 to 100 percent, found " + strengthPercent);
        }
        this.seed = seed;
        this.strengthPercent = strengthPercent;
        this.chainId = chainId;
    }

    /** The accounts that it pays from; they need ether. */
    public static List<Address> accounts() {
        List<Address> accounts = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            accounts.add(Account.named("rival " + i).address());
        }
        return accounts;
    }

    @Override
    public List<Bundle> bids(Auction auction) {
        Map<Hash, Bid> contests = new LinkedHashMap<>();
        for (Bid bid : auction.bids()) {
            List<Execution> shared = shared(auction, bid);
            if (!shared.isEmpty()) {
                contests.putIfAbsent(shared.get(0).transaction().hash(), bid);
            }
        }
        List<Bundle> bundles = new ArrayList<>();
        for (Bid best : contests.values()) {
            if (bundles.size() < ACCOUNTS) {
                bundles.add(against(auction, best, bundles.size()));
            }
        }
        bundles.removeIf(bundle -> bundle.transactions().isEmpty());
        return bundles;
    }

    /** The public transactions that the bundle begins with. */
    private static List<Execution> shared(Auction auction, Bid bid) {
        List<Execution> shared = new ArrayList<>();
        for (Execution execution : bid.executions()) {
            if (auction.mempool().get(execution.transaction().hash()) == null) {
                break;
            }
            shared.add(execution);
        }
        return shared;
    }

    private Bundle against(Auction auction, Bid best, int index) {
        List<Execution> shared = shared(auction, best);
        BigInteger paid = BigInteger.ZERO;
        long gas = Builder.TRANSFER_GAS;
        List<PooledTransaction> transactions = new ArrayList<>();
        for (Execution execution : shared) {
            paid = paid.add(execution.coinbaseDiffWei());
            gas += execution.gasUsed();
            transactions.add(execution.transaction());
        }
        long block = auction.slot().number();
        String contest = shared.get(0).transaction().hash().toString();
        boolean wins = Draw.below(100, seed, block, contest + "/wins") < strengthPercent;
        long percent = wins ? 101 : 50 + Draw.below(40, seed, block, contest + "/under");
        BigInteger price = best.gainWei()
                .multiply(BigInteger.valueOf(gas))
                .multiply(BigInteger.valueOf(percent))
                .divide(HUNDRED.multiply(BigInteger.valueOf(best.gasUsed())))
                .add(wins ? BigInteger.ONE : BigInteger.ZERO);
        BigInteger payment = price.subtract(paid);
        if (payment.signum() > 0) {
            transactions.add(payment(auction, index, payment));
        } else {
            transactions.clear();
        }
        return bundle(block, transactions);
    }

    private PooledTransaction payment(Auction auction, int index, BigInteger wei) {
        Account payer = Account.named("rival " + index);
        Call call = Call.to(auction.slot().coinbase(), new byte[0], Builder.TRANSFER_GAS)
                .withValue(wei);
        Fee fee = new Fee(auction.slot().baseFeeWei().longValueExact(), 0);
        long nonce = auction.state().nonce(payer.address());
        return PooledTransaction.read(payer.sign(chainId, nonce, call, fee).raw());
    }

    private static Bundle bundle(long block, List<PooledTransaction> transactions) {
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        transactions.forEach(t -> hashes.writeBytes(t.hash().toBytes()));
        return new Bundle(
                Keccak.hash(hashes.toByteArray()),
                transactions,
                Bundle.Validity.only(block),
                new TreeSet<>(),
                new TreeSet<>(),
                List.of(),
                new Bundle.Origin("rival", null, Long.MAX_VALUE));
    }
}
