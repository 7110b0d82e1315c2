package io.mevstream.devchain.relay;

import io.mevstream.chain.Hash;
import io.mevstream.devchain.builder.Bundle;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The name under which Flashbots' builder and its records know a bundle of version 1: of its block, its hash and what may revert, so
 * that one that was only sent again has the same.
 */
final class BundleUuid {

    private static final int BYTES = 16;

    private BundleUuid() {}

    static UUID of(Bundle bundle) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(new byte[BYTES]);
        // A signed number's zigzag, in groups of seven bits, the lowest first.
        long rest = bundle.validity().firstBlock() << 1;
        for (; rest >= 0x80; rest >>>= 7) {
            content.write((int) (rest & 0x7f | 0x80));
        }
        content.write((int) rest);
        content.writeBytes(bundle.hash().toBytes());
        for (Hash hash : bundle.reverting()) {
            content.writeBytes(hash.toBytes());
        }
        ByteBuffer digest = ByteBuffer.wrap(sha256(content.toByteArray()));
        long high = digest.getLong() & ~0xf000L | 0x5000L;
        long low = digest.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected SHA-256 in every Java, found none", e);
        }
    }
}
