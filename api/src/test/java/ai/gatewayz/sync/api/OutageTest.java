package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.client.TemporalSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutageTest {
    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer call(SyncApi target, String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + target.port() + path))
                .header("Authorization", "Bearer " + ApiFixture.ADMIN)
                .timeout(Duration.ofSeconds(5))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .join();
        return new Answer(
                answer.statusCode(),
                answer.body(),
                java.util.Map.of(
                        "retry-after",
                        answer.headers().firstValue("Retry-After").orElse("")));
    }

    @Test
    void databaseAway_answers503() {
        ApiSettings settings = ApiFixture.settings("postgresql://nobody@127.0.0.1:" + freePort() + "/none");
        try (SyncApi broken = SyncApi.start(settings, api.temporal)) {
            for (String path : new String[] {"/models", "/models/stats", "/providers", "/admin/model-sync/status"}) {
                Answer answer = call(broken, "GET", path);
                assertThat(answer.status()).as(path).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isEqualTo("5");
                assertThat(answer.json().get("detail").asText()).isEqualTo("the database does not answer; try again");
            }
            assertThat(call(broken, "POST", "/admin/model-sync/all?providers=groq")
                            .status())
                    .isEqualTo(503);
            Answer health = call(broken, "GET", "/health");
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.json().get("status").asText()).isEqualTo("degraded");
            assertThat(health.json().get("database").asText()).isEqualTo("down");
            assertThat(health.json().get("temporal").asText()).isEqualTo("up");
            assertThat(call(broken, "GET", "/health/ready").status()).isEqualTo(503);
            assertThat(call(broken, "GET", "/health/live").status()).isEqualTo(200);
            assertThat(call(broken, "GET", "/metrics").status()).isEqualTo(200);
        }
    }

    @Test
    void temporalAway_answers503_butReadsGoOn() {
        ApiSettings settings = ApiFixture.settings(CatalogDatabase.url(api.database));
        try (TemporalConnection nowhere = TemporalConnection.open(TemporalSettings.plain("127.0.0.1:" + freePort()));
                SyncApi broken = SyncApi.start(settings, nowhere)) {
            for (String path : new String[] {"/admin/model-sync/provider/groq?wait=0", "/admin/model-sync/all"}) {
                Answer answer = call(broken, "POST", path);
                assertThat(answer.status()).as(path).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isEqualTo("5");
            }
            assertThat(call(broken, "GET", "/admin/jobs/provider-sync:groq").status())
                    .isEqualTo(503);
            assertThat(call(broken, "GET", "/models").status()).isEqualTo(200);
            assertThat(call(broken, "GET", "/admin/model-sync/status").status()).isEqualTo(200);
            assertThat(call(broken, "GET", "/health").json().get("temporal").asText())
                    .isEqualTo("down");
            assertThat(call(broken, "GET", "/health/ready").status()).isEqualTo(200);
        }
    }
}
