package io.mevstream.chain;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** Keccak-256 as Ethereum uses it: the padding before SHA-3 was standardised. */
public final class Keccak {

    private Keccak() {}

    public static Hash hash(byte[] bytes) {
        return hash(bytes, 0, bytes.length);
    }

    public static Hash hash(byte[] bytes, int offset, int length) {
        KeccakDigest digest = new KeccakDigest(256);
        digest.update(bytes, offset, length);
        byte[] out = new byte[Hash.LENGTH];
        digest.doFinal(out, 0);
        return Hash.fromBytes(out, 0);
    }

    /** The hash of the text's UTF-8 bytes, as event signatures are hashed into their first topic. */
    public static Hash hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }
}
