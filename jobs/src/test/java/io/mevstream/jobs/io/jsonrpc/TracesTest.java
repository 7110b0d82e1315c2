package io.mevstream.jobs.io.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.SharedData;
import io.mevstream.chain.Address;
import io.mevstream.chain.Block;
import io.mevstream.chain.Block.LogCoverage;
import io.mevstream.chain.CallFrame;
import io.mevstream.chain.ChainRecord.Proof;
import io.mevstream.integrity.Verdict;
import io.mevstream.jobs.io.jsonrpc.InputRefusal.Reason;
import io.mevstream.num.UInt256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracesTest {

    private static final String BLOCK = "0x" + "b".repeat(64);
    private static final String TX = "0x" + "7".repeat(64);

    @TempDir
    Path folder;

    /** A call of the transaction at index 0, with {@code rest} between its action and its place. */
    private static String flat(String traceAddress, int subtraces, String error) {
        return """
                {"action":{"callType":"call","from":"0x%040x","to":"0x%040x","gas":"0x1","input":"0x0%d","value":"0x2"},\
                "blockHash":"%s","blockNumber":7,%s,"subtraces":%d,"traceAddress":[%s],"transactionHash":"%s",\
                "transactionPosition":0,"type":"call"}"""
                .formatted(
                        1,
                        2,
                        traceAddress.length(),
                        BLOCK,
                        error == null
                                ? "\"result\":{\"gasUsed\":\"0x5\",\"output\":\"0x\"}"
                                : "\"error\":\"" + error + '"',
                        subtraces,
                        traceAddress,
                        TX);
    }

    private static String nested(int inputDigit, String error, String... calls) {
        return """
                {"type":"CALL","from":"0x%040x","to":"0x%040x","gas":"0x1","value":"0x2","input":"0x0%d",%s,"calls":[%s]}"""
                .formatted(
                        1,
                        2,
                        inputDigit,
                        error == null ? "\"gasUsed\":\"0x5\"" : "\"gasUsed\":\"0x5\",\"error\":\"" + error + '"',
                        String.join(",", calls));
    }

    private static String receipts() {
        return """
                [{"blockNumber":"0x7","blockHash":"%s","transactionIndex":"0x0","transactionHash":"%s","status":"0x1",\
                "cumulativeGasUsed":"0x5208","gasUsed":"0x5208","from":"0x%040x","to":"0x%040x","logs":[]}]"""
                .formatted(BLOCK, TX, 1, 2);
    }

    private static Block one(ReadAll all) {
        assertThat(all.refusals).extracting(InputRefusal::message).isEmpty();
        assertThat(all.blocks).hasSize(1);
        return all.blocks.get(0).block();
    }

    @Test
    void readsFilesOfMevInspectPy() {
        ReadAll all = ReadAll.of(SharedData.require("mev-inspect-py/blocks"));

        assertThat(all.refusals).extracting(InputRefusal::message).isEmpty();
        assertThat(all.blocks).hasSize(14).allSatisfy(read -> {
            assertThat(read.proof()).isEqualTo(Proof.UNPROVEN);
            assertThat(read.block().logCoverage()).isEqualTo(LogCoverage.NONE);
            assertThat(read.block().receipts()).isNull();
        });
        Block block = all.blocks.get(0).block();
        assertThat(block.number()).isEqualTo(10921991);
        assertThat(block.miner()).isEqualTo(Address.of("0x52bc44d5378309ee2abf1539bf71de1b7d7be3b5"));
        assertThat(block.baseFeePerGasWei()).isEqualTo(UInt256.ZERO);
        assertThat(block.traces()).hasSize(991).filteredOn(CallFrame::isRoot).hasSize(198);
        assertThat(block.statedFees().gas())
                .hasSize(198)
                .filteredOn(paid -> paid.isPlaceholder())
                .hasSize(198);
    }

    @Test
    void readsSingleTracedTransactions() {
        ReadAll all = ReadAll.of(SharedData.require("mev-inspect-rs"));

        assertThat(all.blocks).hasSize(9);
        assertThat(all.refusals).as("labels.json is no block").singleElement().satisfies(refusal -> assertThat(
                        refusal.message())
                .contains("labels.json"));
        assertThat(all.blocks.stream()
                        .filter(read -> read.block().number() == 10657940)
                        .flatMap(read -> read.block().traces().stream())
                        .filter(CallFrame::isReverted))
                .as("the whole of a transaction that reverted")
                .hasSize(30);
    }

    @Test
    void parityAndGethTracesAreTheSameCalls() {
        String parity = "[%s,%s,%s,%s]"
                .formatted(flat("", 2, null), flat("0", 1, "Reverted"), flat("0, 0", 0, null), flat("1", 0, null));
        String geth = "[{\"txHash\":\"%s\",\"result\":%s}]"
                .formatted(TX, nested(0, null, nested(1, "Reverted", nested(4, null)), nested(1, null)));

        Block flat = one(ReadAll.ofText(receipts() + parity));
        Block nested = one(ReadAll.ofText(receipts() + geth));

        assertThat(flat.traces())
                .extracting(CallFrame::outcome)
                .containsExactly(
                        CallFrame.Outcome.KEPT,
                        CallFrame.Outcome.FAILED,
                        CallFrame.Outcome.UNDONE,
                        CallFrame.Outcome.KEPT);
        assertThat(nested.traces())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("gasUsed")
                .isEqualTo(flat.traces());
        assertThat(flat.logCoverage()).isEqualTo(LogCoverage.ALL);
    }

    @Test
    void joinsTracesWithTheirBlockWhicheverFileComesFirst() throws IOException {
        Files.writeString(folder.resolve("a.json"), "[" + flat("", 0, null) + "]");
        Files.writeString(folder.resolve("b.json"), receipts());

        Block before = one(ReadAll.of(folder));
        Files.move(folder.resolve("a.json"), folder.resolve("c.json"));
        Block after = one(ReadAll.of(folder));

        assertThat(before).isEqualTo(after);
        assertThat(before.receipts()).hasSize(1);
        assertThat(before.traces()).hasSize(1);
    }

    @Test
    void joinsTracesWithACompleteBlock() throws IOException {
        Path block = SharedData.require("mainnet-blocks/14764013.json.gz");
        Block whole = ReadAll.of(block).blocks.get(0).block();
        io.mevstream.chain.Transaction first = whole.transactions().get(0);
        String root =
                """
                [{"action":{"callType":"call","from":"%s","to":"%s","gas":"0x1","input":"%s","value":"%s"},\
                "blockHash":"%s","blockNumber":14764013,%s,"subtraces":0,"traceAddress":[],"transactionHash":"%s",\
                "transactionPosition":0,"type":"call"}]"""
                        .formatted(
                                first.from(),
                                first.to(),
                                first.input(),
                                "0x" + first.valueWei().toBigInteger().toString(16),
                                whole.hash(),
                                whole.receipts().get(0).status() == 1 ? "\"result\":null" : "\"error\":\"Reverted\"",
                                first.hash());
        Path traces = Files.writeString(folder.resolve("traces.json"), root);
        Path others = Files.writeString(
                folder.resolve("others.json"), root.replace(first.from().toString(), Address.ZERO.toString()));

        ReadAll joined = ReadAll.of(block, traces);
        ReadAll contradicted = ReadAll.of(block, others);

        assertThat(one(ReadAll.of(traces, block)).traces()).hasSize(1);
        assertThat(joined.refusals).extracting(InputRefusal::message).isEmpty();
        assertThat(joined.blocks).as("at once, and once more with its traces").hasSize(2);
        assertThat(joined.blocks.get(1).block()).isEqualTo(one(ReadAll.of(traces, block)));
        assertThat(joined.blocks.get(1).proof()).isEqualTo(Proof.ROOTS);
        assertThat(contradicted.blocks).extracting(ReadBlock::block).containsExactly(whole);
        assertThat(contradicted.refusals).singleElement().satisfies(refusal -> assertThat(refusal.contradiction())
                .isEqualTo(Verdict.Reason.TRACE_OF_ANOTHER_TRANSACTION));
    }

    @Test
    void refusesTracesThatSayNotOfWhichBlockTheyAre() {
        ReadAll all = ReadAll.ofText("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":[{\"txHash\":\"%s\",\"result\":%s}]}"
                .formatted(TX, nested(0, null)));

        assertThat(all.blocks).isEmpty();
        assertThat(all.refusals).extracting(InputRefusal::reason).containsExactly(Reason.TRACES_WITHOUT_BLOCK);
    }

    @ParameterizedTest
    @CsvSource({
        "TRACE_SUBTRACES, '', 2, 0, 0",
        "TRACE_PARENT, '', 1, '0, 0', 0",
        "TRACE_ORDER, '', 1, 1, 0",
        "TRACE_SUBTRACES, '', 1, 0, 1"
    })
    void refusesCallsThatMakeNoTree(
            Verdict.Reason reason, String first, int firstCalls, String second, int secondCalls) {
        ReadAll all = ReadAll.ofText("[" + flat(first, firstCalls, null) + "," + flat(second, secondCalls, null) + "]");

        assertThat(all.blocks).isEmpty();
        assertThat(all.refusals).extracting(InputRefusal::contradiction).containsExactly(reason);
    }

    @Test
    void refusesATraceThatFailedWhereItsReceiptSucceeded() {
        ReadAll all = ReadAll.ofText(receipts() + "[" + flat("", 0, "Reverted") + "]");

        assertThat(all.blocks).isEmpty();
        assertThat(all.refusals).extracting(InputRefusal::contradiction).containsExactly(Verdict.Reason.TRACE_OUTCOME);
    }

    @Test
    void keepsTracesOfSeveralTransactionsInTheirOrder() {
        String second = flat("", 0, null)
                .replace("\"transactionPosition\":0", "\"transactionPosition\":4")
                .replace(TX, TX.replace('7', '8'));

        Block block = one(ReadAll.ofText(second + flat("", 0, null)));

        assertThat(block.traces()).extracting(CallFrame::transactionIndex).isEqualTo(List.of(0, 4));
    }
}
