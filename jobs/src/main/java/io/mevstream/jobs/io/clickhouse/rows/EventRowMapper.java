package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.event.ChainEvent;
import io.mevstream.fact.EventFact;
import io.mevstream.fact.Origin;

/** Turns decoded logs of one meaning into rows; a log of another meaning is a wiring error and throws. */
abstract class EventRowMapper<E extends ChainEvent> extends RowMapper<EventFact> {

    private final Class<E> meaning;

    EventRowMapper(String tableName, Class<E> meaning) {
        super(tableName);
        this.meaning = meaning;
    }

    final E event(EventFact fact) {
        return meaning.cast(fact.event());
    }

    @Override
    final Origin origin(EventFact fact) {
        return fact.origin();
    }

    @Override
    final String key(EventFact fact) {
        return String.valueOf(fact.log().logIndex());
    }
}
