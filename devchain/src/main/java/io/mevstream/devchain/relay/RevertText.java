package io.mevstream.devchain.relay;

import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hex;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a reverted call says of why: the text of {@code Error(string)}, or else what it returned, in hexadecimal. */
final class RevertText {

    private static final String ERROR = "0x08c379a0";
    private static final int HEAD = 68;

    private RevertText() {}

    static String of(Bytes output) {
        byte[] bytes = output.array();
        if (bytes.length < HEAD || !Hex.encode(bytes, 0, 4).equals(ERROR)) {
            return output.toString();
        }
        BigInteger length = new BigInteger(1, Arrays.copyOfRange(bytes, 36, HEAD));
        boolean fits = length.compareTo(BigInteger.valueOf(bytes.length - HEAD)) <= 0;
        return fits ? new String(bytes, HEAD, length.intValue(), StandardCharsets.UTF_8) : output.toString();
    }
}
