package io.mevstream.devchain.builder;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.node.Chain;
import io.mevstream.devchain.node.JsonRpc;
import io.mevstream.devchain.node.RpcError;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The builder's slow twin: the same rules, found by mining every trial on a chain of its own and taking it back. It knows nothing of
 * simulations; what a bundle pays is what the coinbase then has more.
 */
final class NaiveBuilder {

    private final Chain chain;
    private final Address coinbase;
    private BigInteger baseFeeWei = BigInteger.ONE;

    NaiveBuilder(Chain chain, Address coinbase) {
        this.chain = chain;
        this.coinbase = coinbase;
    }

    /** Of the next block, and of each trial: anvil does not take a base fee back with its block. */
    void baseFee(BigInteger wei) {
        baseFeeWei = wei;
    }

    private void prepare() {
        chain.rpc().call("anvil_setCoinbase", coinbase.toString());
        chain.rpc().call("anvil_setNextBlockBaseFeePerGas", "0x" + baseFeeWei.toString(16));
    }

    private static final class Bid {
        private final Bundle bundle;
        private List<PooledTransaction> kept;
        private BigInteger gain = BigInteger.ZERO;
        private long gas;
        private int after = -1;

        Bid(Bundle bundle) {
            this.bundle = bundle;
            this.kept = bundle.transactions();
        }

        boolean beats(Bid other) {
            int perGas = gain.multiply(BigInteger.valueOf(other.gas))
                    .compareTo(other.gain.multiply(BigInteger.valueOf(gas)));
            int total = gain.compareTo(other.gain);
            boolean earlier = bundle.origin().arrival() < other.bundle.origin().arrival();
            return perGas != 0 ? perGas > 0 : total != 0 ? total > 0 : earlier;
        }
    }

    /** The block's transactions, in order. */
    List<PooledTransaction> build(List<Bundle> bundles, long timestamp) {
        List<Bid> waiting = new ArrayList<>();
        for (Bundle bundle : bundles) {
            Bid bid = new Bid(bundle);
            if (fits(bid, List.of(), timestamp)) {
                bid.after = 0;
                waiting.add(bid);
            }
        }
        List<PooledTransaction> block = new ArrayList<>();
        int placed = 0;
        while (!waiting.isEmpty()) {
            Bid best = waiting.get(0);
            for (Bid bid : waiting) {
                best = bid.beats(best) ? bid : best;
            }
            if (best.after == placed) {
                block.addAll(best.kept);
                placed++;
                waiting.remove(best);
            } else if (fits(best, block, timestamp)) {
                best.after = placed;
            } else {
                waiting.remove(best);
            }
        }
        return block;
    }

    /** Mines the block for good. */
    Chain.Mined mine(List<PooledTransaction> transactions, long timestamp) {
        prepare();
        transactions.forEach(this::send);
        return chain.mine(timestamp);
    }

    private boolean fits(Bid bid, List<PooledTransaction> before, long timestamp) {
        bid.kept = new ArrayList<>(bid.bundle.transactions());
        while (!bid.kept.isEmpty()) {
            Trial trial = trial(bid.bundle, before, bid.kept, timestamp);
            if (trial.culprit() == null) {
                bid.gain = trial.gain();
                bid.gas = trial.gas();
                return bid.gain.signum() > 0;
            }
            Hash culprit = trial.culprit().hash();
            boolean out = bid.bundle.dropping().contains(culprit)
                    || (!trial.reverted() && bid.bundle.reverting().contains(culprit));
            if (!out) {
                return false;
            }
            bid.kept.remove(trial.culprit());
        }
        return false;
    }

    private record Trial(@Nullable PooledTransaction culprit, boolean reverted, BigInteger gain, long gas) {}

    private Trial trial(Bundle bundle, List<PooledTransaction> before, List<PooledTransaction> own, long timestamp) {
        BigInteger base = mined(before, timestamp).balance();
        List<PooledTransaction> all = new ArrayList<>(before);
        all.addAll(own);
        Mined mined = mined(all, timestamp);
        long gas = 0;
        for (PooledTransaction transaction : own) {
            JsonNode receipt = mined.receipts().get(transaction.hash().toString());
            if (receipt == null) {
                return new Trial(transaction, false, BigInteger.ZERO, 0);
            }
            boolean reverted = receipt.get("status").asText().equals("0x0");
            if (reverted && !bundle.reverting().contains(transaction.hash())) {
                return new Trial(transaction, true, BigInteger.ZERO, 0);
            }
            gas += Chain.number(receipt.get("gasUsed"));
        }
        return new Trial(null, false, mined.balance().subtract(base), gas);
    }

    private record Mined(BigInteger balance, Map<String, JsonNode> receipts) {}

    /** What the block would be, found by making it. */
    private Mined mined(List<PooledTransaction> transactions, long timestamp) {
        JsonRpc rpc = chain.rpc();
        JsonNode snapshot = rpc.call("evm_snapshot");
        prepare();
        transactions.forEach(this::send);
        rpc.call("evm_mine", Map.of("timestamp", timestamp));
        Map<String, JsonNode> receipts = new LinkedHashMap<>();
        rpc.call("eth_getBlockReceipts", "latest")
                .forEach(receipt -> receipts.put(receipt.get("transactionHash").asText(), receipt));
        String balance =
                rpc.call("eth_getBalance", coinbase.toString(), "latest").asText();
        rpc.call("evm_revert", snapshot);
        rpc.call("anvil_dropAllTransactions");
        return new Mined(new BigInteger(balance.substring(2), 16), receipts);
    }

    private void send(PooledTransaction transaction) {
        try {
            chain.rpc().call("eth_sendRawTransaction", transaction.raw().toString());
        } catch (RpcError refused) {
            // Then it has no receipt.
            return;
        }
    }
}
