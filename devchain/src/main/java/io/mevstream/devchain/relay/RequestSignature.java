package io.mevstream.devchain.relay;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hex;
import io.mevstream.chain.Keccak;
import io.mevstream.devchain.node.Account;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.ECDSASignature;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/**
 * {@code X-Flashbots-Signature: ADDRESS:SIGNATURE}, an EIP-191 signature of the text {@code 0x} and the hexadecimal Keccak-256 of the
 * body's exact bytes. The recovery id is 27 or 28, or 0 or 1: both are documented.
 */
public final class RequestSignature {

    public static final String HEADER = "X-Flashbots-Signature";

    private static final int LENGTH = 65;

    private RequestSignature() {}

    /**
     * The address that signed the body; null when the header is missing, is not of this form, or is of another body or key.
     *
     * @param header its value; null for none
     */
    public static @Nullable Address signer(@Nullable String header, byte[] body) {
        if (header == null) {
            return null;
        }
        String[] parts = header.split(":", -1);
        if (parts.length != 2) {
            return null;
        }
        try {
            Address claimed = Address.of(parts[0]);
            return claimed.equals(recovered(Hex.decode(parts[1], LENGTH), body)) ? claimed : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static @Nullable Address recovered(byte[] signature, byte[] body) {
        int v = signature[LENGTH - 1] & 0xff;
        int recovery = v >= 27 ? v - 27 : v;
        BigInteger r = new BigInteger(1, Arrays.copyOfRange(signature, 0, 32));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        BigInteger order = Sign.CURVE_PARAMS.getN();
        boolean possible =
                recovery <= 1 && r.signum() > 0 && s.signum() > 0 && r.compareTo(order) < 0 && s.compareTo(order) < 0;
        if (!possible) {
            return null;
        }
        String text = Keccak.hash(body).toString();
        byte[] digest = Sign.getEthereumMessageHash(text.getBytes(StandardCharsets.US_ASCII));
        BigInteger key = Sign.recoverFromSignature(recovery, new ECDSASignature(r, s), digest);
        return key == null ? null : Address.of("0x" + Keys.getAddress(key));
    }

    /** The header's value for a body. */
    public static String of(Account signer, byte[] body) {
        byte[] text = Keccak.hash(body).toString().getBytes(StandardCharsets.US_ASCII);
        Sign.SignatureData signature = Sign.signPrefixedMessage(text, ECKeyPair.create(signer.privateKey()));
        byte[] bytes = new byte[LENGTH];
        System.arraycopy(signature.getR(), 0, bytes, 0, 32);
        System.arraycopy(signature.getS(), 0, bytes, 32, 32);
        bytes[LENGTH - 1] = signature.getV()[0];
        return signer.address().toChecksummed() + ":" + Hex.encode(bytes);
    }
}
