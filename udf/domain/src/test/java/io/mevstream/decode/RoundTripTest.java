package io.mevstream.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Hex;
import io.mevstream.chain.RawLog;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.web3j.abi.DefaultFunctionEncoder;
import org.web3j.abi.TypeDecoder;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;

/** What is written of an event is what is read of it, and is what another encoder writes. */
class RoundTripTest {

    /** Their fields contain a hash of other fields: see {@code EventMeaningTest}. */
    private static final Set<String> HASH_THEMSELVES = Set.of("uniswap-v4 Initialize", "balancer-v2 PoolRegistered");

    private final LogDecoder decoder = LogDecoder.standard();

    @Test
    void readsWhatWasWritten() throws Refused {
        EventSamples samples = new EventSamples(42);
        for (EventSpec spec : decoder.specs()) {
            for (int i = 0; spec.isRead() && i < 20; i++) {
                RawLog log = samples.next(spec);
                EventFields fields = spec.layout().read(log);

                assertThat(rewrite(spec, log, fields)).as("%s", spec).isEqualTo(log);
                if (!HASH_THEMSELVES.contains(spec.protocol() + " " + spec.name())) {
                    assertThat(decoder.decode(log))
                            .as("%s", spec)
                            .isInstanceOfSatisfying(LogOutcome.Decoded.class, decoded -> {
                                assertThat(decoded.spec()).isEqualTo(spec);
                                assertThat(decoded.fields()).isEqualTo(fields);
                            });
                }
            }
        }
    }

    @Test
    void writesAsAnotherEncoderDoes() {
        EventSamples samples = new EventSamples(1);
        int compared = 0;
        for (EventSpec spec : decoder.specs()) {
            if (spec.layout() instanceof EventSignature signature && !hasTuple(signature)) {
                List<Object> values = samples.values(signature);
                assertThat(signature.dataOf(values)).as(spec.name()).isEqualTo(web3jData(signature, values));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(550);
    }

    static RawLog rewrite(EventSpec spec, RawLog log, EventFields fields) {
        if (spec.layout() instanceof EventSignature signature) {
            return EventSamples.log(signature.topicsOf(fields.values()), signature.dataOf(fields.values()));
        }
        CallLayout call = (CallLayout) spec.layout();
        Hash caller = log.topics().get(1);
        return EventSamples.log(
                call.topicsOf(Address.fromBytes(caller.toBytes(), 12), fields.values()), call.dataOf(fields.values()));
    }

    private static boolean hasTuple(EventSignature signature) {
        return signature.parameters().stream()
                .anyMatch(parameter -> parameter.type().toString().contains("("));
    }

    @SuppressWarnings("rawtypes")
    private static Bytes web3jData(EventSignature signature, List<Object> values) {
        List<Type> inData = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            EventSignature.Parameter parameter = signature.parameters().get(i);
            if (!parameter.indexed()) {
                inData.add(web3j(parameter.type().toString(), values.get(i)));
            }
        }
        return Bytes.of("0x" + new DefaultFunctionEncoder().encodeParameters(inData));
    }

    @SuppressWarnings("rawtypes")
    private static Type web3j(String type, Object value) {
        if (type.equals("string")) {
            return new Utf8String((String) value);
        }
        if (type.equals("bytes")) {
            return new DynamicBytes(((Bytes) value).array());
        }
        try {
            return TypeDecoder.instantiateType(type, plain(value));
        } catch (ReflectiveOperationException unknown) {
            throw new IllegalArgumentException(type, unknown);
        }
    }

    private static Object plain(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(RoundTripTest::plain).toList();
        }
        if (value instanceof Address address) {
            return Hex.encode(address.toBytes());
        }
        if (value instanceof UInt256 number) {
            return number.toBigInteger();
        }
        if (value instanceof Int256 number) {
            return number.toBigInteger();
        }
        if (value instanceof Hash hash) {
            return hash.toBytes();
        }
        return value instanceof Bytes bytes ? bytes.array() : value;
    }
}
