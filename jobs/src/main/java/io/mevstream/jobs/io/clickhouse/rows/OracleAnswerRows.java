package io.mevstream.jobs.io.clickhouse.rows;

import io.mevstream.event.OracleAnswer;
import io.mevstream.fact.EventFact;

/** Rows of {@code oracle_answers}. */
public final class OracleAnswerRows extends EventRowMapper<OracleAnswer> {

    public OracleAnswerRows() {
        super("oracle_answers", OracleAnswer.class);
    }

    @Override
    void describe(RowShape<EventFact> columns) {
        columns.log(EventFact::log)
                .address("feed", fact -> event(fact).feed())
                .add(
                        "answer_raw",
                        "Int256",
                        (fact, writer) -> writer.int256(event(fact).answerRaw()))
                .uint256("round_id", fact -> event(fact).roundId())
                .uint256("updated_at_seconds", fact -> event(fact).updatedAtSeconds());
    }
}
