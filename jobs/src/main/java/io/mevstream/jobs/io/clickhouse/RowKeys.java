package io.mevstream.jobs.io.clickhouse;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads back from the RowBinary of a batch which rows it holds: the highest version under each value of a key column. */
final class RowKeys {

    private RowKeys() {}

    /** The key's values as ClickHouse writes them out, each with its highest version. */
    static Map<String, Long> of(Table table, byte[] body, String keyColumn) {
        List<ColumnType> types = table.columns().stream()
                .map(column -> ColumnType.parse(column.type()))
                .toList();
        int key = table.columnNames().indexOf(keyColumn);
        int version = table.columnNames().indexOf("version");
        if (key < 0 || version < 0) {
            throw new IllegalStateException(
                    "expected columns " + keyColumn + " and version in " + table.name() + ", found " + table.columns());
        }
        ByteBuffer in = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Long> highest = new HashMap<>();
        while (in.hasRemaining()) {
            String keyText = "";
            long rowVersion = 0;
            for (int i = 0; i < types.size(); i++) {
                int start = in.position();
                skip(in, types.get(i));
                if (i == key) {
                    keyText = text(types.get(i), body, start, in.position());
                }
                if (i == version) {
                    rowVersion = in.getLong(start);
                }
            }
            highest.merge(keyText, rowVersion, (one, other) -> Long.compareUnsigned(one, other) < 0 ? other : one);
        }
        return highest;
    }

    private static String text(ColumnType type, byte[] body, int start, int end) {
        ByteBuffer value = ByteBuffer.wrap(body, start, end - start);
        if (type.name().equals("String")) {
            int length = length(value);
            return new String(body, value.position(), length, StandardCharsets.UTF_8);
        }
        byte[] bigEndian = new byte[end - start];
        for (int i = 0; i < bigEndian.length; i++) {
            bigEndian[i] = body[end - 1 - i];
        }
        return new BigInteger(1, bigEndian).toString();
    }

    private static void skip(ByteBuffer in, ColumnType type) {
        if (type.nullable() && in.get() != 0) {
            return;
        }
        switch (type.name()) {
            case "String" -> {
                int length = length(in);
                in.position(in.position() + length);
            }
            case "FixedString" -> in.position(in.position() + type.length());
            case "Array", "Map" -> {
                for (int left = length(in); left > 0; left--) {
                    type.elements().forEach(element -> skip(in, element));
                }
            }
            default -> in.position(in.position() + width(type.name()));
        }
    }

    private static int width(String type) {
        return switch (type) {
            case "Bool", "UInt8", "Int8", "Enum8" -> 1;
            case "UInt16" -> 2;
            case "UInt32", "Int32", "DateTime" -> 4;
            case "UInt64", "Int64" -> 8;
            case "UInt128" -> 16;
            case "UInt256", "Int256" -> 32;
            default -> throw new IllegalStateException("expected a type that rows are written in, found " + type);
        };
    }

    /** LEB128. */
    private static int length(ByteBuffer in) {
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            length |= (next & 0x7f) << shift;
            if (next >= 0) {
                return length;
            }
        }
    }
}
