package io.mevstream.jobs.io.recording;

import com.github.luben.zstd.Zstd;
import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.io.recording.RecordingFormat.Kind;
import io.mevstream.jobs.io.recording.RecordingFormat.Section;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recording: attachments, then frames in order. The same calls give the same bytes. The file has its name only once
 * {@link #finish} has written the footer; for one thread.
 */
public final class RecordingWriter implements Closeable {

    /** As small as it gets in reasonable time: written once, read often. */
    private static final int LEVEL = 19;

    private final Path file;
    private final Path unfinished;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private @Nullable OutputStream out;
    private long sections;
    private long sectionFirst;
    private long next;

    private RecordingWriter(Path file, Path unfinished, OutputStream out, long first) {
        this.file = file;
        this.unfinished = unfinished;
        this.out = out;
        this.sectionFirst = first;
        this.next = first;
    }

    /**
     * Begins a recording.
     *
     * @param first the position of the first frame to come
     */
    public static RecordingWriter create(Path file, ChainLogId log, long first) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16);
        out.write(RecordingFormat.header(log, first));
        return new RecordingWriter(file, unfinished, out, first);
    }

    /** Adds a file of text that belongs to the log, such as a registry; before the first frame. */
    public void attach(String name, byte[] bytes) throws IOException {
        if (content.size() > 0) throw new IllegalStateException("expected attachments before frames, found " + name);
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(named);
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        data.writeShort(text.length);
        data.write(text);
        data.write(bytes);
        section(Kind.ATTACHMENT, named.toByteArray(), 0, 1);
    }

    /** Adds the frame that stands next in the log. */
    public void append(LogFrame frame) throws IOException {
        if (frame.position() != next) {
            throw new IllegalArgumentException("expected position " + next + " next, found " + frame.position());
        }
        byte[] payload = frame.payload();
        if (content.size() > 0 && content.size() + payload.length > RecordingFormat.SECTION_CONTENT_BYTES) flush();
        DataOutputStream data = new DataOutputStream(content);
        data.writeInt(payload.length);
        data.write(payload);
        next++;
    }

    private void flush() throws IOException {
        if (content.size() > 0) section(Kind.FRAMES, content.toByteArray(), sectionFirst, (int) (next - sectionFirst));
        content.reset();
        sectionFirst = next;
    }

    private void section(Kind kind, byte[] bytes, long first, int count) throws IOException {
        byte[] compressed = Zstd.compress(bytes, LEVEL);
        OutputStream to = requireOpen();
        to.write(RecordingFormat.section(
                new Section(kind.code, compressed.length, bytes.length, first, count), compressed));
        to.write(compressed);
        sections++;
    }

    /** Writes the footer and gives the file its name; returns its size in bytes. */
    public long finish() throws IOException {
        flush();
        OutputStream to = requireOpen();
        to.write(RecordingFormat.footer(sections, next));
        to.close();
        out = null;
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return Files.size(file);
    }

    private OutputStream requireOpen() {
        OutputStream to = out;
        if (to == null)
            throw new IllegalStateException("expected an unfinished recording, found " + file + " finished");
        return to;
    }

    /** Leaves nothing behind unless it was finished. */
    @Override
    public void close() throws IOException {
        OutputStream to = out;
        if (to != null) {
            to.close();
            out = null;
            Files.deleteIfExists(unfinished);
        }
    }
}
