package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.detect.TransactionClassFact;
import io.mevstream.fact.Origin;

/** Rows of {@code transaction_classes}. */
public final class TransactionClassRows extends RowMapper<TransactionClassFact> {

    public TransactionClassRows() {
        super("transaction_classes");
    }

    @Override
    Origin origin(TransactionClassFact fact) {
        return fact.origin();
    }

    @Override
    String key(TransactionClassFact fact) {
        return String.valueOf(fact.transaction().transactionIndex());
    }

    @Override
    void describe(RowShape<TransactionClassFact> columns) {
        columns.uint32("transaction_index", fact -> fact.transaction().transactionIndex())
                .text(
                        "transaction_hash",
                        fact -> fact.transaction().transactionHash().toString())
                .constant("class", fact -> fact.transaction().main())
                .texts("classes", fact -> fact.transaction().all().stream()
                        .map(RowShape::lower)
                        .toList())
                .texts("detections", fact -> fact.transaction().detections());
    }
}
