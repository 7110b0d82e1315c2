package io.mevstream.jobs.io.tables;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mevstream.jobs.io.clickhouse.ClickHouseQueries;
import io.mevstream.jobs.io.clickhouse.ClickHouseQueries.Nested;
import io.mevstream.jobs.io.clickhouse.ClickHouseQueries.Receiver;
import io.mevstream.jobs.io.clickhouse.ClickHouseSettings;
import io.mevstream.jobs.io.clickhouse.Column;
import io.mevstream.jobs.io.clickhouse.ServerFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes exported logs as answers to {@code eth_getLogs}, a line for each block. What exports leave out of headers and receipts
 * cannot be made up, so blocks read from them are unproven, and a block without logs is not among them.
 */
public final class LogTables implements Receiver {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Writer out;
    private @Nullable ArrayNode block;
    private String number = "";
    private long blocks;
    private long logs;

    private LogTables(Writer out) {
        this.out = out;
    }

    /**
     * What was written.
     *
     * @param blocks with logs
     */
    public record Written(long blocks, long logs) {}

    /** Reads the tables on a server that can read their files: one that runs on this machine. */
    public static Written write(ExportedTables tables, ClickHouseSettings server, Writer out) throws IOException {
        LogTables writer = new LogTables(out);
        try (ClickHouseQueries queries = ClickHouseQueries.open(server.withDatabase("default"))) {
            queries.run(tables.query(), Nested.DRIVER, writer);
            writer.line();
        } catch (SQLException refused) {
            throw new IOException(
                    "expected tables of " + tables.origin() + ", found: " + ServerFailure.reason(refused), refused);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        return new Written(writer.blocks, writer.logs);
    }

    @Override
    public void columns(List<Column> columns) {}

    @Override
    public void row(List<@Nullable String> row) {
        String height = String.valueOf(row.get(0));
        try {
            if (!height.equals(number)) line();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ArrayNode into = block;
        if (into == null) {
            into = JSON.createArrayNode();
            block = into;
            number = height;
        }
        ObjectNode log = into.addObject();
        log.put("blockNumber", quantity(height)).put("blockHash", row.get(1));
        log.put("blockTimestamp", quantity(String.valueOf(row.get(2))));
        log.put("transactionHash", row.get(3)).put("transactionIndex", quantity(String.valueOf(row.get(4))));
        log.put("logIndex", quantity(String.valueOf(row.get(5)))).put("address", row.get(6));
        ArrayNode topics = log.putArray("topics");
        for (String topic : String.valueOf(row.get(7)).split(",")) {
            if (!topic.isEmpty()) topics.add(topic);
        }
        log.put("data", row.get(8)).put("removed", false);
        logs++;
    }

    private void line() throws IOException {
        ArrayNode whole = block;
        if (whole != null) {
            out.write(whole.toString());
            out.write('\n');
            blocks++;
        }
        block = null;
    }

    private static String quantity(String decimal) {
        return "0x" + Long.toHexString(Long.parseUnsignedLong(decimal));
    }
}
