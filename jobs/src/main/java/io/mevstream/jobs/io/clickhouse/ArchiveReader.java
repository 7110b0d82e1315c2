package io.mevstream.jobs.io.clickhouse;

import io.mevstream.jobs.io.chainlog.ChainLogView;
import io.mevstream.jobs.io.chainlog.CorruptChainLogException;
import io.mevstream.jobs.io.chainlog.LogFrame;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log from its archive, some records at a time. Batches arrive in any order, so the log ends where the first record is
 * missing.
 */
public final class ArchiveReader implements ChainLogView {

    private static final int BATCH_RECORDS = 32;

    private final ArchiveHome home;
    private final ClickHouseQueries queries;
    private final Deque<LogFrame> fetched = new ArrayDeque<>();

    private ArchiveReader(ArchiveHome home, ClickHouseQueries queries) {
        this.home = home;
        this.queries = queries;
    }

    static ArchiveReader open(ArchiveHome home) throws IOException {
        try {
            return new ArchiveReader(home, ClickHouseQueries.openToRead(home.store()));
        } catch (SQLException refused) {
            throw new IOException(ServerFailure.message(home.store(), refused), refused);
        }
    }

    @Override
    public long chainId() {
        return home.chainId();
    }

    @Override
    public String logId() {
        return home.logId();
    }

    @Override
    public long firstPosition() throws IOException {
        return Long.parseLong(String.valueOf(
                ask("SELECT min(position) FROM chain_log" + ofLog("")).get(0).get(0)));
    }

    @Override
    public long endPosition() throws IOException {
        List<List<@Nullable String>> end = ask("SELECT position + 1 AS next FROM chain_log" + ofLog("")
                + " AND next NOT IN (SELECT position FROM chain_log" + ofLog("") + ") ORDER BY next LIMIT 1");
        return end.isEmpty() ? 0 : Long.parseLong(String.valueOf(end.get(0).get(0)));
    }

    @Override
    public @Nullable LogFrame read(long position) throws IOException {
        LogFrame next = fetched.poll();
        if (next == null || next.position() != position) {
            fetch(position);
            next = fetched.poll();
        }
        return next;
    }

    private void fetch(long position) throws IOException {
        fetched.clear();
        long expected = position;
        for (List<@Nullable String> row :
                ask("SELECT position, base64Encode(any(payload)), uniqExact(payload) FROM chain_log"
                        + ofLog(" AND position >= " + position + " AND position < " + (position + BATCH_RECORDS))
                        + " GROUP BY position ORDER BY position")) {
            long found = Long.parseLong(String.valueOf(row.get(0)));
            if (!"1".equals(row.get(2))) {
                throw new CorruptChainLogException(
                        "expected one record at position " + found + " of " + home + ", found several that differ");
            }
            if (found != expected) return;
            fetched.add(new LogFrame(found, Base64.getDecoder().decode(String.valueOf(row.get(1)))));
            expected++;
        }
    }

    private List<List<@Nullable String>> ask(String sql) throws IOException {
        try {
            return queries.rows(sql);
        } catch (SQLException refused) {
            throw new IOException(ServerFailure.message(home.store(), refused), refused);
        }
    }

    private String ofLog(String more) {
        return " WHERE chain_id = " + Long.toUnsignedString(home.chainId()) + " AND log_id = '" + home.logId() + "'"
                + more;
    }

    @Override
    public void close() throws IOException {
        try {
            queries.close();
        } catch (SQLException refused) {
            throw new IOException(ServerFailure.message(home.store(), refused), refused);
        }
    }
}
