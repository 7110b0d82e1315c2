package io.mevstream.jobs.io.jsonrpc;

import java.util.Arrays;

/**
 * One JSON value of an input: a whole file, or a line of one.
 *
 * @param file the file's path as it was given or found
 * @param number the value's place in its file, from 1; in ndjson its line
 * @param buffer holds the value's exact bytes, uncompressed, from {@code from} to {@code to}; not to be written to
 */
public record Entry(String file, long number, byte[] buffer, int from, int to) {

    /** {@code file:number}. */
    public String source() {
        return file + ":" + number;
    }

    /** A copy of the exact bytes. */
    public byte[] bytes() {
        return Arrays.copyOfRange(buffer, from, to);
    }

    public int length() {
        return to - from;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Entry entry
                && file.equals(entry.file)
                && number == entry.number
                && Arrays.equals(buffer, from, to, entry.buffer, entry.from, entry.to);
    }

    @Override
    public int hashCode() {
        return 31 * file.hashCode() + Long.hashCode(number);
    }

    @Override
    public String toString() {
        return source() + " (" + length() + " bytes)";
    }
}
