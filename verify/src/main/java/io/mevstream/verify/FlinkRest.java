package io.mevstream.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What a cluster says of itself over REST. */
final class FlinkRest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BUDGET = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(BUDGET).build();
    private final String address;

    FlinkRest(int port) {
        address = "http://127.0.0.1:" + port;
    }

    /** How many slots no job has; 0 also while nobody answers. */
    int freeSlots() throws IOException, InterruptedException {
        return get("/overview")
                .map(overview -> overview.path("slots-available").asInt())
                .orElse(0);
    }

    /** The job that is running; there is at most one. */
    Optional<String> runningJob() throws IOException, InterruptedException {
        JsonNode jobs = get("/jobs").map(answer -> answer.path("jobs")).orElse(JSON.createArrayNode());
        for (JsonNode job : jobs) {
            if (job.path("status").asText().equals("RUNNING")) {
                return Optional.of(job.path("id").asText());
            }
        }
        return Optional.empty();
    }

    /** How many checkpoints of a job were completed. */
    int checkpoints(String job) throws IOException, InterruptedException {
        return get("/jobs/" + job + "/checkpoints")
                .map(answer -> answer.path("counts").path("completed").asInt())
                .orElse(0);
    }

    /** The TaskManagers that a job's tasks are on. */
    Set<String> taskManagers(String job) throws IOException, InterruptedException {
        Set<String> found = new LinkedHashSet<>();
        for (JsonNode task : tasks(job)) {
            found.add(task.path("taskmanager-id").asText());
        }
        return found;
    }

    /** How often a job's most unlucky task was started again. */
    int restarts(String job) throws IOException, InterruptedException {
        int restarts = 0;
        for (JsonNode task : tasks(job)) {
            restarts = Math.max(restarts, task.path("attempt").asInt());
        }
        return restarts;
    }

    private Iterable<JsonNode> tasks(String job) throws IOException, InterruptedException {
        var tasks = JSON.createArrayNode();
        JsonNode vertices =
                get("/jobs/" + job).map(answer -> answer.path("vertices")).orElse(JSON.createArrayNode());
        for (JsonNode vertex : vertices) {
            get("/jobs/" + job + "/vertices/" + vertex.path("id").asText())
                    .ifPresent(answer -> answer.path("subtasks").forEach(tasks::add));
        }
        return tasks;
    }

    /** Empty while nobody answers, or not with what was asked for: a cluster answers so while it starts. */
    private Optional<JsonNode> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(BUDGET)
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(JSON.readTree(answer.body())) : Optional.empty();
        } catch (ConnectException notYet) {
            return Optional.empty();
        }
    }
}
