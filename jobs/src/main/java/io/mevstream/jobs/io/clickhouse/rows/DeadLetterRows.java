package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.fact.DeadLetter;
import io.mevstream.fact.Origin;

/** Rows of {@code dead_letters}: what was refused as part of a block. What never became part of one has no row. */
public final class DeadLetterRows extends RowMapper<DeadLetter> {

    public DeadLetterRows() {
        super("dead_letters");
    }

    @Override
    Origin origin(DeadLetter fact) {
        Origin origin = fact.origin();
        if (origin == null) {
            throw new IllegalArgumentException(
                    "expected a dead letter of a block, found one of " + fact.source() + ": " + fact.detail());
        }
        return origin;
    }

    @Override
    String key(DeadLetter fact) {
        return fact.step() + '|' + fact.source() + '|' + fact.reason();
    }

    @Override
    void describe(RowShape<DeadLetter> columns) {
        columns.word("step", DeadLetter::step)
                .word("reason", DeadLetter::reason)
                .text("detail", DeadLetter::detail)
                .text("source", DeadLetter::source)
                .text("payload", fact -> fact.payload().toString());
    }
}
