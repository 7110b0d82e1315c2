package io.mevstream.verify;

import java.util.List;

/** All proofs: adding one is a class and a line here. */
public final class Proofs {
    private static final List<Proof> ALL = List.of(
            new ExecutedSwaps(),
            new MalformedJson(),
            new MalformedRecords(),
            new MalformedLogs(),
            new ClickHouseOutage(),
            new Reorgs(),
            new ReplayIdentity(),
            new Sample(),
            new LogHomes(),
            new KafkaFencing(),
            new StockCli(),
            new ViewsLatency(),
            new DevchainDeterminism(),
            new Detections(),
            new PoolMathsProof(),
            new PoolStateProof(),
            new IngestRestarts(),
            new SearchProof(),
            new IngestFaults(),
            new IngestLatency(),
            new SignedTransactions());

    private Proofs() {}

    /** In the order they are run. */
    public static List<Proof> all() {
        return ALL;
    }
}
