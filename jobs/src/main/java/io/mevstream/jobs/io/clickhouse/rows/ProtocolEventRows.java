package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.event.ChainEvent;
import io.mevstream.fact.EventFact;
import io.mevstream.jobs.io.clickhouse.RowWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Rows of {@code protocol_events}: every decoded log that has no table of its own, by its fields. */
public final class ProtocolEventRows extends EventRowMapper<ChainEvent> {

    public ProtocolEventRows() {
        super("protocol_events", ChainEvent.class);
    }

    @Override
    void describe(RowShape<EventFact> columns) {
        columns.log(EventFact::log)
                .word("protocol", EventFact::protocol)
                .word("event", EventFact::name)
                .address("emitter", fact -> fact.log().emitter())
                .add(
                        "fields",
                        "Map(LowCardinality(String), String)",
                        (fact, writer) -> writer.map(fieldsOf(fact), RowWriter::string));
    }

    private static Map<String, String> fieldsOf(EventFact fact) {
        Map<String, String> fields = new TreeMap<>();
        for (int i = 0; i < fact.fields().names().size(); i++) {
            fields.put(fact.fields().names().get(i), text(fact.fields().values().get(i)));
        }
        return fields;
    }

    private static String text(Object value) {
        return value instanceof List<?> values
                ? values.stream().map(ProtocolEventRows::text).collect(Collectors.joining(",", "[", "]"))
                : value.toString();
    }
}
