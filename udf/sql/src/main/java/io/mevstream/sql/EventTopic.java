package io.mevstream.sql;

import io.mevstream.chain.Keccak;
import java.util.regex.Pattern;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * {@code EVENT_TOPIC(signature)}: the first topic of an event, {@code 0x} and 64 digits, from its canonical signature such as
 * {@code Transfer(address,address,uint256)}; null for what is none, such as one with names or blanks in it.
 */
public final class EventTopic extends ScalarFunction {

    private static final long serialVersionUID = 1;

    /** A name, then types between parentheses, which may nest for tuples. */
    private static final Pattern SIGNATURE = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*\\([a-z0-9,()\\[\\]]*\\)");

    public String eval(String signature) {
        return signature != null && SIGNATURE.matcher(signature).matches()
                ? Keccak.hash(signature).toString()
                : null;
    }
}
