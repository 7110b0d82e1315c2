package io.mevstream.devchain.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.devchain.builder.Builder;
import io.mevstream.devchain.builder.Bundle;
import io.mevstream.devchain.builder.BundlePool;
import io.mevstream.devchain.builder.BundlePool.Replacement;
import io.mevstream.devchain.builder.PooledTransaction;
import io.mevstream.devchain.builder.Refusal;
import io.mevstream.devchain.builder.SlotAuction;
import io.mevstream.devchain.wire.HttpAnswer;
import io.mevstream.devchain.wire.HttpCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One relay: takes bundles for its own builder, simulates, cancels, and says what became of them. */
final class Relay extends JsonRpcService {

    private static final int UNSIGNED = -32600;
    private static final int PRIVATE_BLOCKS = 25;

    private final RelayProfile profile;
    private final SlotAuction auction;
    private final Builder builder;
    private final BundlePool pool;
    private final SearcherStats stats;
    private final RateLimits limits;
    private final Pages pages;

    /**
     * A relay whose builder takes part in the auction from now on.
     *
     * @param limits how many requests it takes
     */
    Relay(RelayProfile profile, SlotAuction auction, RateLimits limits) {
        this.profile = profile;
        this.auction = auction;
        this.limits = limits;
        this.builder = Builder.named(profile.name(), auction.chainId());
        this.pool = new BundlePool(profile.scope());
        this.stats = new SearcherStats(profile.name(), auction);
        this.pages = new Pages(auction, pool);
        auction.add(builder, pool);
    }

    Builder builder() {
        return builder;
    }

    BundlePool pool() {
        return pool;
    }

    @Override
    HttpAnswer page(HttpCall call) {
        return pages.answer(call);
    }

    @Override
    @Nullable
    Refusal unacceptable(HttpCall call) {
        if (call.body().length > profile.mostBytes()) {
            return Refusal.invalid("expected at most " + profile.mostBytes() + " bytes, found " + call.body().length);
        }
        boolean there = call.header(RequestSignature.HEADER.toLowerCase(Locale.ROOT)) != null;
        if (!there && profile.signature() == RelayProfile.Signature.REQUIRED) {
            return new Refusal(UNSIGNED, "signature is required");
        }
        return there && signer(call) == null ? new Refusal(UNSIGNED, "invalid signature") : null;
    }

    @Override
    JsonNode result(RpcRequest request) {
        if (!profile.methods().contains(request.method())) {
            throw unknown(request.method());
        }
        limits.count(request.source(), request.method(), profile.limit(request.method()));
        return switch (request.method()) {
            case "eth_sendBundle" -> sendBundle(request);
            case "eth_cancelBundle" -> cancelBundle(request);
            case "eth_callBundle" -> callBundle(request);
            case "mev_sendBundle" -> sendShareBundle(request);
            case "mev_simBundle" ->
                SimBundle.result(auction, builder.coinbase(), shareBundle(request), request.param(1));
            case "eth_sendPrivateTransaction" -> sendPrivate(request);
            case "eth_sendPrivateRawTransaction" -> sendPrivateRaw(request);
            case "eth_cancelPrivateTransaction" -> cancelPrivate(request);
            case "flashbots_getBundleStats", "flashbots_getBundleStatsV2" -> bundleStats(request);
            case "flashbots_getUserStats", "flashbots_getUserStatsV2" ->
                stats.user(request.signer(), request.source(), request.method().endsWith("Stats"));
            default -> throw unknown(request.method());
        };
    }

    private JsonNode sendBundle(RpcRequest request) {
        BundleReader.Submission submission =
                BundleReader.read(profile, request, auction.head().number() + 1);
        Bundle bundle = submission.bundle();
        if (bundle == null) {
            return cancelled(request, Objects.requireNonNull(submission.replacement()));
        }
        if (request.keep() && !submission.discarded()) {
            keep(bundle, submission.replacement());
        }
        return switch (profile.sent()) {
            case NULL -> NullNode.getInstance();
            case HASH -> hashed(bundle.hash());
            case HASH_AND_SMART -> hashed(bundle.hash()).put("smart", "true");
        };
    }

    private static ObjectNode hashed(Hash hash) {
        return JSON.createObjectNode().put("bundleHash", hash.toString());
    }

