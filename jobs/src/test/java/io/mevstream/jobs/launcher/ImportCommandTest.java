package io.mevstream.jobs.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One log of one block, as each exporter writes it down. */
class ImportCommandTest {

    private static final String BLOCK = "0x" + "ab".repeat(32);
    private static final String TRANSACTION = "0x" + "cd".repeat(32);
    private static final String ADDRESS = "0x" + "12".repeat(20);
    private static final String FIRST = "0x" + "01".repeat(32);
    private static final String SECOND = "0x" + "02".repeat(32);
    private static final String EXPECTED = "[{\"blockNumber\":\"0x11\",\"blockHash\":\"" + BLOCK
            + "\",\"blockTimestamp\":\"0x64\",\"transactionHash\":\"" + TRANSACTION
            + "\",\"transactionIndex\":\"0x3\",\"logIndex\":\"0x0\",\"address\":\"" + ADDRESS + "\",\"topics\":[\""
            + FIRST
            + "\",\"" + SECOND + "\"],\"data\":\"0xff00\",\"removed\":false}]";

    @TempDir
    Path folder;

    @Test
    void readsEthereumEtlsCsv() throws IOException {
        Files.writeString(
                folder.resolve("blocks.csv"), "number,hash,timestamp,transaction_count\n17," + BLOCK + ",100,4\n");
        Files.writeString(
                folder.resolve("logs.csv"),
                "log_index,transaction_hash,transaction_index,block_hash,block_number,address,data,topics\n0,"
                        + TRANSACTION + ",3," + BLOCK + ",17," + ADDRESS + ",0xff00,\"" + FIRST + "," + SECOND
                        + "\"\n");
        assertThat(imported("ethereum-etl")).containsExactly(EXPECTED);
    }

    @Test
    void readsEthereumEtlsLinesOfJson() throws IOException {
        Files.writeString(
                folder.resolve("blocks.json"),
                "{\"type\":\"block\",\"number\":17,\"hash\":\"" + BLOCK + "\",\"timestamp\":100}\n");
        Files.writeString(
                folder.resolve("logs.json"),
                "{\"type\":\"log\",\"log_index\":0,\"transaction_hash\":\"" + TRANSACTION
                        + "\",\"transaction_index\":3,\"block_hash\":\"" + BLOCK
                        + "\",\"block_number\":17,\"address\":\""
                        + ADDRESS + "\",\"data\":\"0xff00\",\"topics\":[\"" + FIRST + "\",\"" + SECOND + "\"]}\n");
        assertThat(imported("ethereum-etl")).containsExactly(EXPECTED);
    }

    @Test
    void readsCryosCsv() throws IOException {
        Files.writeString(
                folder.resolve("ethereum__blocks__00000017_to_00000017.csv"),
                "block_hash,author,block_number,gas_used,timestamp,chain_id\n" + BLOCK + "," + ADDRESS
                        + ",17,9,100,1\n");
        Files.writeString(
                folder.resolve("ethereum__logs__00000017_to_00000017.csv"),
                "block_number,transaction_index,log_index,transaction_hash,address,topic0,topic1,topic2,topic3,data,chain_id\n"
                        + "17,3,0," + TRANSACTION + "," + ADDRESS + "," + FIRST + "," + SECOND + ",,,0xff00,1\n");
        assertThat(imported("cryo")).containsExactly(EXPECTED);
    }

    @Test
    void saysWhichTableIsMissing() {
        assertThat(run(
                        "cryo",
                        folder.toString(),
                        "--to",
                        folder.resolve("out.ndjson").toString()))
                .contains("expected tables of logs and of blocks of cryo");
    }

    private List<String> imported(String origin) throws IOException {
        Path to = folder.resolve("out.ndjson");
        assertThat(run(origin, folder.toString(), "--to", to.toString())).startsWith("1 logs of 1 blocks");
        return Files.readAllLines(to);
    }

    private static String run(String... arguments) {
        StringWriter said = new StringWriter();
        CommandLine line = Mevstream.commandLine();
        line.setOut(new PrintWriter(said));
        line.setErr(new PrintWriter(said));
        String[] all = new String[arguments.length + 1];
        all[0] = "import";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        line.execute(all);
        return said.toString();
    }
}
