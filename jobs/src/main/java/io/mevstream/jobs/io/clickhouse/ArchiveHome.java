package io.mevstream.jobs.io.clickhouse;

import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.ViewedHome;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log archived in ClickHouse's table {@code chain_log}.
 *
 * @param chainId the EIP-155 chain id
 * @param logId which of the archived logs of the chain
 */
public record ArchiveHome(ClickHouseSettings store, long chainId, String logId) implements ViewedHome {

    /**
     * The archive of a chain's log.
     *
     * @param logId null for the only one there is
     */
    public static ArchiveHome find(ClickHouseSettings store, long chainId, @Nullable String logId) throws IOException {
        try (ClickHouseQueries queries = ClickHouseQueries.openToRead(store)) {
            if (queries.rows("EXISTS TABLE chain_log").get(0).contains("0")) {
                throw none(store, "no table chain_log");
            }
            List<List<@Nullable String>> logs = queries.rows("SELECT DISTINCT log_id FROM chain_log WHERE chain_id = "
                    + Long.toUnsignedString(chainId) + " ORDER BY log_id");
            List<String> ids =
                    logs.stream().map(row -> String.valueOf(row.get(0))).toList();
            if (ids.isEmpty()) {
                throw none(store, "no record of chain " + chainId);
            }
            if (logId == null && ids.size() > 1) {
                throw new IOException("expected one log of chain " + chainId + " in " + store.url() + "/"
                        + store.database() + ", found " + ids + ": say which");
            }
            if (logId != null && !ids.contains(logId)) {
                throw none(store, "logs " + ids);
            }
            return new ArchiveHome(store, chainId, logId == null ? ids.get(0) : logId);
        } catch (SQLException refused) {
            throw new IOException(ServerFailure.message(store, refused), refused);
        }
    }

    private static FileNotFoundException none(ClickHouseSettings store, String found) {
        return new FileNotFoundException("expected an archived chain log in " + store.url() + "/" + store.database()
                + ", found " + found + "; a replay with --archive leaves one");
    }

    @Override
    public ChainLogId id() {
        return new ChainLogId(chainId, logId);
    }

    @Override
    public ArchiveReader open() throws IOException {
        return ArchiveReader.open(this);
    }

    @Override
    public String toString() {
        return "chain_log of " + store.url() + "/" + store.database();
    }
}
