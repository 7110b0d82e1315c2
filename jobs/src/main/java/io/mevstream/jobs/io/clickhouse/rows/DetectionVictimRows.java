package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.detect.Detection;
import java.util.List;

/** Rows of {@code detection_victims}. */
public final class DetectionVictimRows extends DetectionPartRows<Detection.VictimLoss> {

    public DetectionVictimRows() {
        super("detection_victims");
    }

    @Override
    List<Detection.VictimLoss> parts(Detection detection) {
        return detection.victims();
    }

    @Override
    void describeParts(RowShape<DetectionPart<Detection.VictimLoss>> columns) {
        columns.uint32("transaction_index", part -> part.value().transactionIndex())
                .text("transaction_hash", part -> part.value().transactionHash().toString())
                .evidence(part -> part.value().swap())
                .maybeHex("victim", part -> part.value().victim())
                .text("pool", part -> part.value().pool().toString())
                .maybeHex("token", part -> part.value().token())
                .uint256("got_raw", part -> part.value().gotRaw())
                .maybeUint256("would_have_got_raw", part -> part.value().wouldHaveGotRaw())
                .maybeInt256("loss_raw", part -> part.value().lossRaw())
                .maybeHex("searcher", part -> part.of().detection().searcher())
                .maybeHex("contract", part -> part.of().detection().contract());
    }
}
