package io.mevstream.sql;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.functions.ScalarFunction;
import org.apache.flink.table.module.Module;

/** All functions of this package, for {@code LOAD MODULE mevstream}. A new function is one line here. */
public final class MevstreamModule implements Module {

    static final String NAME = "mevstream";

    private static final Map<String, ScalarFunction> FUNCTIONS = Map.of(
            "checksum_address", new ChecksumAddress(),
            "event_topic", new EventTopic(),
            "sqrt_price_to_price", new SqrtPriceToPrice());

    @Override
    public Set<String> listFunctions() {
        return FUNCTIONS.keySet();
    }

    @Override
    public Optional<FunctionDefinition> getFunctionDefinition(String name) {
        return Optional.ofNullable(FUNCTIONS.get(name.toLowerCase(Locale.ROOT)));
    }
}
