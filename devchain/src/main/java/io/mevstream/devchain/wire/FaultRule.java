package io.mevstream.devchain.wire;

import io.mevstream.chain.Address;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When a fault strikes. A condition that is null always holds; conditions on a request do not hold for a connection.
 *
 * @param relay the relay's name
 * @param method the JSON-RPC method
 * @param signer the address that signed the request
 * @param containing a text that the body contains, whatever the letters' case: a transaction, a block number
 * @param skip how many that match pass first
 * @param times how many it strikes after those; 0 for all
 */
public record FaultRule(
        @Nullable String relay,
        @Nullable String method,
        @Nullable String signer,
        @Nullable String containing,
        int skip,
        int times,
        Fault fault) {

    /** Strikes always. */
    public static FaultRule always(Fault fault) {
        return new FaultRule(null, null, null, null, 0, 0, fault);
    }

    public FaultRule at(String relayName) {
        return new FaultRule(relayName, method, signer, containing, skip, times, fault);
    }

    public FaultRule on(String rpcMethod) {
        return new FaultRule(relay, rpcMethod, signer, containing, skip, times, fault);
    }

    public FaultRule from(Address key) {
        return new FaultRule(relay, method, key.toString(), containing, skip, times, fault);
    }

    public FaultRule containing(String text) {
        return new FaultRule(relay, method, signer, text, skip, times, fault);
    }

    public FaultRule after(int passing) {
        return new FaultRule(relay, method, signer, containing, passing, times, fault);
    }

    public FaultRule times(int strikes) {
        return new FaultRule(relay, method, signer, containing, skip, strikes, fault);
    }

    boolean matches(String name) {
        return relay == null || relay.equals(name);
    }

    boolean matches(HttpCall call, HttpService.Reading reading) {
        return matches(call.relay())
                && (method == null || method.equals(reading.method()))
                && (signer == null
                        || (reading.signer() != null && Address.of(signer).equals(reading.signer())))
                && (containing == null
                        || new String(call.body(), StandardCharsets.UTF_8)
                                .toLowerCase(Locale.ROOT)
                                .contains(containing.toLowerCase(Locale.ROOT)));
    }
}
