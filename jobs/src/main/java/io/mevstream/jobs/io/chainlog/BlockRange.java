package io.mevstream.jobs.io.chainlog;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Heights from one to another, both included.
 *
 * @param first the lowest
 * @param last the highest
 */
public record BlockRange(long first, long last) implements Serializable {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})\\.\\.([0-9]{1,18})");

    public BlockRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException(
                    "expected heights A..B with A not above B, found " + first + ".." + last);
        }
    }

    /** The range that {@code A..B} says. */
    public static BlockRange parse(String text) {
        Matcher range = TEXT.matcher(text);
        if (!range.matches()) {
            throw new IllegalArgumentException("expected heights as A..B, such as 18000000..18000099, found " + text);
        }
        return new BlockRange(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)));
    }

    /** Whether a height lies in it. */
    public boolean holds(long number) {
        return first <= number && number <= last;
    }

    @Override
    public String toString() {
        return first + ".." + last;
    }
}
