package io.mevstream.jobs.io.clickhouse;

import com.clickhouse.client.api.ClientConfigProperties;
import io.mevstream.jobs.io.text.JsonText;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Runs SQL over JDBC and gives the rows on one by one as text. Not for use by several threads. */
public final class ClickHouseQueries implements AutoCloseable {

    /** Takes a result as it arrives. */
    public interface Receiver {

        /** Called once, before any row; not called for a statement without a result. */
        void columns(List<Column> columns);

        /** A row's values in the order of the columns; null where ClickHouse has NULL. */
        void row(List<@Nullable String> values);
    }

    private final Connection connection;

    private ClickHouseQueries(Connection connection) {
        this.connection = connection;
    }

    /** For any statement. The server is spoken to by the first one: only then is it known to be there and to let us in. */
    public static ClickHouseQueries open(ClickHouseSettings settings) throws SQLException {
        return open(settings, new Properties());
    }

    /** For statements that read; the server refuses those that write (code 164), and takes settings of a statement's own. */
    public static ClickHouseQueries openToRead(ClickHouseSettings settings) throws SQLException {
        var properties = new Properties();
        properties.setProperty(ClientConfigProperties.serverSetting("readonly"), "2");
        return open(settings, properties);
    }

    /** Fails unless the server answers and lets us in; nothing is changed, and the database need not be there. */
    public static void requireAnswer(ClickHouseSettings settings) throws SQLException {
        try (ClickHouseQueries server = open(settings.withDatabase("default"))) {
            server.rows("SELECT 1");
        }
    }

    private static ClickHouseQueries open(ClickHouseSettings settings, Properties properties) throws SQLException {
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password().reveal());
        String url = "jdbc:clickhouse:" + settings.url().replaceAll("/$", "") + "/" + settings.database();
        return new ClickHouseQueries(DriverManager.getConnection(url, properties));
    }

    /** How an array, map or tuple is put into text: as the driver does, or as JSON. */
    public enum Nested {
        DRIVER,
        JSON
    }

    /** Runs one statement; {@link SQLException} carries what the server says of it. */
    public void run(String sql, Nested nested, Receiver receiver) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return;
            }
            try (ResultSet result = statement.getResultSet()) {
                ResultSetMetaData meta = result.getMetaData();
                List<Column> columns = new ArrayList<>();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    columns.add(new Column(meta.getColumnLabel(i), meta.getColumnTypeName(i)));
                }
                receiver.columns(columns);
                while (result.next()) {
                    List<@Nullable String> row = new ArrayList<>(columns.size());
                    for (int i = 1; i <= columns.size(); i++) {
                        String type = columns.get(i - 1).type();
                        row.add(
                                nested == Nested.JSON && JsonValue.isNested(type)
                                        ? JsonText.line(JsonValue.of(type, result.getObject(i)))
                                        : result.getString(i));
                    }
                    receiver.row(row);
                }
            }
        }
    }

    /** All rows of a small result. */
    public List<List<@Nullable String>> rows(String sql) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        run(sql, Nested.DRIVER, new Receiver() {
            @Override
            public void columns(List<Column> columns) {}

            @Override
            public void row(List<@Nullable String> values) {
                rows.add(values);
            }
        });
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
