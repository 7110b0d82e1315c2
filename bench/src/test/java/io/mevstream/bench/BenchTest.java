package io.mevstream.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {

    @Test
    void peersComeToTheSameFigures() {
        assertThatCode(() -> new QuoteBenchmark().agree()).doesNotThrowAnyException();
        assertThatCode(() -> new DecodeBenchmark().load()).doesNotThrowAnyException();
        assertThatCode(() -> new MempoolBenchmark().load()).doesNotThrowAnyException();
    }

    @Test
    void theLogIsWrittenAndReadAsThePeerDoes() throws IOException {
        LogBenchmark log = new LogBenchmark();
        LogBenchmark.Amount ours = new LogBenchmark.Amount();
        LogBenchmark.Amount peers = new LogBenchmark.Amount();
        log.load();
        log.begin();
        log.appendOurs(ours);
        log.appendOurs(ours);
        log.appendJavaIo(peers);
        log.appendJavaIo(peers);

        assertThat(log.appended()).isEqualTo(2 * LogBenchmark.COUNT);
        assertThat(ours.records).isEqualTo(2 * LogBenchmark.COUNT).isEqualTo(peers.records);
        assertThat(ours.bytes).isPositive().isEqualTo(peers.bytes);
        log.end();
        log.remove();
    }

    @Test
    void theMadeUpBlockIsReadAndEveryLogOfItDecoded() {
        DecodeBenchmark decode = new DecodeBenchmark();
        int[] logs = {0};
        Blocks.read(
                SyntheticBlock.json(), block -> logs[0] += block.block().logs().size());
        assertThat(logs[0]).isEqualTo(300);
        assertThatCode(decode::load).doesNotThrowAnyException();
    }

    @Test
    void everyTransactionOfTheMadeUpBlockIsInspected() {
        InspectBenchmark inspect = new InspectBenchmark();
        Blocks.read(SyntheticBlock.json(), block -> {
            assertThat(inspect.inspect(block).block().transactions()).isEqualTo(60);
            assertThat(inspect.inspect(block).classes()).hasSize(60);
        });
    }

    @Test
    void bothSearchesSeeTheSameChanges() {
        SearchBenchmark.Dense500 ours = new SearchBenchmark.Dense500();
        SearchBenchmark.Dense500 peers = new SearchBenchmark.Dense500();
        ours.make();
        peers.make();
        int found = 0;
        for (int i = 0; i < 400; i++) {
            boolean pays = !ours.ours().opportunities().isEmpty();
            // The peer sees cycles of any length anywhere, so that it sees at least ours.
            assertThat(peers.peers() || !pays).isTrue();
            found += pays ? 1 : 0;
        }
        assertThat(found).isPositive();
    }

    @Test
    void partsOfTheSearchComeToWhatTheirPeersComeTo() {
        assertThatCode(() -> new RouteBenchmark().agree()).doesNotThrowAnyException();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(refusal("nothing"))
                .contains(
                        "expected sets of [kernels, quotes, log, mempool, decode, blocks, inspect, search, routes], found nothing");
        assertThat(refusal("--forks", "0")).contains("at least 1");
        assertThat(refusal("--fork")).contains("--fork");
    }

    private static String refusal(String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new Bench()).setErr(new PrintWriter(err));
        assertThat(line.execute(arguments)).isEqualTo(2);
        return err.toString();
    }
}
