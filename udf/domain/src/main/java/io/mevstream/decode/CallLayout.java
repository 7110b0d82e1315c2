package io.mevstream.decode;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.RawLog;
import io.mevstream.num.UInt256;
import io.mevstream.num.Words;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The layout of an anonymous event that records a call: its first topic is the call's selector, its data the calldata. The
 * fields are the call's arguments.
 *
 * <p>Calldata may be longer than the arguments: contracts ignore the rest, and so does this.
 */
public final class CallLayout implements EventLayout {

    /** Which event it is. */
    public enum Form {
        /**
         * Maker's LogNote: 224 bytes of calldata, cut off or filled up with zeros; its topics repeat the first three
         * arguments (the Vat) or the caller and the first two (its neighbours).
         */
        NOTE(4),
        /** Balancer V1's LOG_CALL: all of the calldata, and the caller as a topic. */
        LOG_CALL(2);

        private final int topicCount;

        Form(int topicCount) {
            this.topicCount = topicCount;
        }
    }

    private static final List<AbiType> BYTES = List.of(AbiType.parse("bytes"));
    private static final int NOTE_BYTES = 224;
    private static final int CALLDATA_AT = 64;
    private static final int ARGUMENTS_AT = CALLDATA_AT + 4;

    private final Form form;
    private final EventSignature function;
    private final List<String> names;
    private final AbiType[] types;
    private final int argumentBytes;
    private final Hash topic0;

    private CallLayout(Form form, EventSignature function) {
        this.form = form;
        this.function = function;
        this.names = function.parameters().stream()
                .map(EventSignature.Parameter::name)
                .toList();
        this.types = function.parameters().stream()
                .map(EventSignature.Parameter::type)
                .toArray(AbiType[]::new);
        this.argumentBytes = Arrays.stream(types).mapToInt(AbiType::headBytes).sum();
        // Function selectors are hashed as event signatures are, and cut to four bytes.
        this.topic0 = new Hash(function.topic0().w3() & 0xffffffff00000000L, 0, 0, 0);
    }

    /** Reads a function's declaration, {@code name(type name, ...)}. */
    public static CallLayout parse(Form form, String function) {
        return new CallLayout(form, EventSignature.parse(function));
    }

    @Override
    public String name() {
        return function.name();
    }

    @Override
    public Hash topic0() {
        return topic0;
    }

    @Override
    public int topicCount() {
        return form.topicCount;
    }

    @Override
    public String declaration() {
        return form + " " + function.declaration();
    }

    public EventSignature function() {
        return function;
    }

    public Form form() {
        return form;
    }

    @Override
    public boolean fits(RawLog log) {
        int length = log.data().length();
        return log.topics().size() == form.topicCount
                && (form == Form.NOTE ? length == CALLDATA_AT + NOTE_BYTES : length >= ARGUMENTS_AT + argumentBytes);
    }

    @Override
    public EventFields read(RawLog log) throws Refused {
        byte[] data = log.data().array();
        int calldataBytes = calldataLength(data);
        if (calldataBytes < 4 + argumentBytes || (form == Form.NOTE && calldataBytes != NOTE_BYTES)) {
            throw new Refused(
                    RejectionReason.DATA_LENGTH, declaration() + ": found " + calldataBytes + " bytes of calldata");
        }
        if (Words.readInt(data, CALLDATA_AT) != (int) (topic0.w3() >>> 32)) {
            throw Refused.impossible(declaration() + ": expected its selector in the calldata");
        }
        if (form == Form.NOTE) {
            checkTopics(log.topics(), data);
        }
        boolean dynamic = Arrays.stream(types).anyMatch(AbiType::isDynamic);
        int end = CALLDATA_AT + (dynamic ? calldataBytes : 4 + argumentBytes);
        Object[] values = new AbiReader(Arrays.copyOfRange(data, ARGUMENTS_AT, end)).readAll(types);
        return new EventFields(names, Collections.unmodifiableList(Arrays.asList(values)));
    }

    /** The topics of this call, made by {@code caller}, with these arguments. */
    public List<Hash> topicsOf(Address caller, List<?> arguments) {
        Hash from = Hash.fromBytes(AbiWriter.word(caller), 0);
        if (form == Form.LOG_CALL) {
            return List.of(topic0, from);
        }
        byte[] calldata = Arrays.copyOf(AbiWriter.write(Arrays.asList(types), arguments), 64);
        return List.of(topic0, from, Hash.fromBytes(calldata, 0), Hash.fromBytes(calldata, 32));
    }

    /** The data of this call with these arguments. */
    public Bytes dataOf(List<?> arguments) {
        byte[] encoded = AbiWriter.write(Arrays.asList(types), arguments);
        byte[] calldata = new byte[form == Form.NOTE ? NOTE_BYTES : 4 + encoded.length];
        Words.writeInt((int) (topic0.w3() >>> 32), calldata, 0);
        System.arraycopy(encoded, 0, calldata, 4, encoded.length);
        return new Bytes(AbiWriter.write(BYTES, List.of(new Bytes(calldata))));
    }

    /** The length of the one byte string that the data holds, strictly laid out. */
    private static int calldataLength(byte[] data) throws Refused {
        Object[] values = new AbiReader(data).readAll(BYTES.toArray(AbiType[]::new));
        return ((Bytes) values[0]).length();
    }

    private static void checkTopics(List<Hash> topics, byte[] data) throws Refused {
        Hash first = Hash.fromBytes(data, ARGUMENTS_AT);
        Hash second = Hash.fromBytes(data, ARGUMENTS_AT + 32);
        Hash third = Hash.fromBytes(data, ARGUMENTS_AT + 64);
        boolean vat = topics.get(1).equals(first)
                && topics.get(2).equals(second)
                && topics.get(3).equals(third);
        boolean neighbour = isAddress(topics.get(1))
                && topics.get(2).equals(first)
                && topics.get(3).equals(second);
        if (!vat && !neighbour) {
            throw Refused.impossible("expected the topics to repeat the arguments, found " + topics);
        }
    }

    private static boolean isAddress(Hash topic) {
        return new UInt256(topic.w3(), topic.w2(), topic.w1(), topic.w0()).bitLength() <= 160;
    }
}
