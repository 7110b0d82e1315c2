package io.mevstream.jobs.io.node;

import io.mevstream.chain.Hex;
import io.mevstream.jobs.io.clickhouse.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How an endpoint knows us: nothing, a header, a bearer token, or a JSON web token that is made anew for each request
 * from a shared secret, as nodes' engine ports want it. It prints without the secret.
 *
 * @param header the header's name
 */
record Credentials(Scheme scheme, String header, Secret secret) {

    static final Credentials NONE = new Credentials(Scheme.NONE, "", Secret.of(""));

    /** What stands in the header. */
    enum Scheme {
        NONE,
        HEADER,
        BEARER,
        /** HS256 with the time of issue as its only claim (execution API, authentication). */
        JWT
    }

    static Credentials bearer(Secret secret) {
        return new Credentials(Scheme.BEARER, "Authorization", secret);
    }

    static Credentials jwt(Secret secret) {
        return new Credentials(Scheme.JWT, "Authorization", secret);
    }

    boolean isThere() {
        return scheme != Scheme.NONE;
    }

    /** The header's value now. */
    String value(long nowMillis) {
        return switch (scheme) {
            case NONE -> "";
            case HEADER -> secret.reveal();
            case BEARER -> "Bearer " + secret.reveal();
            case JWT -> "Bearer " + token(nowMillis / 1000);
        };
    }

    private String token(long issuedSeconds) {
        String content =
                encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encoded("{\"iat\":" + issuedSeconds + "}");
        String key = secret.reveal().strip();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Hex.decode(key.startsWith("0x") ? key : "0x" + key), "HmacSHA256"));
            byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
            return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("expected a Java with HmacSHA256", absent);
        }
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
