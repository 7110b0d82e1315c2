package io.mevstream.sql;

import io.mevstream.chain.Address;
import java.util.regex.Pattern;
import org.apache.flink.table.functions.ScalarFunction;

/** {@code CHECKSUM_ADDRESS(address)}: the address with the letters' case of EIP-55; null for what is no address. */
public final class ChecksumAddress extends ScalarFunction {

    private static final long serialVersionUID = 1;

    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");

    public String eval(String address) {
        return address != null && ADDRESS.matcher(address).matches()
                ? Address.of(address).toChecksummed()
                : null;
    }
}
