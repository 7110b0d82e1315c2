package io.mevstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rules about the text of all modules' main sources that no compiler holds. */
public class HouseRulesTest {
    private static final Path TOP = top();
    private static final int FILE_LINES = 320;
    /** Kernels are unrolled on purpose. */
    private static final int KERNEL_LINES = 400;

    private static List<Path> sources = List.of();

    @BeforeAll
    static void readSources() throws IOException {
        try (Stream<Path> files = Files.walk(TOP)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> inMain(TOP.relativize(file).toString()))
                    .sorted()
                    .toList();
        }
        assertThat(sources).hasSizeGreaterThan(50);
    }

    /** A proof that nothing is thrown has to catch everything; the launcher is where everything ends. */
    @Test
    void catchesWhatItExpectsExceptInTheLauncher() {
        assertThat(found(
                        "catch \\((final )?(Exception|Throwable|RuntimeException)\\b",
                        in("jobs/launcher").or(in("/verify/"))))
                .isEmpty();
    }

    @Test
    void decidesNothingByClockOrChance() {
        String chance =
                "System\\.currentTimeMillis|Instant\\.now|LocalDate(Time)?\\.now|UUID\\.randomUUID|Math\\.random"
                        + "|new Random\\(\\)|ThreadLocalRandom|new SecureRandom";
        assertThat(found(
                        chance,
                        in("jobs/launcher")
                                .or(in("jobs/io"))
                                .or(in("/verify/"))
                                .or(in("/bench/"))
                                .or(in("/engines/"))))
                .isEmpty();
    }

    @Test
    void printsInTheLauncherOnly() {
        assertThat(found(
                        "System\\.(out|err)\\b|printStackTrace\\(",
                        in("jobs/launcher")
                                .or(in("/engines/"))
                                .or(in("/bench/"))
                                // A process of its own, with a command line of its own.
                                .or(in("devchain/DevChainCommand.java"))))
                .isEmpty();
    }

    @Test
    void leavesNothingToBeDoneLater() {
        assertThat(found("\\b(TODO|FIXME|XXX|HACK)\\b", file -> false)).isEmpty();
    }

    @Test
    void countsMoneyInIntegers() {
        assertThat(found(
                        "\\b(double|float)\\b",
                        in("jobs/launcher")
                                .or(in("/verify/"))
                                .or(in("/bench/"))
                                .or(in("/engines/"))
                                // Chooses what is worth quoting; no amount comes of it.
                                .or(in("amm/ScreeningRate.java"))
                                // Chooses where to look; every amount is asked of the pools' integers.
                                .or(in("/search/graph/"))
                                .or(in("/search/route/"))
                                .or(in("/search/split/"))
                                .or(in("search/CycleSearch.java"))
                                .or(in("search/CycleEnumeration.java"))
                                .or(in("search/Choices.java"))
                                // The prices of a market that is made up.
                                .or(in("synthetic/DenseMarket.java"))
                                // Avro's decoder has the two types whether or not a schema does.
                                .or(in("chainlog/BoundedAvroDecoder.java"))))
                .isEmpty();
    }

    @Test
    void namesThingsForWhatTheyAre() {
        Pattern vague = Pattern.compile(
                "(Manager|Helper|Util|Utils|Common|Base|Impl|Data|Info|Wrapper|Handler|Processor)(?=[A-Z.]|$)");
        assertThat(sources).extracting(file -> file.getFileName().toString()).noneMatch(name -> vague.matcher(name)
                .find());
        assertThat(sources)
                .extracting(file -> TOP.relativize(file.getParent()).toString())
                .noneMatch(folder -> folder.matches(".*/(common|core|utils?|helpers?|functions)(/.*)?"));
    }

    @Test
    void keepsFilesShortEnoughToRead() {
        assertThat(sources.stream()
                        .filter(file ->
                                lines(file).count() > (file.getParent().endsWith("num") ? KERNEL_LINES : FILE_LINES))
                        .map(file -> TOP.relativize(file) + ": " + lines(file).count() + " lines"))
                .isEmpty();
    }

    private static List<String> found(String regex, Predicate<String> excused) {
        Pattern pattern = Pattern.compile(regex);
        return sources.stream()
                .filter(file -> !excused.test("/" + TOP.relativize(file)))
                .flatMap(file -> lines(file)
                        .filter(line -> pattern.matcher(line).find())
                        .map(line -> TOP.relativize(file) + ": " + line.strip()))
                .toList();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Predicate<String> in(String folder) {
        return file -> file.contains(folder);
    }

    private static boolean inMain(String file) {
        return file.contains("src/main/java") && !file.contains("/target/");
    }

    public static Path top() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("flink-conf"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
