package io.mevstream.jobs.io.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointSettingsTest {
    @TempDir
    Path folder;

    private final List<String> problems = new ArrayList<>();

    @Test
    void readsWhatStandsBehindTheAddress() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "open sesame\n");
        EndpointSettings settings = EndpointSettings.parse(
                "wss://host/path?x=1,name=mine,bearer=file:" + token + ",rate=50,concurrency=4", 1, problems);
        assertThat(problems).isEmpty();
        assertThat(settings.name()).isEqualTo("mine");
        assertThat(settings.isSocket()).isTrue();
        assertThat(settings.requestsPerSecond()).isEqualTo(50);
        assertThat(settings.concurrency()).isEqualTo(4);
        assertThat(settings.credentials().value(0)).isEqualTo("Bearer open sesame");
        assertThat(settings.toString()).doesNotContain("sesame");
        assertThat(EndpointSettings.parse("http://host", 3, problems).name()).isEqualTo("http-3");
    }

    @Test
    void saysAllThatIsWrongAndNoSecret() {
        EndpointSettings.parse("ftp://host", 1, problems);
        EndpointSettings.parse("http://me:hunter2@host", 1, problems);
        EndpointSettings.parse("http://host,bearer=hunter2,rate=0,colour=red,header=X", 1, problems);
        assertThat(problems).hasSize(6);
        assertThat(String.join("\n", problems))
                .doesNotContain("hunter2")
                .contains("colour", "rate: expected a whole number", "bearer: expected a password as env:NAME");
    }

    @Test
    void signsAWebTokenWithTheSecretAndTheTime() throws IOException {
        // The signature was computed by another implementation (Python's hmac).
        Path key = Files.writeString(folder.resolve("jwt"), "0x" + "0b".repeat(32));
        String value = EndpointSettings.parse("http://host,jwt=file:" + key, 1, problems)
                .credentials()
                .value(1_700_000_000_999L);
        String[] parts = value.substring("Bearer ".length()).split("\\.");
        assertThat(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                .isEqualTo("{\"iat\":1700000000}");
        assertThat(parts[2]).isEqualTo(JWT_SIGNATURE);
    }

    private static final String JWT_SIGNATURE = "E_xavHVPgahvjgeASTu42Rwe9wBa4Ky-1GWsRWkCsK8";
}
