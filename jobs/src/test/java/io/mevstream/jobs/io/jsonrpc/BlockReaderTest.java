package io.mevstream.jobs.io.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.chain.Block;
import io.mevstream.chain.ChainRecord.Proof;
import io.mevstream.integrity.Verdict;
import io.mevstream.jobs.io.jsonrpc.InputRefusal.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockReaderTest {

    private static final String EMPTY_ROOT = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";

    @TempDir
    Path folder;

    private static String hash(int of) {
        return "0x" + String.format("%064x", of);
    }

    private static String log(int block, int index) {
        return """
                {"blockNumber":"0x%x","blockHash":"%s","transactionIndex":"0x0","transactionHash":"%s","logIndex":"0x%x",\
                "address":"0x%040x","topics":[],"data":"0x","removed":false,"blockTimestamp":"0x64"}"""
                .formatted(block, hash(block), hash(block + 1000), index, 7);
    }

    private static String receipt(int block, int index, String... logs) {
        return """
                {"blockNumber":"0x%x","blockHash":"%s","transactionIndex":"0x%x","transactionHash":"%s","status":"0x1",\
                "cumulativeGasUsed":"0x%x","gasUsed":"0x5208","from":"0x%040x","to":null,"contractAddress":null,"logs":[%s]}"""
                .formatted(
                        block,
                        hash(block),
                        index,
                        hash(block + 1000 + index),
                        0x5208 * (index + 1),
                        9,
                        String.join(",", logs));
    }

    private static ReadAll read(String text) {
        return ReadAll.ofText(text);
    }

    private static List<Long> numbers(ReadAll all) {
        return all.blocks.stream().map(read -> read.block().number()).toList();
    }

    private void assertRefused(ReadAll all, Reason reason) {
        assertThat(all.blocks).isEmpty();
        assertThat(all.refusals).singleElement().satisfies(refusal -> assertThat(refusal.reason())
                .as(refusal.message())
                .isEqualTo(reason));
    }

    @Test
    void readsLogsOfSeveralBlocksInOneAnswer() {
        ReadAll all =
                read("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[%s,%s,%s]}".formatted(log(1, 0), log(1, 1), log(2, 0)));

        assertThat(numbers(all)).containsExactly(1L, 2L);
        assertThat(all.blocks.get(0).block().logs()).hasSize(2);
        assertThat(all.blocks.get(0).block().timestampSeconds()).isEqualTo(100);
        assertThat(all.blocks.get(0).proof()).isEqualTo(Proof.UNPROVEN);
    }

    @Test
    void joinsWhatWaitsWhetherItIsStillKeptParsedOrReadOnceMore() {
        StringBuilder first = new StringBuilder();
        StringBuilder second = new StringBuilder();
        for (int block = 1; block <= 30; block++) {
            first.append(log(block, 0)).append('\n');
            second.append(log(block, 1)).append('\n');
        }
        ReadAll all = read(first.toString() + second);

        assertThat(numbers(all)).hasSize(30).isSorted();
        assertThat(all.blocks).allSatisfy(read -> {
            assertThat(read.block().logs()).hasSize(2);
            assertThat(read.sources()).hasSize(2);
        });
        assertThat(all.refusals).isEmpty();
    }

    @Test
    void readsDigitsThatAreWrittenAsEscapes() {
        String escaped = log(1, 0).replace("\"data\":\"0x\"", "\"data\":\"0\\u0078\\u0061b\"");
        assertThat(escaped).isNotEqualTo(log(1, 0));
        assertThat(read(escaped).blocks.get(0).block().logs().get(0).data()).hasToString("0xab");
    }

    @Test
    void readsABatchOfAnswersAndABlockFile() {
        String answer = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":%s}";
        assertThat(numbers(read("[" + answer.formatted("[" + log(1, 0) + "]") + ","
                        + answer.formatted("[" + receipt(2, 0) + "]") + "]")))
                .containsExactly(1L, 2L);
        assertThat(numbers(read("{\"source\":\"x\",\"verified\":{},\"receipts\":[" + receipt(3, 0, log(3, 0)) + "]}")))
                .containsExactly(3L);
    }

    @Test
    void joinsPiecesThatComeInAnyOrderAcrossFilesAndLines() throws IOException {
        Files.writeString(folder.resolve("b.ndjson"), receipt(5, 1) + "\n\n" + log(6, 1) + "\n");
        Files.writeString(folder.resolve("a.json"), "[" + receipt(5, 0, log(5, 0)) + "]");
        Files.createDirectories(folder.resolve("deeper"));
        gzip(folder.resolve("deeper/c.json.gz"), log(6, 0));
        ReadAll all = ReadAll.of(folder);

        assertThat(all.refusals).isEmpty();
        assertThat(numbers(all)).containsExactly(5L, 6L);
        Block joined = all.blocks.get(0).block();
        assertThat(joined.receipts()).hasSize(2);
        assertThat(all.blocks.get(0).sources()).hasSize(2).allMatch(source -> source.contains(":1"));
        assertThat(all.blocks.get(1).block().logs()).hasSize(2);
    }

    @Test
    void aPieceThatCameTwiceChangesNothing() {
        ReadAll all = read("[%s]\n[%s]".formatted(log(1, 0), log(1, 0)));
        assertThat(numbers(all)).containsExactly(1L);
        assertThat(all.refusals).isEmpty();
        assertThat(all.duplicates).hasSize(1);
    }

    @Test
    void takesAReceiptsTimeAsANumberAsAnvilWritesIt() {
        String receipt = receipt(5, 0, log(5, 0)).replaceFirst("\\{", "{\"blockTimestamp\": 100, ");

        ReadAll all = ReadAll.ofText("[" + receipt + "]");

        assertThat(all.refusals).isEmpty();
        assertThat(all.blocks.get(0).block().timestampSeconds()).isEqualTo(100L);
        assertRefused(ReadAll.ofText("[" + receipt.replace(": 100,", ": -1,") + "]"), Reason.FIELD_MALFORMED);
        assertRefused(ReadAll.ofText("[" + receipt.replace(": 100,", ": 1.5,") + "]"), Reason.FIELD_MALFORMED);
    }

    @Test
    void readsTheBlocksOfARecordingAndLeavesWhatIsSaidOfThem() throws IOException {
        Path recording = Files.createDirectories(folder.resolve("run/blocks")).getParent();
        Files.writeString(recording.resolve("recording.json"), "{}");
        Files.writeString(recording.resolve("journal.ndjson"), "{\"block\": 5}\n");
        Files.writeString(recording.resolve("blocks/blocks.ndjson"), log(5, 0) + "\n");

        for (Path input : List.of(folder, recording)) {
            ReadAll all = ReadAll.of(input);
            assertThat(all.refusals).isEmpty();
            assertThat(all.blocks).hasSize(1);
        }
    }

    @Test
    void readsALinkedFolderAndSaysWhereOneTurnsBack() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("a.json"), log(1, 0));
        Path input = Files.createDirectories(folder.resolve("input"));
        Files.createSymbolicLink(input.resolve("linked"), elsewhere);
        assertThat(numbers(ReadAll.of(input))).containsExactly(1L);

        Files.createSymbolicLink(input.resolve("round"), input);
        ReadAll all = ReadAll.of(input);
        assertThat(numbers(all)).containsExactly(1L);
        assertThat(all.refusals).singleElement().satisfies(refusal -> assertThat(refusal.message())
                .contains("round"));
    }

    @Test
    void saysWhereJsonEndsInItsOwnWords() {
        assertThat(read("{\"a\": 1,\n \"b\" 2}").refusals)
                .singleElement()
                .satisfies(refusal ->
                        assertThat(refusal.detail()).contains("line 2, column").doesNotContain("Source", "REDACTED"));
        assertThat(read("{\"cut\":[").refusals).singleElement().satisfies(refusal -> assertThat(refusal.detail())
                .doesNotContain("Source", "REDACTED"));
    }

    @Test
    void refusesLogsThatAreNotThoseOfTheReceipts() {
        assertRefused(
                read(receipt(5, 0, log(5, 0)) + log(5, 0).replace("\"data\":\"0x\"", "\"data\":\"0x01\"")),
                Reason.PIECES_DISAGREE);
    }

    @Test
    void goesOnAfterALineThatIsNoJson() throws IOException {
        Path lines = folder.resolve("lines.ndjson");
        Files.writeString(lines, log(1, 0) + "\n{\"cut\":[\n" + log(2, 0) + "\n");
        Path values = folder.resolve("values.json");
        Files.writeString(values, "[\n  " + log(3, 0) + "\n]\n{\"cut\":[\n[\n " + log(4, 0) + "]");

        ReadAll all = ReadAll.of(lines, values);
        assertThat(numbers(all)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(all.refusals).extracting(InputRefusal::reason).containsExactly(Reason.NOT_JSON, Reason.NOT_JSON);
        Entry line = all.refusals.get(0).entries().get(0);
        assertThat(line.source()).isEqualTo(lines + ":2");
        assertThat(line.bytes()).isEqualTo("{\"cut\":[".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(all.refusals.get(1).entries().get(0).bytes(), StandardCharsets.UTF_8).strip())
                .isEqualTo("{\"cut\":[");
    }

    @Test
    void readsCompressedFilesOneBehindTheOther() throws IOException {
        Path file = folder.resolve("two.json");
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int block : new int[] {1, 2}) {
                out.write(gzipped(log(block, 0)));
            }
        }
        assertThat(numbers(ReadAll.of(file))).containsExactly(1L, 2L);
    }

    @Test
    void readsWhatIsThereOfADamagedFileAndRefusesTheRest() throws IOException {
        byte[] whole = gzipped(log(1, 0) + "\n" + log(2, 0));
        Path file = folder.resolve("cut.json.gz");
        Files.write(file, Arrays.copyOf(whole, whole.length - 12));
        ReadAll all = ReadAll.of(file);
        assertThat(numbers(all)).contains(1L);
        assertThat(all.refusals).extracting(InputRefusal::reason).contains(Reason.UNREADABLE_FILE);
    }

    @Test
    void refusesFilesThatAreNoInputAndThatAreNotThere() throws IOException {
        Files.writeString(folder.resolve("README.md"), "read me");
        assertRefused(ReadAll.of(folder), Reason.NOT_AN_INPUT_FILE);
        assertRefused(ReadAll.of(folder.resolve("nothing")), Reason.UNREADABLE_FILE);
        Files.writeString(folder.resolve("README.md"), "");
        assertRefused(ReadAll.of(folder.resolve("README.md")), Reason.NO_BLOCK);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            textBlock =
                    """
                    '{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"no"}}', RPC_ERROR
                    '{"jsonrpc":"2.0","id":1,"result":null}', NO_BLOCK
                    '[]', NO_BLOCK
                    '{"some":"thing"}', NO_BLOCK
                    '7', NO_BLOCK
                    'null', NO_BLOCK
                    '   ', NO_BLOCK
                    '{"a":NaN}', NOT_JSON
                    '{"a":1,"a":2}', DUPLICATE_KEY
                    '{"unread":{"b":1,"b":2}}', DUPLICATE_KEY
                    '{"parentHash":"0x01"}', FIELD_MISSING
                    '{"topics":[],"blockNumber":"1"}', FIELD_MALFORMED
                    '{"topics":[],"blockNumber":"0x01"}', FIELD_MALFORMED
                    '{"topics":[],"blockNumber":"0x"}', FIELD_MALFORMED
                    '{"topics":[],"blockNumber":7}', FIELD_MALFORMED
                    '{"topics":[],"blockNumber":"0x8000000000000000"}', FIELD_MALFORMED
                    """)
    void refusesWithTheReason(String text, Reason reason) {
        ReadAll all = read(text);
        assertRefused(all, reason);
        assertThat(all.refusals.get(0).entries().get(0).bytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesWhatIsTooDeepOrTooLong() {
        assertRefused(read("[".repeat(2000) + "]".repeat(2000)), Reason.JSON_LIMIT);
        assertRefused(read("{\"data\":\"0x" + "0".repeat(17 << 20) + "\"}"), Reason.JSON_LIMIT);
        assertRefused(read("{\"" + "k".repeat(5000) + "\":1}"), Reason.JSON_LIMIT);
    }

    @Test
    void refusesAFileOrLineBeyondTheLimitAndKeepsItsBeginning() throws IOException {
        Path file = folder.resolve("lines.ndjson");
        Files.writeString(file, log(1, 0) + " ".repeat(2000) + "\n" + log(2, 0) + "\n");
        ReadAll all = new ReadAll();
        new BlockReader(all, 1000, null, 1 << 20).read(List.of(file));
        assertThat(numbers(all)).containsExactly(2L);
        assertThat(all.refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE);
            assertThat(refusal.entries().get(0).bytes()).startsWith(log(1, 0).getBytes(StandardCharsets.UTF_8));
        });
    }

    @Test
    void joinsPiecesHoweverFarApart() throws IOException {
        ReadAll all = new ReadAll();
        BlockReader reader = new BlockReader(all, 1 << 20, folder, 3000);
        for (int index = 0; index < 2; index++) {
            for (int block = 1; block <= 100; block++) {
                reader.readBytes("text", log(block, index).getBytes(StandardCharsets.UTF_8));
            }
        }
        reader.finish();
        assertThat(all.refusals).isEmpty();
        assertThat(all.blocks)
                .hasSize(100)
                .allSatisfy(read -> assertThat(read.block().logs()).hasSize(2));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesLogsThatAreRemovedMissingOrNumberedWithinTheirTransaction() {
        assertRefused(read(log(1, 0).replace("false", "true")), Reason.REMOVED_LOG);
        assertContradiction(read("[" + log(1, 0) + "," + log(1, 2) + "]"), Verdict.Reason.LOG_INDEX_GAP);
        assertContradiction(read("[" + log(1, 0) + "," + log(1, 0) + "]"), Verdict.Reason.LOG_INDEX_RESTART);
        assertContradiction(read("[" + receipt(1, 0) + "," + receipt(1, 2) + "]"), Verdict.Reason.RECEIPT_INDEX);
        assertContradiction(
                read("[" + receipt(1, 0) + "," + receipt(1, 1).replace("\"0xa410\"", "\"0x1\"") + "]"),
                Verdict.Reason.CUMULATIVE_GAS);
    }

    private void assertContradiction(ReadAll all, Verdict.Reason contradiction) {
        assertRefused(all, Reason.CONTRADICTION);
        assertThat(all.refusals.get(0).contradiction()).isEqualTo(contradiction);
    }

    @Test
    void refusesPartsOfAnotherBlock() {
        assertRefused(read(receipt(1, 0, log(2, 0))), Reason.MIXED_BLOCKS);
        assertRefused(
                read("[" + log(1, 0) + "," + log(1, 1).replace("\"blockNumber\":\"0x1\"", "\"blockNumber\":\"0x2\"")
                        + "]"),
                Reason.MIXED_BLOCKS);
    }

    @Test
    void anEmptyReceiptsRootProvesAnEmptyBlockWithoutReceipts() {
        String header =
                """
                {"number":"0x1","hash":"0x88e96d4537bea4d9c05d12549907b32561d3bf31f45aae734cdc119f13406cb6",\
                "parentHash":"0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3",\
                "sha3Uncles":"0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347",\
                "miner":"0x05a56e2d52c817161883f50c441c3228cfe54d9f",\
                "stateRoot":"0xd67e4d450343046425ae4271474353857ab860dbc0a1dde64b41b5cd3a532bf3",\
                "transactionsRoot":"%s","receiptsRoot":"%s","logsBloom":"0x%s","difficulty":"0x3ff800000",\
                "gasLimit":"0x1388","gasUsed":"0x0","timestamp":"0x55ba4224",\
                "extraData":"0x476574682f76312e302e302f6c696e75782f676f312e342e32",\
                "mixHash":"0x969b900de27b6ac6a67742365dd65f55a0526c41fd18e1b16f1a1215c2e66f59",\
                "nonce":"0x539bd4979fef1ec4","transactions":[]}"""
                        .formatted(EMPTY_ROOT, EMPTY_ROOT, "0".repeat(512));
        ReadAll all = read(header);
        assertThat(all.refusals).isEmpty();
        assertThat(all.blocks).singleElement().satisfies(read -> assertThat(read.proof())
                .isEqualTo(Proof.ROOTS));
    }

    private static void gzip(Path file, String text) throws IOException {
        Files.write(file, gzipped(text));
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
