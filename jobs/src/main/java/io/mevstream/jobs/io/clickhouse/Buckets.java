package io.mevstream.jobs.io.clickhouse;

import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * Cuts the positions of one chain log into runs of equal length, each of which becomes one insert per table.
 *
 * @param logId names the log, so that two logs never share an insert's token
 * @param positions how many positions a bucket holds: 1 for the shortest lag, more for larger inserts
 */
public record Buckets(String logId, int positions)
        implements KeySelector<TableRow, Tuple2<String, Long>>, Serializable {

    /** The type of the key, which a record's key selector cannot tell Flink itself. */
    public static final TypeInformation<Tuple2<String, Long>> KEY_TYPE = Types.TUPLE(Types.STRING, Types.LONG);

    public Buckets {
        if (logId.isBlank() || positions < 1) {
            throw new IllegalArgumentException(
                    "expected a log's name and at least 1 position a bucket, found '" + logId + "' and " + positions);
        }
    }

    /** Table and bucket: what meets in one insert. */
    @Override
    public Tuple2<String, Long> getKey(TableRow row) {
        return Tuple2.of(row.table(), bucket(row.position()));
    }

    long bucket(long position) {
        return Math.floorDiv(position, (long) positions);
    }

    /** The last position of a bucket. */
    long end(long bucket) {
        return (bucket + 1) * positions - 1;
    }
}
