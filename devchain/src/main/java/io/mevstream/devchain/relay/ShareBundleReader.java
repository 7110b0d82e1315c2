package io.mevstream.devchain.relay;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.builder.Bundle;
import io.mevstream.devchain.builder.PooledTransaction;
import io.mevstream.devchain.builder.Refund;
import io.mevstream.devchain.builder.Refund.Share;
import io.mevstream.devchain.builder.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a MEV-Share bundle ({@code mev_sendBundle}) into the transactions, rights and refunds that it comes down to. */
final class ShareBundleReader {

    private static final int DEEPEST = 5;
    private static final int MOST_BLOCKS = 30;
    private static final int MOST_ELEMENTS = 50;
    private static final int ALL_PERCENT = 100;

    private final Function<Hash, @Nullable PooledTransaction> pending;
    private final List<PooledTransaction> transactions = new ArrayList<>();
    private final SortedSet<Hash> reverting = new TreeSet<>();
    private final SortedSet<Hash> dropping = new TreeSet<>();
    private final List<Refund> refunds = new ArrayList<>();
    private int matched;
    private int elements;

    private ShareBundleReader(Function<Hash, @Nullable PooledTransaction> pending) {
        this.pending = pending;
    }

    /**
     * What a bundle comes down to.
     *
     * @param refundable the transactions whose payment refunds are taken of
     */
    record Flat(Bundle bundle, SortedSet<Hash> refundable) {}

    /**
     * Reads a bundle.
     *
     * @param bundle the object of the request
     * @param pending finds the transaction that a hash, or a hash's hash, is of
     * @throws Refusal when it cannot be
     */
    static Flat read(JsonNode bundle, Bundle.Origin origin, Function<Hash, @Nullable PooledTransaction> pending) {
        Bundle.Validity validity = inclusion(bundle);
        ShareBundleReader reader = new ShareBundleReader(pending);
        reader.level(bundle, 1);
        if (reader.matched > 0 && reader.transactions.size() - reader.matched > 1) {
            throw Refusal.invalid("expected one backrun transaction behind a hash, found "
                    + (reader.transactions.size() - reader.matched));
        }
        SortedSet<Hash> refundable = new TreeSet<>();
        reader.refunds.forEach(refund -> refundable.addAll(refund.of()));
        Bundle flat = new Bundle(
                BundleHash.of(reader.transactions),
                List.copyOf(reader.transactions),
                validity,
                reader.reverting,
                reader.dropping,
                List.copyOf(reader.refunds),
                origin);
        return new Flat(flat, refundable);
    }

    private static Bundle.Validity inclusion(JsonNode bundle) {
        String version = bundle.path("version").asText();
        if (!version.equals("v0.1") && !version.equals("beta-1")) {
            throw Fields.bad("version", "v0.1", bundle.path("version"));
        }
        Fields inclusion = new Fields(bundle.path("inclusion"));
        Long first = inclusion.object().isObject() ? inclusion.hexNumber("block") : null;
        if (first == null) {
            throw Fields.bad("inclusion.block", "a number in hexadecimal", bundle.path("inclusion"));
        }
        Long last = inclusion.hexNumber("maxBlock");
        if (last != null && (last < first || last - first > MOST_BLOCKS)) {
            throw Refusal.invalid("expected maxBlock " + first + " to " + (first + MOST_BLOCKS) + ", found " + last);
        }
        return new Bundle.Validity(first, last == null ? first : last, 0, Long.MAX_VALUE);
    }

    /** What an element of a body adds: where its transactions begin and end, and who is paid back for it. */
    private record Element(int from, int to, List<Share> shares) {}

    private List<Share> level(JsonNode bundle, int depth) {
        if (depth > DEEPEST) {
            throw Refusal.invalid("expected at most " + DEEPEST + " bundles within each other");
        }
        JsonNode body = bundle.path("body");
        if (!body.isArray() || body.isEmpty()) {
            throw Fields.bad("body", "a list that is not empty", body);
        }
        List<Element> read = new ArrayList<>();
        for (JsonNode element : body) {
            if (++elements > MOST_ELEMENTS) {
                throw Refusal.invalid("expected at most " + MOST_ELEMENTS + " elements, found more");
            }
            read.add(element(element, depth));
        }
        JsonNode validity = bundle.path("validity");
        refunds(validity.path("refund"), read);
        List<Share> configured = configured(validity.path("refundConfig"));
        return configured.isEmpty() ? read.get(0).shares() : configured;
    }

    private Element element(JsonNode element, int depth) {
        int from = transactions.size();
        Fields fields = new Fields(element);
        if (fields.has("bundle")) {
            List<Share> shares = level(element.get("bundle"), depth + 1);
            return new Element(from, transactions.size(), shares);
        }
        PooledTransaction transaction;
        if (fields.has("hash")) {
            Hash hash = fields.hash("hash");
            transaction = pending.apply(hash);
            if (transaction == null) {
                throw Refusal.notAllowed("no pending transaction of the hash " + hash);
            }
            matched++;
        } else {
            transaction = PooledTransaction.read(String.valueOf(fields.text("tx")));
            mode(fields, transaction.hash());
        }
        transactions.add(transaction);
        return new Element(from, from + 1, List.of(new Share(transaction.from(), ALL_PERCENT)));
    }

    private void mode(Fields fields, Hash hash) {
        String mode = fields.text("revertMode");
        boolean allowed = fields.object().path("canRevert").asBoolean(false) || "allow".equals(mode);
        if (allowed) {
            reverting.add(hash);
        } else if ("drop".equals(mode)) {
            dropping.add(hash);
        } else if (mode != null && !mode.equals("fail")) {
            throw Refusal.invalid("expected revertMode allow, drop or fail, found " + mode);
        }
    }

    private void refunds(JsonNode wanted, List<Element> read) {
        int sum = 0;
        List<Element> receiving = new ArrayList<>();
        List<Integer> percents = new ArrayList<>();
        for (JsonNode refund : wanted) {
            int index = refund.path("bodyIdx").asInt(-1);
            int percent = refund.path("percent").asInt(-1);
            sum += percent;
            if (index < 0 || index >= read.size() || percent < 0 || sum > ALL_PERCENT) {
                throw Fields.bad("validity.refund", "places of the body and percentages up to 100 in all", wanted);
            }
            receiving.add(read.get(index));
            percents.add(percent);
        }
        SortedSet<Hash> paying = new TreeSet<>();
        for (Element element : read) {
            if (!receiving.contains(element)) {
                transactions.subList(element.from(), element.to()).forEach(t -> paying.add(t.hash()));
            }
        }
        for (int i = 0; i < receiving.size(); i++) {
            if (percents.get(i) > 0) {
                refunds.add(
                        new Refund(percents.get(i), paying, receiving.get(i).shares(), Refund.TooSmall.PAY_NOTHING));
            }
        }
    }

    private static List<Share> configured(JsonNode config) {
        List<Share> shares = new ArrayList<>();
        int sum = 0;
        for (JsonNode share : config) {
            Address recipient = new Fields(share).address("address");
            int percent = share.path("percent").asInt(-1);
            if (recipient == null || percent < 0) {
                throw Fields.bad("validity.refundConfig", "addresses with percentages", config);
            }
            sum += percent;
            shares.add(new Share(recipient, percent));
        }
        if (!shares.isEmpty() && sum != ALL_PERCENT) {
            throw Refusal.invalid("expected the percentages of refundConfig to be 100 in all, found " + sum);
        }
        return shares;
    }
}