    private void keep(Bundle bundle, @Nullable Replacement replacement) {
        pool.add(bundle, replacement);
        stats.received(bundle, auction.head().timestamp());
    }

    private JsonNode cancelBundle(RpcRequest request) {
        return cancelled(request, BundleReader.cancelled(profile, request));
    }

    private JsonNode cancelled(RpcRequest request, Replacement replacement) {
        List<Hash> hashes = request.keep() ? pool.cancel(replacement) : List.of();
        if (profile.cancelled() == RelayProfile.Cancelled.STATUS_200) {
            return IntNode.valueOf(200);
        }
        ArrayNode result = JSON.createArrayNode();
        hashes.forEach(hash -> result.add(hash.toString()));
        return result;
    }

    private JsonNode callBundle(RpcRequest request) {
        JsonNode result = CallBundle.result(auction, builder.coinbase(), request);
        stats.simulated(
                request.source(),
                result.get("totalGasUsed").asLong(),
                auction.head().timestamp());
        return result;
    }

    private ShareBundleReader.Flat shareBundle(RpcRequest request) {
        Bundle.Origin origin = new Bundle.Origin(profile.name(), request.signer(), request.arrival());
        return ShareBundleReader.read(request.object(), origin, this::pending);
    }

    private JsonNode sendShareBundle(RpcRequest request) {
        ShareBundleReader.Flat flat = shareBundle(request);
        String name = new Fields(request.object()).text("replacementUuid");
        if (request.keep()) {
            keep(flat.bundle(), name == null ? null : new Replacement(name, request.signer(), null));
        }
        return hashed(flat.bundle().hash());
    }

    /** The waiting transaction, public or sent to this relay alone, of that hash or of the hash's hash. */
    private @Nullable PooledTransaction pending(Hash hash) {
        List<PooledTransaction> known = new ArrayList<>(auction.mempool().all());
        pool.all().stream()
                .filter(Bundle::isSingle)
                .forEach(b -> known.add(b.transactions().get(0)));
        return known.stream()
                .filter(t ->
                        t.hash().equals(hash) || Keccak.hash(t.hash().toBytes()).equals(hash))
                .findFirst()
                .orElse(null);
    }

    private JsonNode sendPrivate(RpcRequest request) {
        Fields fields = new Fields(request.object());
        return sendPrivate(request, String.valueOf(fields.text("tx")), fields.number("maxBlockNumber"));
    }

    private JsonNode sendPrivateRaw(RpcRequest request) {
        return sendPrivate(request, request.param(0).asText(), null);
    }

    private JsonNode sendPrivate(RpcRequest request, String raw, @Nullable Long maxBlock) {
        PooledTransaction transaction = PooledTransaction.read(raw);
        if (transaction.priorityWei().signum() == 0) {
            throw Refusal.invalid("expected a priority fee above 0 in a private transaction, found 0");
        }
        auction.check(transaction);
        long head = auction.head().number();
        long last = maxBlock == null ? head + PRIVATE_BLOCKS : maxBlock;
        if (last <= head) {
            throw Refusal.invalid("expected maxBlockNumber after " + head + ", found " + last);
        }
        Bundle bundle = new Bundle(
                BundleHash.of(List.of(transaction)),
                List.of(transaction),
                new Bundle.Validity(head + 1, last, 0, Long.MAX_VALUE),
                new TreeSet<>(),
                new TreeSet<>(),
                List.of(),
                new Bundle.Origin(profile.name(), request.signer(), request.arrival()));
        if (request.keep()) {
            keep(bundle, null);
        }
        return TextNode.valueOf(transaction.hash().toString());
    }

    private JsonNode cancelPrivate(RpcRequest request) {
        Hash hash = new Fields(request.object()).hash("txHash");
        boolean there = !request.keep()
                || !pool.cancelTransaction(hash, request.signer()).isEmpty();
        if (!there) {
            throw Refusal.notAllowed(
                    "expected a private transaction of the signer's that waits, found none of " + hash);
        }
        return BooleanNode.TRUE;
    }

    private JsonNode bundleStats(RpcRequest request) {
        Fields fields = new Fields(request.object());
        Long block = fields.hexNumber("blockNumber");
        if (block == null) {
            throw Refusal.invalid("block number missing");
        }
        return stats.bundle(fields.hash("bundleHash"), block, request.method().endsWith("Stats"));
    }
}
