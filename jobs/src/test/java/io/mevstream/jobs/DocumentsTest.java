package io.mevstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.mevstream.decode.RejectionReason;
import io.mevstream.jobs.io.jsonrpc.InputRefusal;
import io.mevstream.jobs.io.node.NodeFailure;
import io.mevstream.sequence.RunPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.junit.jupiter.api.Test;

/** What the documents and the files around the code say is what the code has. */
class DocumentsTest {
    private static final Path TOP = HouseRulesTest.top();

    @Test
    void theRunbookHasARowForEveryReason() throws IOException {
        String runbook = Files.readString(TOP.resolve("docs/runbook.md"));
        for (InputRefusal.Reason reason : InputRefusal.Reason.values()) {
            assertThat(runbook).contains(reason.name());
        }
        for (RunPlan.Reason reason : RunPlan.Reason.values()) {
            assertThat(runbook).contains(reason.name());
        }
        for (NodeFailure.Kind kind : NodeFailure.Kind.values()) {
            assertThat(runbook).contains(kind.name());
        }
        for (RejectionReason reason : RejectionReason.values()) {
            assertThat(runbook).contains(reason.name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    @Test
    void theRunbookHasARowForEveryMetric() throws IOException {
        String runbook = Files.readString(TOP.resolve("docs/runbook.md"));
        Pattern metric = Pattern.compile("\\.(?:counter|gauge|histogram|meter)\\(\"(\\w+)\"");
        List<String> metrics = inJobs(metric);
        assertThat(metrics).isNotEmpty().allSatisfy(name -> assertThat(runbook).contains(name));
    }

    @Test
    void theReadmesPictureHasEveryStep() throws IOException {
        String readme = Files.readString(TOP.resolve("README.md"));
        List<String> steps = inJobs(Pattern.compile("step\\(\\s*\"([a-z-]+)\""));
        assertThat(steps).isNotEmpty().allSatisfy(step -> assertThat(readme)
                .contains(step.startsWith("encode-") ? "encode-..." : step));
    }

    @Test
    void theReadmeNamesFoldersThatAreThere() throws IOException {
        Matcher folder = Pattern.compile("^\\| `([a-z/-]+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(TOP.resolve("README.md")));
        List<String> folders = new ArrayList<>();
        while (folder.find()) {
            folders.add(folder.group(1));
        }
        assertThat(folders).hasSizeGreaterThan(8).allSatisfy(name -> assertThat(TOP.resolve(name))
                .isDirectory());
    }

    @Test
    void flinkReadsItsSettings() {
        Configuration settings =
                GlobalConfiguration.loadConfiguration(TOP.resolve("flink-conf").toString());
        assertThat(settings.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
        assertThat(settings.get(PipelineOptions.GENERIC_TYPES)).isFalse();
        assertThat(settings.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("exponential-delay");
    }

    @Test
    void composeBindsToThisMachineAndNamesItsSecrets() throws IOException {
        Path file = TOP.resolve("docker/compose.yaml");
        String text = Files.readString(file);
        JsonNode services = new ObjectMapper(new YAMLFactory()).readTree(text).get("services");
        assertThat(services).isNotNull().hasSizeGreaterThanOrEqualTo(3);
        for (JsonNode service : services) {
            assertThat(service.get("image").asText()).matches("[a-z0-9./-]+:(?!latest).+");
            assertThat(service.get("healthcheck").get("test")).isNotNull();
            for (JsonNode port : service.path("ports")) {
                assertThat(port.asText()).startsWith("127.0.0.1:");
            }
            Iterator<JsonNode> builds = service.path("build").elements();
            if (builds.hasNext()) {
                Path context = file.getParent()
                        .resolve(service.get("build").get("context").asText());
                assertThat(context.resolve(
                                service.get("build").get("dockerfile").asText()))
                        .isRegularFile();
            }
        }
        Matcher variable = Pattern.compile("\\$\\{([A-Z_]+)").matcher(text);
        String head = text.substring(0, text.indexOf("services:"));
        while (variable.find()) {
            assertThat(head).as("the head of the file says what it is").contains(variable.group(1));
        }
        assertThat(text.replaceAll("\\$\\{[^}]*}", "")).doesNotContainPattern("(?i)password: *\\S");
    }

    @Test
    void theImageCopiesWhatIsThere() throws IOException {
        String built = "jobs/target/mevstream-job.jar";
        List<String> sources = new ArrayList<>();
        for (String line : Files.readAllLines(TOP.resolve("docker/Dockerfile"))) {
            if (line.startsWith("COPY")) {
                String[] words = line.split(" +");
                sources.add(words[words.length - 2]);
            }
        }
        assertThat(sources).contains(built);
        assertThat(sources.stream().filter(source -> !source.equals(built)))
                .allSatisfy(source -> assertThat(TOP.resolve(source)).exists());
        assertThat(Files.readString(TOP.resolve(".dockerignore"))).contains("!" + built, "!flink-conf");
    }

    private static List<String> inJobs(Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(TOP.resolve("jobs/src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        }
        return found;
    }
}
