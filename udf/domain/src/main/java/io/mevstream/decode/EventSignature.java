package io.mevstream.decode;

import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.RawLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The layout of a Solidity or Vyper event, from its declaration with names and {@code indexed} marks:
 * {@code Sync(uint112 reserve0, uint112 reserve1)}.
 *
 * <p>Reading is strict: exactly the declared topics, exactly the declared data in the one encoding that compilers produce.
 */
public final class EventSignature implements EventLayout {

    /** One declared parameter. */
    public record Parameter(String name, AbiType type, boolean indexed) {}

    private final String name;
    private final List<Parameter> parameters;
    private final List<String> names;
    private final AbiType[] dataTypes;
    private final String canonical;
    private final String declaration;
    private final Hash topic0;
    private final int topicCount;
    private final int headBytes;
    private final boolean dynamic;

    private EventSignature(String name, List<Parameter> parameters) {
        this.name = name;
        this.parameters = List.copyOf(parameters);
        this.names = parameters.stream().map(Parameter::name).toList();
        List<AbiType> inData =
                parameters.stream().filter(p -> !p.indexed).map(Parameter::type).toList();
        this.dataTypes = inData.toArray(AbiType[]::new);
        this.canonical =
                name + AbiType.tuple(parameters.stream().map(Parameter::type).toList());
        this.declaration = name + "("
                + String.join(
                        ",",
                        parameters.stream()
                                .map(p -> p.type + (p.indexed ? " indexed" : ""))
                                .toList())
                + ")";
        this.topic0 = Keccak.hash(canonical);
        this.topicCount = 1 + parameters.size() - dataTypes.length;
        this.headBytes = inData.stream().mapToInt(AbiType::headBytes).sum();
        this.dynamic = inData.stream().anyMatch(AbiType::isDynamic);
        if (topicCount > 4 || names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("expected at most 3 indexed and no equal names in " + declaration);
        }
    }

    /** Reads a declaration; throws {@link IllegalArgumentException} saying what is wrong with it. */
    public static EventSignature parse(String declaration) {
        int open = declaration.indexOf('(');
        if (open < 1 || !declaration.endsWith(")")) {
            throw new IllegalArgumentException("expected Name(type [indexed] name, ...), found " + declaration);
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String part : AbiType.split(declaration.substring(open + 1, declaration.length() - 1))) {
            int end = AbiType.endOfType(part);
            String rest = part.substring(end).trim();
            boolean indexed = rest.startsWith("indexed ");
            String parameter = indexed ? rest.substring("indexed ".length()).trim() : rest;
            if (parameter.isEmpty() || parameter.contains(" ")) {
                throw new IllegalArgumentException("expected type [indexed] name, found " + part);
            }
            parameters.add(new Parameter(parameter, AbiType.parse(part.substring(0, end)), indexed));
        }
        return new EventSignature(declaration.substring(0, open).trim(), parameters);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Hash topic0() {
        return topic0;
    }

    @Override
    public int topicCount() {
        return topicCount;
    }

    /** The text that {@code topic0} is the hash of. */
    public String canonical() {
        return canonical;
    }

    @Override
    public String declaration() {
        return declaration;
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public boolean fits(RawLog log) {
        int length = log.data().length();
        return log.topics().size() == topicCount && (dynamic ? length >= headBytes : length == headBytes);
    }

    @Override
    public EventFields read(RawLog log) throws Refused {
        int length = log.data().length();
        if (dynamic ? length < headBytes : length != headBytes) {
            throw new Refused(
                    RejectionReason.DATA_LENGTH,
                    declaration + ": expected " + (dynamic ? "at least " : "") + headBytes + " bytes, found " + length);
        }
        Object[] values = new Object[parameters.size()];
        AbiReader reader = new AbiReader(log.data().array());
        Object[] inData = reader.readAll(dataTypes);
        int topic = 1;
        int data = 0;
        for (int i = 0; i < values.length; i++) {
            Parameter parameter = parameters.get(i);
            values[i] =
                    parameter.indexed ? readTopic(parameter.type, log.topics().get(topic++)) : inData[data++];
        }
        return new EventFields(names, Collections.unmodifiableList(Arrays.asList(values)));
    }

    /** The topics of this event with these values, in the order of the declaration. */
    public List<Hash> topicsOf(List<?> values) {
        List<Hash> topics = new ArrayList<>();
        topics.add(topic0);
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).indexed) {
                topics.add(Hash.fromBytes(AbiWriter.word(values.get(i)), 0));
            }
        }
        return List.copyOf(topics);
    }

    /** The data of this event with these values, in the order of the declaration. */
    public Bytes dataOf(List<?> values) {
        List<Object> inData = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            if (!parameters.get(i).indexed) {
                inData.add(values.get(i));
            }
        }
        return new Bytes(AbiWriter.write(Arrays.asList(dataTypes), inData));
    }

    private static Object readTopic(AbiType type, Hash topic) throws Refused {
        return type instanceof AbiType.Word word
                ? word.read(topic.w3(), topic.w2(), topic.w1(), topic.w0())
                : topic; // only its hash is in the log
    }

    @Override
    public String toString() {
        return declaration;
    }
}
