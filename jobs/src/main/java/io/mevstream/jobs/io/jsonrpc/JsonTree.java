package io.mevstream.jobs.io.jsonrpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.mevstream.jobs.io.jsonrpc.InputRefusal.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON values, one after another, into maps of the fields that blocks are read from; what else they hold is checked
 * and forgotten. Strings stand as {@link Text}, {@code true} and {@code false} as {@code Boolean}, whole numbers as
 * {@code Long} or {@code BigInteger}, other numbers as {@link #NUMBER}, {@code null} as {@code null}.
 */
final class JsonTree implements AutoCloseable {

    /** Stands for any number that is not whole: nothing is read from one. */
    static final Object NUMBER = new Object() {
        @Override
        public String toString() {
            return "a number";
        }
    };

    /** A field that nothing is read from. */
    private static final Object FORGOTTEN = new Object();

    /** Geth nests the calls of a transaction, two levels each, and the chain lets them be some hundreds deep. */
    private static final int MAX_DEPTH = 1024;

    private static final int MAX_STRING_CHARS = 16 << 20;
    private static final int MAX_NAME_CHARS = 256;
    private static final int MAX_NUMBER_CHARS = 100;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING_CHARS)
                    .maxNameLength(MAX_NAME_CHARS)
                    .maxNumberLength(MAX_NUMBER_CHARS)
                    .build())
            .build();

    private final JsonParser parser;
    private final byte[] bytes;
    private final int from;
    private final int length;

    /** Reads the values in {@code bytes} from {@code from} to {@code to}. */
    JsonTree(byte[] bytes, int from, int to) throws Unreadable {
        this.bytes = bytes;
        this.from = from;
        length = to - from;
        try {
            parser = FACTORY.createParser(bytes, from, length);
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    /** Whether another value begins. */
    boolean next() throws Unreadable {
        try {
            return parser.nextToken() != null;
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    /** The value that has begun. */
    @Nullable
    Object value() throws Unreadable {
        try {
            return value(parser.currentToken(), true);
        } catch (StreamConstraintsException e) {
            throw new Unreadable(Reason.JSON_LIMIT, described(e));
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    /** How many bytes have been read, counted from the first. */
    int consumed() {
        long offset = parser.currentLocation().getByteOffset();
        return offset < 0 || offset > length ? length : (int) offset;
    }

    private @Nullable Object value(@Nullable JsonToken token, boolean keep) throws IOException, Unreadable {
        if (token == null) {
            throw new Unreadable(Reason.NOT_JSON, "expected a JSON value, found the end");
        }
        return switch (token) {
            case START_OBJECT -> object(keep);
            case START_ARRAY -> array(keep);
            case VALUE_STRING -> keep ? text() : FORGOTTEN;
            case VALUE_NUMBER_INT -> keep ? integer() : NUMBER;
            case VALUE_NUMBER_FLOAT -> NUMBER;
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new Unreadable(Reason.NOT_JSON, "expected a JSON value, found " + token);
        };
    }

    /** The string that has begun; the parser itself reads what is not plain, refuses what is wrong, and skips the rest. */
    private Text text() throws IOException {
        int begin = from + (int) parser.currentTokenLocation().getByteOffset();
        Text plain = bytes[begin] == '"' ? Text.plain(bytes, begin + 1, from + length) : null;
        return plain != null && plain.length() <= MAX_STRING_CHARS ? plain : Text.of(parser.getText());
    }

    private Object integer() throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? parser.getBigIntegerValue()
                : (Object) parser.getLongValue();
    }

    private Map<String, @Nullable Object> object(boolean keep) throws IOException, Unreadable {
        Map<String, @Nullable Object> fields = new HashMap<>(32);
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            boolean keepField = keep && FieldNames.READ.contains(name);
            Object value = value(parser.nextToken(), keepField);
            int before = fields.size();
            fields.put(name, keepField ? value : FORGOTTEN);
            if (fields.size() == before) {
                throw new Unreadable(Reason.DUPLICATE_KEY, "expected the key \"" + name + "\" once, found it twice");
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new Unreadable(Reason.NOT_JSON, "expected a key or }, found " + parser.currentToken());
        }
        return fields;
    }

    private List<@Nullable Object> array(boolean keep) throws IOException, Unreadable {
        List<@Nullable Object> values = new ArrayList<>(keep ? 16 : 0);
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            Object value = value(token, keep);
            if (keep) {
                values.add(value);
            }
        }
        return values;
    }

    private static Unreadable notJson(IOException e) {
        return new Unreadable(Reason.NOT_JSON, described(e));
    }

    /** The parser's first line without its word on where the input came from, and the place within the value. */
    private static String described(IOException e) {
        String message = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        String line = String.valueOf(message).lines().findFirst().orElse("");
        int source = line.indexOf(" (start marker at");
        line = source < 0 ? line : line.substring(0, source);
        JsonLocation at = e instanceof JsonProcessingException json ? json.getLocation() : null;
        return at == null ? line : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + line;
    }

    @Override
    public void close() throws Unreadable {
        try {
            parser.close();
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    /** The names of the fields that blocks are read from. */
    static final class FieldNames {

        private static final Set<String> READ = Set.of(
                "result",
                "error",
                "block",
                "receipts",
                "logs",
                "number",
                "hash",
                "parentHash",
                "sha3Uncles",
                "miner",
                "stateRoot",
                "transactionsRoot",
                "receiptsRoot",
                "logsBloom",
                "difficulty",
                "gasLimit",
                "gasUsed",
                "timestamp",
                "extraData",
                "mixHash",
                "nonce",
                "baseFeePerGas",
                "withdrawalsRoot",
                "blobGasUsed",
                "excessBlobGas",
                "parentBeaconBlockRoot",
                "requestsHash",
                "transactions",
                "type",
                "chainId",
                "from",
                "to",
                "gas",
                "gasPrice",
                "value",
                "input",
                "data",
                "maxFeePerGas",
                "maxPriorityFeePerGas",
                "maxFeePerBlobGas",
                "accessList",
                "address",
                "storageKeys",
                "blobVersionedHashes",
                "authorizationList",
                "yParity",
                "v",
                "r",
                "s",
                "transactionIndex",
                "transactionHash",
                "blockNumber",
                "blockHash",
                "blockTimestamp",
                "cumulativeGasUsed",
                "effectiveGasPrice",
                "contractAddress",
                "status",
                "root",
                "topics",
                "logIndex",
                "removed",
                "traces",
                "action",
                "subtraces",
                "traceAddress",
                "transactionPosition",
                "callType",
                "init",
                "author",
                "refundAddress",
                "balance",
                "code",
                "output",
                "calls",
                "txHash",
                "block_number",
                "block_hash",
                "block_timestamp",
                "base_fee_per_gas",
                "trace_address",
                "transaction_hash",
                "transaction_position",
                "transaction_index",
                "gas_used",
                "effective_gas_price",
                "cumulative_gas_used");

        private FieldNames() {}
    }
}
