package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.detect.Detection;
import java.util.List;

/** Rows of {@code detection_transactions}. */
public final class DetectionTransactionRows extends DetectionPartRows<Detection.Part> {

    public DetectionTransactionRows() {
        super("detection_transactions");
    }

    @Override
    List<Detection.Part> parts(Detection detection) {
        return detection.parts();
    }

    @Override
    void describeParts(RowShape<DetectionPart<Detection.Part>> columns) {
        columns.constant("role", part -> part.value().role())
                .uint32("transaction_index", part -> part.value().transactionIndex())
                .text("transaction_hash", part -> part.value().transactionHash().toString())
                .maybeHex("from_address", part -> part.value().from())
                .maybeHex("to_address", part -> part.value().to());
    }
}
