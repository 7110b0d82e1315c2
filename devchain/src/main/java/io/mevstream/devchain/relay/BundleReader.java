package io.mevstream.devchain.relay;

import com.fasterxml.jackson.databind.JsonNode;
import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.devchain.builder.Bundle;
import io.mevstream.devchain.builder.BundlePool.Replacement;
import io.mevstream.devchain.builder.PooledTransaction;
import io.mevstream.devchain.builder.Refund;
import io.mevstream.devchain.builder.Refusal;
import io.mevstream.devchain.relay.RelayProfile.NoRecipient;
import io.mevstream.devchain.relay.RelayProfile.RefundRules;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads {@code eth_sendBundle}'s parameters, of both versions, by a relay's rules. */
final class BundleReader {

    private static final String UUID = "[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}";
    private static final int ALL_PERCENT = 100;

    private final RelayProfile profile;
    private final RpcRequest request;
    private final Fields fields;

    private BundleReader(RelayProfile profile, RpcRequest request) {
        this.profile = profile;
        this.request = request;
        this.fields = new Fields(request.object());
    }

    /**
     * What a request asks for.
     *
     * @param bundle null for a cancellation
     * @param replacement null for a bundle without a name
     * @param discarded whether the relay takes the bundle and does nothing with it
     */
    record Submission(@Nullable Bundle bundle, @Nullable Replacement replacement, boolean discarded) {}

    /**
     * Reads a submission.
     *
     * @param nextBlock the number of the next block
     * @throws Refusal by the relay's rules
     */
    static Submission read(RelayProfile profile, RpcRequest request, long nextBlock) {
        return new BundleReader(profile, request).read(nextBlock);
    }

    /** The name of what {@code eth_cancelBundle} cancels. */
    static Replacement cancelled(RelayProfile profile, RpcRequest request) {
        Replacement replacement = new BundleReader(profile, request).replacement(false);
        if (replacement == null) {
            throw Refusal.invalid("expected " + String.join(" or ", profile.names()) + ", found neither");
        }
        return replacement;
    }

    private Submission read(long nextBlock) {
        version();
        List<PooledTransaction> transactions = fields.transactions("txs");
        Replacement replacement = replacement(profile.sequenceRequired());
        if (transactions.isEmpty()) {
            if (replacement != null && profile.emptyCancels()) {
                return new Submission(null, replacement, false);
            }
            throw Refusal.invalid("bundle missing txs");
        }
        if (transactions.size() > profile.mostTransactions()) {
            throw Refusal.invalid("expected at most " + profile.mostTransactions() + " transactions in a bundle, found "
                    + transactions.size());
        }
        Bundle.Validity validity = validity(nextBlock);
        SortedSet<Hash> dropping = new TreeSet<>(fields.hashes("droppingTxHashes"));
        SortedSet<Hash> reverting = new TreeSet<>(fields.hashes("revertingTxHashes"));
        boolean discarded = discarded();
        Bundle bundle = new Bundle(
                BundleHash.of(profile.hash(), transactions, validity.firstBlock()),
                transactions,
                validity,
                reverting,
                dropping,
                discarded ? List.of() : refunds(transactions),
                new Bundle.Origin(profile.name(), request.signer(), request.arrival()));
        return new Submission(bundle, replacement, discarded);
    }

    private void version() {
        String version = fields.text("version");
        if (version != null && !version.equals("v1") && !version.equals("v2")) {
            throw Refusal.invalid("expected version v1 or v2, found " + version);
        }
    }

    private Bundle.Validity validity(long nextBlock) {
        Long block = fields.hexNumber("blockNumber");
        boolean open = block == null || block == 0;
        if (open && !profile.blockOptional()) {
            throw Refusal.invalid("block number missing");
        }
        Long earliest = fields.number("minTimestamp");
        Long latest = fields.number("maxTimestamp");
        long first = open ? nextBlock : block;
        return new Bundle.Validity(
                first, first, earliest == null ? 0 : earliest, latest == null || latest == 0 ? Long.MAX_VALUE : latest);
    }

    private @Nullable Replacement replacement(boolean strict) {
        String field = profile.names().stream().filter(fields::has).findFirst().orElse(null);
        if (field == null) {
            return null;
        }
        String name = String.valueOf(fields.text(field));
        if (profile.nameForm() == RelayProfile.NameForm.UUID && !name.matches(UUID)) {
            throw Fields.bad(field, "a UUID", request.object().get(field));
        }
        Long sequence = profile.sequence() == null ? null : fields.number(profile.sequence());
        Address owner = fields.address("signingAddress");
        if (strict && (sequence == null || owner == null)) {
            throw Refusal.invalid("Incorrect replacement data: a bundle with " + field + " needs " + profile.sequence()
                    + " and signingAddress");
        }
        return new Replacement(name, request.signer() == null ? owner : request.signer(), sequence);
    }

    private boolean discarded() {
        RefundRules rules = profile.refunds();
        return rules != null
                && rules.noRecipient() == NoRecipient.DISCARD
                && percent(rules) > 0
                && !fields.has("refundRecipient");
    }

    private List<Refund> refunds(List<PooledTransaction> transactions) {
        RefundRules rules = profile.refunds();
        int percent = rules == null ? 0 : percent(rules);
        if (rules == null || percent == 0) {
            return List.of();
        }
        Address recipient = fields.address("refundRecipient");
        if (recipient == null) {
            if (rules.noRecipient() == NoRecipient.REFUSE) {
                throw Refusal.invalid("refundPercent without refundRecipient");
            }
            recipient = transactions.get(0).from();
        }
        return List.of(new Refund(
                percent,
                new TreeSet<>(refunded(rules, transactions)),
                List.of(new Refund.Share(recipient, ALL_PERCENT)),
                rules.tooSmall()));
    }

    private int percent(RefundRules rules) {
        Long percent = fields.number("refundPercent");
        if (percent != null && percent > rules.mostPercent()) {
            throw Refusal.invalid("Invalid refund percent " + percent);
        }
        return percent == null ? 0 : Math.toIntExact(percent);
    }

    /** The transactions whose payment counts: those that are named, or else the last. */
    private List<Hash> refunded(RefundRules rules, List<PooledTransaction> transactions) {
        List<Hash> named = new ArrayList<>(fields.hashes("refundTxHashes"));
        if (rules.mostHashes() > 0 && named.size() > rules.mostHashes()) {
            throw Refusal.invalid("expected at most " + rules.mostHashes() + " refundTxHashes, found " + named.size());
        }
        Long index = rules.index() == null ? null : fields.number(rules.index());
        if (index != null) {
            if (index >= transactions.size()) {
                JsonNode found = request.object().get(rules.index());
                throw Fields.bad(rules.index(), "the place of a transaction", found);
            }
            named.add(transactions.get(Math.toIntExact(index)).hash());
        }
        List<Hash> own = transactions.stream().map(PooledTransaction::hash).toList();
        if (!own.containsAll(named)) {
            throw Refusal.invalid("refundTxHashes names a transaction that is not in the bundle");
        }
        return named.isEmpty() ? List.of(own.get(own.size() - 1)) : named;
    }
}
