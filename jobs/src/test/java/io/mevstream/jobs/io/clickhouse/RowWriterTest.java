package io.mevstream.jobs.io.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.Address;
import io.mevstream.chain.Hash;
import io.mevstream.num.Int256;
import io.mevstream.num.UInt256;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowWriterTest {

    private static final Address ADDRESS = Address.of("0xC02aaa39b223fe8d0a0e5c4f27ead9083c756cc2");
    private static final Hash HASH = Hash.of("0x" + "0123456789abcdef".repeat(4));
    private static final Int256 NEGATIVE =
            Int256.of(BigInteger.ONE.shiftLeft(200).negate());

    @Test
    void writesEveryTypeAsClickHouseReadsIt(@TempDir Path folder) throws Exception {
        Table table = Table.named("types")
                .column("u8", "UInt8")
                .column("u16", "UInt16")
                .column("u32", "UInt32")
                .column("u64", "UInt64")
                .column("u128", "UInt128")
                .column("u256", "UInt256")
                .column("i32", "Int32")
                .column("i64", "Int64")
                .column("i256", "Int256")
                .column("flag", "Bool")
                .column("address", "String")
                .column("hash20", "FixedString(20)")
                .column("hash", "LowCardinality(String)")
                .column("at", "DateTime('UTC')")
                .column("kind", "Enum8('undo' = -1, 'apply' = 1)")
                .column("none", "Nullable(UInt256)")
                .column("some", "Nullable(String)")
                .column("ints", "Array(Int256)")
                .column("maybes", "Array(Nullable(String))")
                .column("counts", "Map(String, UInt32)")
                .column("last", "UInt8")
                .build();
        TableRow row = new RowWriter(table)
                .begin(3)
                .uint8(255)
                .uint16(65_535)
                .uint32(4_294_967_295L)
                .uint64(-1)
                .uint128(1, 2)
                .uint256(UInt256.MAX)
                .int32(-7)
                .int64(Long.MIN_VALUE)
                .int256(NEGATIVE)
                .bool(true)
                .address(ADDRESS)
                .address(ADDRESS)
                .hash(HASH)
                .dateTime(1_700_000_000)
                .label("undo")
                .nullableUint256(null)
                .nullableString("naïve")
                .array(List.of(NEGATIVE, Int256.ZERO), RowWriter::int256)
                .array(Arrays.asList("a", null), RowWriter::nullableString)
                .map(Map.of("b", 2L, "a", 1L), (writer, count) -> writer.uint32(count))
                .uint8(9)
                .finish();

        try (var engine = EmbeddedClickHouse.open(folder)) {
            ClickHouseSettings settings = engine.settings().withDatabase("default");
            try (var queries = ClickHouseQueries.open(settings);
                    var inserter = new ClickHouseInserter(settings, List.of(table), Duration.ZERO, () -> {})) {
                queries.rows("CREATE TABLE types (" + columns(table) + ") ENGINE = MergeTree ORDER BY u8"
                        + " SETTINGS non_replicated_deduplication_window = 10000");
                TableCheck.require(inserter, "default", List.of(table));
                inserter.insert(new InsertBatch("types", 1, 3, "t", row.row()));

                assertThat(queries.rows("SELECT * EXCEPT (hash20, flag, maybes), lower(hex(hash20)), toUInt8(flag),"
                                        + " toString(maybes) FROM types")
                                .get(0))
                        .containsExactly(
                                "255",
                                "65535",
                                "4294967295",
                                "18446744073709551615",
                                "18446744073709551618",
                                UInt256.MAX.toString(),
                                "-7",
                                String.valueOf(Long.MIN_VALUE),
                                NEGATIVE.toString(),
                                ADDRESS.toString(),
                                HASH.toString(),
                                "2023-11-14 22:13:20",
                                "undo",
                                null,
                                "naïve",
                                "[" + NEGATIVE + ", 0]",
                                "{a=1, b=2}",
                                "9",
                                ADDRESS.toString().substring(2),
                                "1",
                                "['a',NULL]");
            }
        }
    }

    @Test
    void refusesAValueOfAnotherTypeAndARowOfAnotherLength() {
        Table table = Table.named("pair")
                .column("a", "UInt64")
                .column("b", "Nullable(String)")
                .build();
        assertThatThrownBy(() -> new RowWriter(table).begin(0).int64(1))
                .hasMessage("expected a value of pair.a UInt64, found one of Int64");
        assertThatThrownBy(() -> new RowWriter(table).begin(0).uint64(1).string("x"))
                .hasMessageContaining("expected a value of pair.b Nullable(String)");
        assertThatThrownBy(() -> new RowWriter(table).begin(0).uint64(1).finish())
                .hasMessageContaining("missing from b");
        assertThatThrownBy(() -> new RowWriter(table)
                        .begin(0)
                        .uint64(1)
                        .nullableString(null)
                        .uint64(1))
                .hasMessageContaining("found one more");
    }

    private static String columns(Table table) {
        return String.join(
                ", ",
                table.columns().stream()
                        .map(column -> column.name() + " " + column.type())
                        .toList());
    }
}
