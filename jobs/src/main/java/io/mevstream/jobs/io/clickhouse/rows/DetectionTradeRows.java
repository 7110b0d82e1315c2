package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.detect.Detection;
import java.util.List;

/** Rows of {@code detection_trades}. */
public final class DetectionTradeRows extends DetectionPartRows<Detection.Leg> {

    public DetectionTradeRows() {
        super("detection_trades");
    }

    @Override
    List<Detection.Leg> parts(Detection detection) {
        return detection.legs();
    }

    @Override
    void describeParts(RowShape<DetectionPart<Detection.Leg>> columns) {
        columns.constant("role", part -> part.value().role())
                .uint32("ordinal", DetectionPart::ordinal)
                .uint32("transaction_index", part -> part.value().evidence().transactionIndex())
                .evidence(part -> part.value().evidence())
                .word("protocol", part -> part.value().protocol())
                .text("pool", part -> part.value().venue().toString())
                .maybeHex("token_in", part -> part.value().tokenIn())
                .uint256("amount_in_raw", part -> part.value().amountInRaw())
                .maybeHex("token_out", part -> part.value().tokenOut())
                .uint256("amount_out_raw", part -> part.value().amountOutRaw());
    }
}
