package io.mevstream.jobs.io.chainlog;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a log in order. Each names the one before; where two name the same one, a writer was taken over by
 * another, and the one of the higher epoch is the log.
 */
final class SegmentChain {

    private static final Comparator<SegmentName> ORDER =
            Comparator.comparingLong(SegmentName::firstPosition).thenComparingLong(SegmentName::epoch);

    private final Path directory;
    private final LogIdentity log;
    private final Map<SegmentName, SegmentHeader> headers = new HashMap<>();
    private TreeSet<SegmentName> listed = new TreeSet<>(ORDER);
    private List<SegmentHeader> chain = List.of();

    SegmentChain(Path directory, LogIdentity log) {
        this.directory = directory;
        this.log = log;
    }

    /** The segments as they stand now, oldest first; empty for a log that no writer has opened yet. */
    List<SegmentHeader> resolve() throws IOException {
        // A file that a successor replaced may vanish between the listing and its reading: list once more.
        while (true) {
            TreeSet<SegmentName> names = list();
            if (names.equals(listed)) return chain;
            try {
                chain = follow(names);
                listed = names;
                return chain;
            } catch (NoSuchFileException e) {
                headers.keySet().retainAll(names);
            }
        }
    }

    Path file(SegmentName name) {
        return directory.resolve(name.fileName());
    }

    private List<SegmentHeader> follow(TreeSet<SegmentName> names) throws IOException {
        Map<SegmentName, SegmentHeader> successors = new HashMap<>();
        SegmentHeader first = null;
        for (SegmentName name : names) {
            SegmentHeader header = header(name);
            if (header.previous() == null) {
                first = later(first, header);
            } else {
                successors.merge(header.previous(), header, SegmentChain::later);
            }
        }
        List<SegmentHeader> followed = new ArrayList<>();
        for (SegmentHeader next = first; next != null; next = successors.get(next.name())) followed.add(next);
        if (first == null && !names.isEmpty() || first != null && first.firstPosition() != 0) {
            throw new CorruptChainLogException("expected the segment of position 0 in " + directory + ", found "
                    + names.first().fileName() + " first");
        }
        long newest = names.stream().mapToLong(SegmentName::epoch).max().orElse(0);
        if (!followed.isEmpty() && followed.get(followed.size() - 1).epoch() < newest) {
            throw new CorruptChainLogException("expected the segments in " + directory + " to lead up to epoch "
                    + newest + ", found a gap behind "
                    + followed.get(followed.size() - 1).name().fileName());
        }
        return followed;
    }

    private static SegmentHeader later(@Nullable SegmentHeader one, SegmentHeader other) {
        return one == null || one.epoch() < other.epoch() ? other : one;
    }

    private SegmentHeader header(SegmentName name) throws IOException {
        SegmentHeader known = headers.get(name);
        if (known != null) return known;
        try (Segment segment = Segment.open(file(name), log, StandardOpenOption.READ)) {
            headers.put(name, segment.header());
            return segment.header();
        }
    }

    private TreeSet<SegmentName> list() throws IOException {
        TreeSet<SegmentName> names = new TreeSet<>(ORDER);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.seg")) {
            for (Path file : files) {
                SegmentName name = SegmentName.of(file);
                if (name != null) names.add(name);
            }
        }
        return names;
    }
}
