package io.mevstream.jobs.io.chainlog;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What names a segment: the position it begins at and its writer's epoch. */
record SegmentName(long firstPosition, long epoch) {

    private static final Pattern FILE = Pattern.compile("(\\d{19})-(\\d{1,19})\\.seg");

    String fileName() {
        return String.format("%019d-%d.seg", firstPosition, epoch);
    }

    /** The name a file stands for; null if it is not a segment's. */
    static @Nullable SegmentName of(Path file) {
        Matcher matcher = FILE.matcher(file.getFileName().toString());
        return matcher.matches()
                ? new SegmentName(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)))
                : null;
    }
}
