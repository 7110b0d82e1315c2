package io.mevstream.devchain.market;

import io.mevstream.chain.Hex;
import io.mevstream.devchain.contracts.Abi;
import java.util.Arrays;

/** What a reverted call returned, in words: a reason, a panic's code, or a custom error as it is. */
final class RevertReason {

    private static final byte[] ERROR = Abi.selector("Error(string)");
    private static final byte[] PANIC = Abi.selector("Panic(uint256)");

    private RevertReason() {}

    static String of(String hex) {
        byte[] data = Hex.decode(hex);
        if (data.length < 4) {
            return "without a reason";
        }
        byte[] selector = Arrays.copyOf(data, 4);
        byte[] rest = Arrays.copyOfRange(data, 4, data.length);
        if (Arrays.equals(selector, ERROR)) {
            return "\"" + Abi.decode("(string)", rest).get(0) + "\"";
        }
        if (Arrays.equals(selector, PANIC)) {
            return "panic " + Abi.decode("(uint256)", rest).get(0);
        }
        return "error " + hex.substring(0, Math.min(hex.length(), 2 + 8 + 128));
    }
}
