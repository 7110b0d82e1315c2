package io.mevstream.jobs.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlStatementsTest {
    @Test
    void cutsAtSemicolonsOutsideQuotesAndComments() {
        assertThat(SqlStatements.split("SELECT ';' ; -- a;b\nSELECT \"x;\" /* ; */;;\n SELECT 'it\\';s'"))
                .containsExactly("SELECT ';'", "-- a;b\nSELECT \"x;\" /* ; */", "SELECT 'it\\';s'");
    }

    @Test
    void waitsForTheSemicolonThatEndsAStatement() {
        assertThat(SqlStatements.isComplete("SELECT 1;\n")).isTrue();
        assertThat(SqlStatements.isComplete("SELECT 1")).isFalse();
        assertThat(SqlStatements.isComplete("SELECT ';")).isFalse();
        assertThat(SqlStatements.isComplete("SELECT 1 -- ;")).isFalse();
    }
}
