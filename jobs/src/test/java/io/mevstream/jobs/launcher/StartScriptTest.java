package io.mevstream.jobs.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.mevstream.jobs.HouseRulesTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script in a folder of its own, with stand-ins for Maven, npm and Java on the path. */
class StartScriptTest {
    private static final String REPORT = "mkdir -p jobs/target/surefire-reports\n"
            + "echo '<testsuite name=\"A\" tests=\"3\" errors=\"0\" failures=\"0\" skipped=\"1\">'"
            + " >jobs/target/surefire-reports/TEST-A.xml\n";

    @TempDir
    Path home;

    private record Ended(int code, String output) {}

    @BeforeEach
    void standIns() throws IOException {
        Files.copy(HouseRulesTest.top().resolve("mevstream"), home.resolve("mevstream"));
        Files.createDirectories(home.resolve("bin"));
        for (String folder : foldersOfSources()) {
            Files.createDirectories(home.resolve(folder));
        }
        Files.createFile(home.resolve("pom.xml"));
        standIn("npm", "");
        standIn("java", "echo java was started");
    }

    @Test
    void endsWithTheTestsAndTheirCount() throws Exception {
        standIn("mvn", REPORT);
        Ended ended = run("test");
        assertThat(ended.output()).contains("1 skipped", "2 passed, 0 failed").doesNotContain("java was started");
        assertThat(ended.code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void failsWithMavenAndStillCounts() throws Exception {
        standIn("mvn", REPORT + "echo '[ERROR] broken'; exit 1");
        Ended ended = run("test");
        assertThat(ended.output()).contains("[ERROR] broken", "the tests failed", "2 passed, 0 failed");
        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void saysSoWhenNoTestWasRun() throws Exception {
        standIn("mvn", "");
        Ended ended = run("test");
        assertThat(ended.output()).contains("no test was run");
        assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void removesTemporaryFilesOfRunsThatEndedAndOfNoOther() throws Exception {
        standIn("mvn", "mkdir -p jobs/target; : >jobs/target/mevstream-job.jar");
        Path ended = Files.createDirectories(home.resolve(".mevstream/tmp/run-1/minicluster_1"));
        Path alive = Files.createDirectories(home.resolve(".mevstream/tmp/run-2/minicluster_2"));
        Path stranger = Files.createDirectories(home.resolve(".mevstream/tmp/thesis"));
        Process owner = new ProcessBuilder(
                        "flock", alive.resolveSibling("lock").toString(), "sh", "-c", "echo held; read end")
                .start();
        try {
            assertThat(owner.inputReader().readLine()).isEqualTo("held");
            Ended run = run("version");
            assertThat(run.output()).contains("java was started");
            assertThat(run.code()).isEqualTo(ExitCode.OK);
            assertThat(ended).doesNotExist();
            assertThat(alive).exists();
            assertThat(stranger).exists();
        } finally {
            owner.getOutputStream().close();
            owner.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private List<String> foldersOfSources() throws IOException {
        Matcher modules =
                Pattern.compile("(?m)^modules=\\((.*)\\)$").matcher(Files.readString(home.resolve("mevstream")));
        assertThat(modules.find()).isTrue();
        List<String> folders = new ArrayList<>(List.of(modules.group(1).split(" ")));
        folders.addAll(List.of(".mvn", "flink-conf"));
        return folders;
    }

    private void standIn(String name, String script) throws IOException {
        Path file = Files.writeString(home.resolve("bin").resolve(name), "#!/usr/bin/env bash\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended run(String command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("bash", home.resolve("mevstream").toString(), command).redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().merge("PATH", home.resolve("bin").toString(), (old, ours) -> ours + ":" + old);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
