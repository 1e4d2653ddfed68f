package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes that the web front end uses. */
final class FrontEndTest {
    private static final String MODEL = """
            INSERT INTO catalog_models (provider_id, provider_model_id, model_id, model_name, modality, content_hash)
            SELECT id, 'm-1', 'm-1', 'One', 'text->text', '' FROM providers WHERE slug = 'groq';
            INSERT INTO provider_sync_state (provider_id, last_success_at)
            SELECT id, '2026-11-21T00:00:00Z' FROM providers WHERE slug = 'groq';
            """;

    @RegisterExtension
    final ApiFixture api = new ApiFixture();

    private HttpRequest.Builder json(String path, String body) {
        return api.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void syncOfOneGateway_answersInTheFrontEndsShape() {
        api.sql(MODEL);
        Answer answer = api.send(json("/api/sync/models", "{\"gateway\":\"groq-cloud\"}"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode body = answer.json();
        assertThat(names(body)).containsExactly("success", "gateway", "summary", "details", "job_id", "run_id");
        assertThat(body.get("success").asBoolean()).isTrue();
        assertThat(body.get("gateway").asText()).isEqualTo("groq");
        assertThat(body.get("job_id").asText()).isEqualTo("provider-sync:groq");
        JsonNode summary = body.get("summary");
        assertThat(names(summary))
                .containsExactly(
                        "totalGateways",
                        "totalModels",
                        "newModels",
                        "updatedModels",
                        "removedModels",
                        "errors",
                        "timestamp");
        assertThat(summary.get("totalGateways").asInt()).isEqualTo(1);
        assertThat(summary.get("newModels").asInt()).isEqualTo(3);
        assertThat(summary.get("updatedModels").asInt()).isEqualTo(4);
        assertThat(summary.get("removedModels").asInt()).isEqualTo(1);
        assertThat(summary.get("errors").asInt()).isZero();
        JsonNode detail = body.get("details").get(0);
        assertThat(names(detail))
                .containsExactly(
                        "gateway",
                        "totalModels",
                        "newModels",
                        "updatedModels",
                        "removedModels",
                        "lastSyncTimestamp",
                        "errors");
        assertThat(detail.get("totalModels").asInt()).isEqualTo(1);
        assertThat(detail.get("lastSyncTimestamp").asLong()).isEqualTo(1_795_219_200_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"gateway\":\"all\"}"})
    void syncOfAll_tellsTheErrorsOfEachGateway(String body) {
        api.activities.broken.add("groq");
        Answer answer = api.send(json("/api/sync/models", body));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("gateway").asText()).isEqualTo("all");
        assertThat(answer.json().get("success").asBoolean()).isTrue();
        assertThat(answer.json().get("summary").get("totalGateways").asInt()).isEqualTo(3);
        assertThat(answer.json().get("summary").get("errors").asInt()).isEqualTo(1);
        assertThat(answer.json().get("details").get(1).get("gateway").asText()).isEqualTo("groq");
        assertThat(answer.json().get("details").get(1).get("errors").get(0).asText())
                .isEqualTo("the provider refused our key");
    }

    @Test
    void syncThatOutlastsItsWait_isQueued() {
        CountDownLatch gate = api.activities.hold("groq");
        Answer answer = api.send(json("/api/sync/models?wait=0", "{\"gateway\":\"groq\"}"));
        gate.countDown();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("poll_url").asText()).startsWith("/admin/jobs/provider-sync:groq?run_id=");
    }

    @Test
    void status_tellsEveryGatewayOrOne() {
        api.sql(MODEL);
        JsonNode all = api.send(api.anonymous("/api/sync/status").GET()).json();
        JsonNode one = api.send(
                        api.anonymous("/api/sync/status?gateway=groq-cloud").GET())
                .json();

        assertThat(names(all)).containsExactly("gateways", "totalGateways", "timestamp");
        assertThat(all.get("totalGateways").asInt()).isEqualTo(4);
        assertThat(all.get("gateways").get(0).get("lastSync").isNull()).isTrue();
        assertThat(names(one)).containsExactly("gateway", "status", "timestamp");
        JsonNode status = one.get("status");
        assertThat(names(status)).containsExactly("gateway", "lastSync", "modelCount", "tier", "nextSync", "health");
        assertThat(status.get("lastSync").asLong()).isEqualTo(1_795_219_200_000L);
        // No worker has made a schedule here.
        assertThat(status.get("nextSync").isNull()).isTrue();
        assertThat(status.get("modelCount").asInt()).isEqualTo(1);
        assertThat(status.get("tier").asText()).isEqualTo("every_15_minutes");
        assertThat(status.get("health").asText()).isEqualTo("degraded");
        assertThat(api.get("/api/sync/status?gateway=nope").status()).isEqualTo(404);
    }

    @Test
    void invalidation_forgetsTheAnswersWithTheTag() {
        api.sql(MODEL);
        assertThat(api.get("/models?gateway=groq").header("Surrogate-Key")).isEqualTo("models:gateway:groq");
        assertThat(api.get("/models/groq/m-1").header("Surrogate-Key")).isEqualTo("model:m-1");
        assertThat(api.get("/models/search?q=one").header("Surrogate-Key"))
                .isEqualTo("models:search models:gateway:deepinfra models:gateway:groq models:gateway:openrouter");

        int forgotten = entries("{\"type\":\"model-detail\",\"modelId\":\"m-1\"}");
        // What was kept before the API had learnt its generation is dropped once, at some moment after the start.
        for (int again = 0; forgotten == 0 && again < 3; again++) {
            api.get("/models/groq/m-1");
            forgotten = entries("{\"type\":\"model-detail\",\"modelId\":\"m-1\"}");
        }
        assertThat(forgotten).isEqualTo(1);
        assertThat(entries("{\"type\":\"model-detail\",\"modelId\":\"m-1\"}")).isZero();
        api.get("/models?gateway=groq");
        api.get("/models/search?q=one");
        assertThat(entries("{\"type\":\"models\",\"gateway\":\"openrouter\"}")).isEqualTo(1);
        assertThat(entries("{\"type\":\"models\"}")).isEqualTo(1);
    }

    private int entries(String body) {
        return api.send(json("/api/cache/invalidate", body))
                .json()
                .get("invalidated")
                .get("entries")
                .asInt();
    }
}
