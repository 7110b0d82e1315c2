package io.mevstream.jobs.io.clickhouse;

import com.clickhouse.client.api.query.GenericRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table that a materialised view fills from the rows of another.
 *
 * @param target its name without the database
 */
record Rollup(String target) {

    private static final Pattern TO = Pattern.compile("^CREATE MATERIALIZED VIEW \\S+ TO (\\S+) ", Pattern.DOTALL);

    /** What is filled from {@code source}, directly or by way of another of them. */
    static List<Rollup> of(ClickHouseInserter inserter, String database, String source)
            throws IOException, InterruptedException {
        List<GenericRecord> views = inserter.retrying(
                "materialised views over " + source,
                client -> client.queryAll("SELECT create_table_query FROM system.tables WHERE engine ="
                        + " 'MaterializedView' AND (database, name) IN (SELECT arrayJoin(arrayZip(dependencies_database,"
                        + " dependencies_table)) FROM system.tables WHERE database = '" + database + "' AND name = '"
                        + source + "') ORDER BY name"));
        List<Rollup> rollups = new ArrayList<>();
        for (GenericRecord view : views) {
            Matcher to = TO.matcher(view.getString("create_table_query"));
            if (to.find() && to.group(1).replace("`", "").startsWith(database + ".")) {
                String target = to.group(1).replace("`", "").substring(database.length() + 1);
                rollups.add(new Rollup(target));
                rollups.addAll(of(inserter, database, target));
            }
        }
        return rollups;
    }
}
