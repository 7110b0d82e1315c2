package io.mevstream.jobs.io.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Keccak;
import io.mevstream.chain.SeenTransaction;
import io.mevstream.chain.Sighting;
import io.mevstream.jobs.io.clickhouse.EmbeddedClickHouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two transactions as each recorder writes them down. */
class PendingTablesTest {

    private static final Bytes ONE_RAW = Bytes.of("0x02f8aabb");
    private static final Hash ONE = Keccak.hash(ONE_RAW.array());
    private static final Hash OTHER = Hash.of("0x" + "cd".repeat(32));
    private static final Address FROM = Address.of("0x" + "12".repeat(20));

    @TempDir
    static Path folder;

    private static EmbeddedClickHouse engine;

    @BeforeAll
    static void start() {
        engine = EmbeddedClickHouse.open(folder.resolve("clickhouse"));
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void keepsSignedBytesThatAreThoseOfTheirHashAndTheFirstSight() throws IOException {
        String text = "timestamp_ms,hash,rlp_hex\n1700000000900," + OTHER + "," + ONE_RAW + "\n1700000000500," + ONE
                + "," + ONE_RAW + "\n1700000000100," + ONE + "," + ONE_RAW + "\n";
        assertThat(read("transactions.csv", text))
                .containsExactly(
                        new SeenTransaction(ONE, null, ONE_RAW, seen(1_700_000_000_100L, "transactions.csv")),
                        new SeenTransaction(OTHER, null, null, seen(1_700_000_000_900L, "transactions.csv")));
    }

    @Test
    void readsMetadataOfMempoolDumpsterAsHashesAlone() throws IOException {
        String text =
                "timestamp,hash,chainId,from,to,value,nonce,gas\n1700000000100," + ONE + ",1," + FROM + ",,0,0,21000\n";
        assertThat(read("2023-11-14.csv", text))
                .containsExactly(new SeenTransaction(ONE, FROM, null, seen(1_700_000_000_100L, "2023-11-14.csv")));
    }

    @Test
    void readsXatusTable() throws IOException {
        String text = "{\"event_date_time\":\"2023-11-14 22:13:20.100\",\"hash\":\"" + ONE + "\",\"from\":\"" + FROM
                + "\"}\n";
        assertThat(read("mempool_transaction.ndjson", text))
                .containsExactly(
                        new SeenTransaction(ONE, FROM, null, seen(1_700_000_000_100L, "mempool_transaction.ndjson")));
    }

    @Test
    void saysWhichColumnIsMissing() {
        assertThatThrownBy(() -> read("other.csv", "when,what\n1,2\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("[timestamp_ms, timestamp, event_date_time]");
    }

    private static Sighting seen(long millis, String source) {
        return new Sighting(millis, source);
    }

    private static List<SeenTransaction> read(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return PendingTables.read(file, engine.settings());
    }
}
