package io.mevstream.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Int24;
import org.web3j.abi.datatypes.generated.Int256;
import org.web3j.abi.datatypes.generated.Uint112;
import org.web3j.abi.datatypes.generated.Uint128;
import org.web3j.abi.datatypes.generated.Uint160;
import org.web3j.abi.datatypes.generated.Uint256;

/**
 * The peer: logs decoded as web3j's {@code Contract.staticExtractEventParameters} does, with the events of ERC-20, WETH,
 * Uniswap V2 and V3. It works from hexadecimal text, as its {@code Log} holds it, and keeps no names and no padding rules.
 */
final class Web3jLogs {

    /** A log as web3j holds it. */
    record Log(List<String> topics, String data) {}

    private final Map<String, Event> events = new HashMap<>();

    Web3jLogs() {
        add("Transfer", address(true), address(true), of(Uint256.class));
        add("Approval", address(true), address(true), of(Uint256.class));
        add("Deposit", address(true), of(Uint256.class));
        add("Withdrawal", address(true), of(Uint256.class));
        add("Sync", of(Uint112.class), of(Uint112.class));
        add(
                "Swap",
                address(true),
                of(Uint256.class),
                of(Uint256.class),
                of(Uint256.class),
                of(Uint256.class),
                address(true));
        add(
                "Swap",
                address(true),
                address(true),
                of(Int256.class),
                of(Int256.class),
                of(Uint160.class),
                of(Uint128.class),
                of(Int24.class));
    }

    private void add(String name, TypeReference<?>... parameters) {
        Event event = new Event(name, List.of(parameters));
        events.put(EventEncoder.encode(event), event);
    }

    private static TypeReference<Address> address(boolean indexed) {
        return TypeReference.create(Address.class, indexed);
    }

    private static <T extends Type<?>> TypeReference<?> of(Class<T> type) {
        return TypeReference.create(type);
    }

    /** Whether the log is one of the events above, with as many topics as it has indexed parameters. */
    boolean knows(Log log) {
        Event event = log.topics().isEmpty() ? null : events.get(log.topics().get(0));
        return event != null
                && event.getIndexedParameters().size() == log.topics().size() - 1;
    }

    /** Indexed values, then the others. */
    List<Type<?>> decode(Log log) {
        Event event = events.get(log.topics().get(0));
        List<Type<?>> values = new ArrayList<>();
        var indexed = event.getIndexedParameters();
        IntStream.range(0, indexed.size())
                .forEach(i -> values.add(
                        FunctionReturnDecoder.decodeIndexedValue(log.topics().get(i + 1), indexed.get(i))));
        for (Type<?> value : FunctionReturnDecoder.decode(log.data(), event.getNonIndexedParameters())) {
            values.add(value);
        }
        return values;
    }
}
