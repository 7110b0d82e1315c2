package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.fact.LogCount;
import io.mevstream.fact.Origin;

/** Rows of {@code log_counts}. */
public final class LogCountRows extends RowMapper<LogCount> {

    public LogCountRows() {
        super("log_counts");
    }

    @Override
    Origin origin(LogCount fact) {
        return fact.origin();
    }

    @Override
    String key(LogCount fact) {
        return fact.protocol() + '|' + fact.event() + '|' + fact.fate() + '|' + fact.reason();
    }

    @Override
    void describe(RowShape<LogCount> columns) {
        columns.word("protocol", LogCount::protocol)
                .word("event", LogCount::event)
                .constant("fate", LogCount::fate)
                .word("reason", LogCount::reason)
                .uint32("logs", LogCount::logs);
    }
}
