package io.mevstream.jobs.io.recording;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.mevstream.jobs.io.chainlog.ChainLogId;
import io.mevstream.jobs.io.chainlog.ChainLogView;
import io.mevstream.jobs.io.chainlog.CorruptChainLogException;
import io.mevstream.jobs.io.chainlog.LogFrame;
import io.mevstream.jobs.io.recording.RecordingFormat.Kind;
import io.mevstream.jobs.io.recording.RecordingFormat.Section;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording. Opening checks that it is whole, from its first byte to its footer; a section's bytes are checked when they
 * are read. For one thread.
 */
public final class RecordingReader implements ChainLogView {

    private record Place(long at, Section section) {}

    private final Path file;
    private final FileChannel channel;
    private final ChainLogId log;
    private final long first;
    private final List<Place> frames = new ArrayList<>();
    private final Map<String, byte[]> attachments = new LinkedHashMap<>();
    private long end;
    private @Nullable Place loaded;
    private List<LogFrame> content = List.of();

    private RecordingReader(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        ByteBuffer header = bytes(0, RecordingFormat.HEADER_BYTES);
        this.log = RecordingFormat.log(header);
        this.first = RecordingFormat.first(header);
        this.end = first;
    }

    /** Opens a recording; {@link CorruptChainLogException} for a file that is none, or none any more. */
    public static RecordingReader open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        RecordingReader reader = null;
        try {
            reader = new RecordingReader(file, channel);
            reader.index();
            RecordingReader opened = reader;
            channel = null;
            return opened;
        } catch (CorruptChainLogException damaged) {
            throw new CorruptChainLogException(file + ": " + damaged.getMessage());
        } finally {
            if (channel != null) channel.close();
        }
    }

    private void index() throws IOException {
        long at = RecordingFormat.HEADER_BYTES;
        long sections = 0;
        while (true) {
            // The head of a section and the footer are of one size.
            ByteBuffer head = bytes(at, RecordingFormat.FOOTER_BYTES);
            if (RecordingFormat.isFooter(head)) {
                RecordingFormat.requireFooter(head, sections, end);
                if (at + RecordingFormat.FOOTER_BYTES != channel.size()) {
                    throw new CorruptChainLogException("expected the footer at the end, found bytes behind it");
                }
                return;
            }
            Section section = RecordingFormat.section(head);
            Place place = new Place(at, section);
            if (section.kind() == Kind.FRAMES.code) {
                if (section.first() != end || section.count() < 1) {
                    throw new CorruptChainLogException("expected frames from position " + end + " on, found "
                            + section.count() + " from " + section.first() + " on");
                }
                frames.add(place);
                end += section.count();
            } else if (section.kind() == Kind.ATTACHMENT.code) {
                attach(content(place));
            } else {
                throw new CorruptChainLogException("expected a section of kind 1 or 2, found " + section.kind());
            }
            sections++;
            at += RecordingFormat.SECTION_BYTES + (long) section.compressed();
        }
    }

    private void attach(ByteBuffer named) {
        byte[] name = new byte[named.getShort()];
        named.get(name);
        byte[] bytes = new byte[named.remaining()];
        named.get(bytes);
        attachments.put(new String(name, StandardCharsets.UTF_8), bytes);
    }

    private ByteBuffer content(Place place) throws IOException {
        ByteBuffer head = bytes(place.at, RecordingFormat.SECTION_BYTES);
        byte[] compressed = bytes(place.at + RecordingFormat.SECTION_BYTES, place.section.compressed())
                .array();
        RecordingFormat.requireChecksum(head, compressed);
        try {
            byte[] plain = Zstd.decompress(compressed, place.section.content());
            if (plain.length == place.section.content()) return ByteBuffer.wrap(plain);
            throw new CorruptChainLogException(
                    "expected " + place.section.content() + " bytes in a section, found " + plain.length);
        } catch (ZstdException damaged) {
            throw new CorruptChainLogException(
                    "expected a section that can be decompressed, found: " + damaged.getMessage());
        }
    }

    private ByteBuffer bytes(long at, int length) throws IOException {
        // A length is taken from the file: nothing is allocated for one that it does not have.
        if (at + length > channel.size()) {
            throw new CorruptChainLogException(
                    "expected " + length + " bytes at offset " + at + ", found the end: the recording was cut off");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new CorruptChainLogException("expected " + length + " bytes at offset " + at + ", found the end");
            }
        }
        return bytes.flip();
    }

    @Override
    public long chainId() {
        return log.chainId();
    }

    @Override
    public String logId() {
        return log.logId();
    }

    @Override
    public long firstPosition() {
        return first;
    }

    @Override
    public long endPosition() {
        return end;
    }

    /** What belongs to the log beside its records, by name. */
    public Map<String, byte[]> attachments() {
        return attachments;
    }

    @Override
    public @Nullable LogFrame read(long position) throws IOException {
        if (position < first || position >= end) return null;
        Place current = loaded;
        if (current == null || position < current.section.first() || position >= behind(current)) {
            current = frames.stream()
                    .filter(place -> position < behind(place))
                    .findFirst()
                    .orElseThrow();
            content = frames(current);
            loaded = current;
        }
        return content.get((int) (position - current.section.first()));
    }

    private static long behind(Place place) {
        return place.section.first() + place.section.count();
    }

    private List<LogFrame> frames(Place place) throws IOException {
        ByteBuffer bytes = content(place);
        List<LogFrame> found = new ArrayList<>();
        for (long position = place.section.first(); position < behind(place); position++) {
            int length = bytes.remaining() < Integer.BYTES ? -1 : bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                throw new CorruptChainLogException(file + ": expected the frame of position " + position + ", found "
                        + bytes.remaining() + " bytes");
            }
            byte[] payload = new byte[length];
            bytes.get(payload);
            found.add(new LogFrame(position, payload));
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
