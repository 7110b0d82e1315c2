package io.mevstream.jobs.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.jobs.io.clickhouse.Column;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultFormatTest {
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    @Test
    void alignsNumbersRightAndTextLeft() {
        print(ResultFormat.table(out));
        assertThat(text)
                .hasToString(String.join(System.lineSeparator(), " n  name", "--  ----", " 7  a", "12  NULL", ""));
    }

    @Test
    void quotesInCsvWhatWouldBeMisread() {
        ResultFormat csv = ResultFormat.csv(out);
        csv.columns(List.of(new Column("s", "String"), new Column("t", "String")));
        csv.row(List.of("a,\"b\"", ""));
        csv.row(Arrays.asList(null, "x"));
        assertThat(csv.end()).isEqualTo(2);
        assertThat(text).hasToString("s,t\r\n\"a,\"\"b\"\"\",\"\"\r\n,x\r\n");
    }

    @Test
    void keepsNumbersInJsonThatEveryReaderCanHold() {
        ResultFormat json = ResultFormat.json(out);
        json.columns(
                List.of(new Column("n", "Nullable(UInt64)"), new Column("wide", "UInt256"), new Column("yes", "Bool")));
        json.row(List.of("9007199254740992", "1", "true"));
        json.row(List.of("18446744073709551615", "1", "true"));
        json.row(Arrays.asList(null, "2", "false"));
        json.end();
        assertThat(text.toString())
                .contains(
                        "{\"n\":9007199254740992,\"wide\":\"1\",\"yes\":true}",
                        "{\"n\":\"18446744073709551615\"",
                        "{\"n\":null,\"wide\":\"2\"");
    }

    @Test
    void printsAnEmptyResultAsOne() {
        ResultFormat json = ResultFormat.json(out);
        json.columns(List.of(new Column("n", "UInt8")));
        assertThat(json.end()).isZero();
        assertThat(text.toString().strip()).isEqualTo("[]");
    }

    private static void print(ResultFormat format) {
        format.columns(List.of(new Column("n", "UInt8"), new Column("name", "Nullable(String)")));
        format.row(List.of("7", "a"));
        format.row(Arrays.asList("12", null));
        format.end();
    }
}
