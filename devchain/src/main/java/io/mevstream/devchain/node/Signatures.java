package io.mevstream.devchain.node;

import io.mevstream.chain.Hash;
import java.math.BigInteger;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.web3j.crypto.Sign;

/**
 * Signatures over secp256k1 by RFC 6979, low in s. The same as web3j's, but the recovery id is read off the point where web3j
 * recovers keys until one fits, which takes twice as long as signing.
 */
final class Signatures {

    private static final BigInteger ORDER = Sign.CURVE_PARAMS.getN();
    private static final BigInteger HALF = ORDER.shiftRight(1);

    private Signatures() {}

    static Sign.SignatureData sign(Hash message, BigInteger privateKey) {
        byte[] hash = message.toBytes();
        HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SHA256Digest());
        nonces.init(ORDER, privateKey, hash);
        BigInteger k = nonces.nextK();
        ECPoint point = new FixedPointCombMultiplier()
                .multiply(Sign.CURVE_PARAMS.getG(), k)
                .normalize();
        BigInteger r = point.getAffineXCoord().toBigInteger().mod(ORDER);
        BigInteger s = k.modInverse(ORDER)
                .multiply(new BigInteger(1, hash).add(r.multiply(privateKey)))
                .mod(ORDER);
        boolean odd = point.getAffineYCoord().testBitZero();
        if (s.compareTo(HALF) > 0) {
            s = ORDER.subtract(s);
            odd = !odd;
        }
        byte id = (byte) (Sign.LOWER_REAL_V + (odd ? 1 : 0));
        return new Sign.SignatureData(id, bytes(r), bytes(s));
    }

    private static byte[] bytes(BigInteger value) {
        byte[] magnitude = value.toByteArray();
        byte[] bytes = new byte[32];
        int length = Math.min(32, magnitude.length);
        System.arraycopy(magnitude, magnitude.length - length, bytes, 32 - length, length);
        return bytes;
    }
}
