package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.chain.Address;
import io.mevstream.detect.EvidenceRef;
import io.mevstream.fact.LogRef;
import io.mevstream.jobs.io.clickhouse.RowWriter;
import io.mevstream.jobs.io.clickhouse.Table;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of a table in order, each with how a fact gives its value. */
final class RowShape<F> {

    private final Table.Builder table;
    private final List<BiConsumer<F, RowWriter>> values = new ArrayList<>();

    RowShape(String tableName) {
        table = Table.named(tableName);
    }

    Table table() {
        return table.build();
    }

    void write(F fact, RowWriter writer) {
        for (BiConsumer<F, RowWriter> value : values) {
            value.accept(fact, writer);
        }
    }

    RowShape<F> add(String column, String type, BiConsumer<F, RowWriter> value) {
        table.column(column, type);
        values.add(value);
        return this;
    }

    RowShape<F> text(String column, Function<F, String> value) {
        return add(column, "String", (f, w) -> w.string(value.apply(f)));
    }

    /** Text of which there are few. */
    RowShape<F> word(String column, Function<F, String> value) {
        return add(column, "LowCardinality(String)", (f, w) -> w.string(value.apply(f)));
    }

    /** An enum's constant in lower case. */
    RowShape<F> constant(String column, Function<F, Enum<?>> value) {
        return word(column, f -> lower(value.apply(f)));
    }

    /** Anything whose text is {@code 0x} and digits; a null stays null. */
    RowShape<F> maybeHex(String column, Function<F, @Nullable Object> value) {
        return add(column, "Nullable(String)", (f, w) -> {
            Object hex = value.apply(f);
            w.nullableString(hex == null ? null : hex.toString());
        });
    }

    RowShape<F> address(String column, Function<F, Address> value) {
        return add(column, "String", (f, w) -> w.address(value.apply(f)));
    }

    RowShape<F> uint256(String column, Function<F, UInt256> value) {
        return add(column, "UInt256", (f, w) -> w.uint256(value.apply(f)));
    }

    RowShape<F> maybeUint256(String column, Function<F, @Nullable UInt256> value) {
        return add(column, "Nullable(UInt256)", (f, w) -> w.nullableUint256(value.apply(f)));
    }

    RowShape<F> maybeInt256(String column, Function<F, @Nullable Int256> value) {
        return add(column, "Nullable(Int256)", (f, w) -> w.nullableInt256(value.apply(f)));
    }

    RowShape<F> int256s(String column, Function<F, List<Int256>> value) {
        return add(column, "Array(Int256)", (f, w) -> w.array(value.apply(f), RowWriter::int256));
    }

    RowShape<F> texts(String column, Function<F, List<String>> value) {
        return add(column, "Array(String)", (f, w) -> w.array(value.apply(f), RowWriter::string));
    }

    RowShape<F> uint32(String column, Function<F, Integer> value) {
        return add(column, "UInt32", (f, w) -> w.uint32(value.apply(f)));
    }

    RowShape<F> maybeUint32(String column, Function<F, @Nullable Integer> value) {
        return add(column, "Nullable(UInt32)", (f, w) -> w.nullable(value.apply(f), (v, x) -> v.uint32(x)));
    }

    RowShape<F> maybeUint8(String column, Function<F, @Nullable Integer> value) {
        return add(column, "Nullable(UInt8)", (f, w) -> w.nullable(value.apply(f), RowWriter::uint8));
    }

    RowShape<F> maybeUint64(String column, Function<F, @Nullable Long> value) {
        return add(column, "Nullable(UInt64)", (f, w) -> w.nullable(value.apply(f), RowWriter::uint64));
    }

    RowShape<F> maybeInt32(String column, Function<F, @Nullable Integer> value) {
        return add(column, "Nullable(Int32)", (f, w) -> w.nullable(value.apply(f), RowWriter::int32));
    }

    /** Tokens in order, empty text where one is not known. */
    RowShape<F> tokens(String column, Function<F, List<? extends @Nullable Address>> value) {
        return add(column, "Array(String)", (f, w) -> w.array(textsOf(value.apply(f)), RowWriter::string));
    }

    /** Which log or call frame the row follows from. */
    RowShape<F> evidence(Function<F, EvidenceRef> at) {
        return maybeUint32("log_index", f -> at.apply(f).logIndex())
                .maybeText("trace_address", f -> textOf(at.apply(f).traceAddress()));
    }

    private RowShape<F> maybeText(String column, Function<F, @Nullable String> value) {
        return add(column, "Nullable(String)", (f, w) -> w.nullableString(value.apply(f)));
    }

    private static @Nullable String textOf(@Nullable List<Integer> path) {
        return path == null ? null : path.toString();
    }

    /** Which log the row follows from. */
    RowShape<F> log(Function<F, LogRef> log) {
        return uint32("log_index", f -> log.apply(f).logIndex())
                .uint32("transaction_index", f -> log.apply(f).transactionIndex())
                .add("transaction_hash", "String", (f, w) -> w.hash(log.apply(f).transactionHash()));
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> textsOf(List<? extends @Nullable Address> tokens) {
        List<String> texts = new ArrayList<>(tokens.size());
        for (Address token : tokens) {
            texts.add(token == null ? "" : token.toString());
        }
        return texts;
    }
}
