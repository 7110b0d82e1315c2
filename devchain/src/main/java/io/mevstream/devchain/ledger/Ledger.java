package io.mevstream.devchain.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.chain.Address;
import io.mevstream.devchain.ledger.LedgerEntry.Kind;
import io.mevstream.devchain.ledger.LedgerEntry.Subject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's file: one line an entry, {@code CRC32C JSON}, where the checksum in eight hexadecimal digits is of the line before's
 * checksum and the JSON. A line that was changed, left out, put in or moved shows; so does a file that was cut, as its last line
 * is {@link Kind#END}. Bytes are Base64. Safe for several threads.
 */
public final class Ledger implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIRST = "00000000";

    private final OutputStream file;
    private final Path path;
    private final LongSupplier clock;
    private final long start;
    private long entries;
    private long arrivals;
    private String checksum = FIRST;
    private boolean closed;

    private Ledger(Path path, OutputStream file, LongSupplier clock) {
        this.path = path;
        this.file = file;
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    /** Opens a new ledger in the place of an older one. */
    public static Ledger open(Path path) {
        return open(path, System::nanoTime);
    }

    /**
     * Opens a new ledger in the place of an older one.
     *
     * @param clock in nanoseconds; never steps back
     */
    public static Ledger open(Path path, LongSupplier clock) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            return new Ledger(path, Files.newOutputStream(path), clock);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the ledger to " + path, e);
        }
    }

    public Path path() {
        return path;
    }

    /** A client has connected, or is gone. */
    public void connection(Kind kind, String relay, long connection, String detail) {
        append(new Subject(kind, relay, connection, null), entry -> entry.withDetail(detail));
    }

    /** Bytes have come. */
    public void received(String relay, long connection, byte[] bytes) {
        append(new Subject(Kind.RECEIVED, relay, connection, null), entry -> entry.withBytes(bytes));
    }

    /** A whole request has come; the number that it has from here on. */
    public synchronized long request(
            String relay, long connection, byte[] body, @Nullable String method, @Nullable Address signer) {
        long arrival = arrivals++;
        append(new Subject(Kind.REQUEST, relay, connection, arrival), entry -> entry.withBytes(body)
                .withRequest(method, signer));
        return arrival;
    }

    /** The request has been carried out, with this outcome. */
    public void carriedOut(String relay, long connection, long arrival, String outcome) {
        append(new Subject(Kind.CARRIED_OUT, relay, connection, arrival), entry -> entry.withDetail(outcome));
    }

    /** The request's answer has been handed to the network, or what a fault made of it. */
    public void answered(
            String relay,
            long connection,
            long arrival,
            byte[] body,
            @Nullable Integer status,
            @Nullable String fault) {
        append(new Subject(Kind.ANSWERED, relay, connection, arrival), entry -> entry.withBytes(body)
                .withAnswer(status, fault));
    }

    private synchronized void append(Subject subject, UnaryOperator<LedgerEntry> filled) {
        if (closed) {
            return;
        }
        try {
            LedgerEntry entry = filled.apply(LedgerEntry.of(entries++, clock.getAsLong() - start, subject));
            String json = JSON.writeValueAsString(entry);
            checksum = checksum(checksum, json);
            file.write((checksum + " " + json + "\n").getBytes(StandardCharsets.UTF_8));
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the ledger to " + path, e);
        }
    }

    /** Writes the last line. */
    @Override
    public synchronized void close() {
        if (!closed) {
            append(new Subject(Kind.END, "", 0, null), entry -> entry);
            closed = true;
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close the ledger " + path, e);
            }
        }
    }

    /**
     * What a ledger's file says.
     *
     * @param complete whether it was closed in order
     */
    public record Contents(List<LedgerEntry> entries, boolean complete) {

        /** The entries of a kind. */
        public List<LedgerEntry> of(Kind kind) {
            return entries.stream().filter(entry -> entry.kind() == kind).toList();
        }
    }

    /**
     * Reads a ledger's file, also one that is being written.
     *
     * @throws IllegalStateException when a line is not what was written in its place
     */
    public static Contents read(Path path) {
        List<LedgerEntry> entries = new ArrayList<>();
        String before = FIRST;
        try {
            for (String line : wholeLines(path)) {
                int place = entries.size();
                if (line.length() < 10 || !line.startsWith(checksum(before, line.substring(9)) + " ")) {
                    throw new IllegalStateException("expected the checksum of line " + (place + 1) + " of " + path
                            + " to be of it and the lines before, found another");
                }
                before = line.substring(0, 8);
                entries.add(JSON.readValue(line.substring(9), LedgerEntry.class));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("expected lines of a ledger in " + path + ", found " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the ledger " + path, e);
        }
        boolean complete = !entries.isEmpty() && entries.get(entries.size() - 1).kind() == Kind.END;
        return new Contents(entries, complete);
    }

    /** The lines up to the last line end: what comes after it is still being written. */
    private static List<String> wholeLines(Path path) throws IOException {
        String text = Files.readString(path);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static String checksum(String before, String json) {
        CRC32C crc = new CRC32C();
        crc.update((before + json).getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
