package io.mevstream.devchain.relay;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.devchain.builder.BundlePool;
import io.mevstream.devchain.builder.Refund;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a relay differs from others. The known ones are in {@code relays.json} beside this class.
 *
 * @param signature whether a request must be signed
 * @param methods that it knows
 * @param names the fields that a bundle can be replaced by, the first that is there
 * @param nameForm what such a name must look like
 * @param sequence the field with the order of the versions; null for the order of arrival
 * @param sequenceRequired whether a named bundle must have it, and {@code signingAddress} beside it
 * @param scope what a named bundle takes the place of
 * @param blockOptional whether a bundle without a block is for the next one
 * @param emptyCancels whether a named bundle without transactions cancels
 * @param refunds its rules for refunds; null when it knows none
 * @param hash what a bundle's hash is of
 * @param sent what it answers to a bundle
 * @param cancelled what it answers to a cancellation
 * @param mostTransactions of a bundle
 * @param mostBytes of a request's body
 * @param perMinute how many requests it takes in a minute from one signer or address, by method; {@code *} for each other one
 */
public record RelayProfile(
        String name,
        Signature signature,
        List<String> methods,
        List<String> names,
        NameForm nameForm,
        @Nullable String sequence,
        boolean sequenceRequired,
        BundlePool.Scope scope,
        boolean blockOptional,
        boolean emptyCancels,
        @Nullable RefundRules refunds,
        HashOf hash,
        Sent sent,
        Cancelled cancelled,
        int mostTransactions,
        int mostBytes,
        Map<String, Integer> perMinute) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    /** Whether requests are signed. */
    public enum Signature {
        REQUIRED,
        /** A signature that is there must be right. */
        OPTIONAL
    }

    /** What a replacement's name may be. */
    public enum NameForm {
        UUID,
        ANY
    }

    /** What a bundle's hash is the Keccak-256 of. */
    public enum HashOf {
        /** The hashes of its transactions, one after the other. */
        TRANSACTIONS,
        /** Those, and the block's number in eight bytes. */
        TRANSACTIONS_AND_BLOCK
    }

    /** The answer to {@code eth_sendBundle}. */
    public enum Sent {
        HASH,
        /** {@code "smart":"true"} beside the hash: other builders get it too. */
        HASH_AND_SMART,
        NULL
    }

    /** The answer to {@code eth_cancelBundle}. */
    public enum Cancelled {
        HASHES,
        STATUS_200
    }

    /**
     * What a relay makes of a bundle's refund.
     *
     * @param mostPercent the highest percentage that it takes
     * @param mostHashes how many transactions may be named as those whose payment counts; 0 for any number
     * @param index the field that names one by its place; null when there is none
     * @param noRecipient what becomes of a refund without a recipient
     * @param tooSmall what becomes of the bundle when the refund does not cover the gas of paying it
     */
    public record RefundRules(
            int mostPercent,
            int mostHashes,
            @Nullable String index,
            NoRecipient noRecipient,
            Refund.TooSmall tooSmall) {}

    /** What becomes of a bundle whose refund says no recipient. */
    public enum NoRecipient {
        /** It is refused. */
        REFUSE,
        /** It is answered as if it were taken, and forgotten. */
        DISCARD,
        /** The first transaction's sender receives it. */
        FIRST_SENDER
    }

    /** The known relays' profiles, in the order in which they are started. */
    public static List<RelayProfile> known() {
        try (InputStream file = RelayProfile.class.getResourceAsStream("relays.json")) {
            return JSON.readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read relays.json", e);
        }
    }

    /** The profile of that name; throws {@link IllegalArgumentException} that lists the known ones. */
    public static RelayProfile named(String name) {
        List<RelayProfile> known = known();
        return known.stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected a relay out of "
                        + known.stream().map(RelayProfile::name).toList() + ", found " + name));
    }

    int limit(String method) {
        return perMinute.getOrDefault(method, perMinute.getOrDefault("*", Integer.MAX_VALUE));
    }
}
