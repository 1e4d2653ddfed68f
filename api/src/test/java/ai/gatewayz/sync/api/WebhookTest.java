package ai.gatewayz.sync.api;

import static ai.gatewayz.sync.api.SignedEvents.PATH;
import static ai.gatewayz.sync.api.SignedEvents.event;
import static ai.gatewayz.sync.api.SignedEvents.hex;
import static ai.gatewayz.sync.api.SignedEvents.plain;
import static ai.gatewayz.sync.api.SignedEvents.post;
import static ai.gatewayz.sync.api.SignedEvents.standard;
import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signed events against a running API, with the real workflows behind it. */
final class WebhookTest {
    @RegisterExtension
    final ApiFixture api = new ApiFixture();

    private long deliveries() {
        return api.count("SELECT count(*) FROM webhook_deliveries");
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().get("detail").asText()).isEqualTo("the request is not signed as it has to be");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private double counted(String result) {
        String wanted = "webhook_requests_total{result=\"" + result + "\"} ";
        return api.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(wanted))
                .mapToDouble(line -> Double.parseDouble(line.substring(wanted.length())))
                .sum();
    }

    @Test
    void genuineEvent_startsTheProvidersSync() {
        String body = event("groq-cloud", "models.updated", "[{\"id\":\"openai/gpt-oss-20b\",\"name\":\"GPT\"}]");
        Answer answer = api.send(plain(api, body));

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        JsonNode json = answer.json();
        assertThat(json.get("success").asBoolean()).isTrue();
        assertThat(json.get("job_id").asText()).isEqualTo("provider-sync:groq");
        assertThat(json.get("run_id").asText()).hasSize(36);
        assertThat(json.get("processed").get("event_type").asText()).isEqualTo("models.updated");
        assertThat(json.get("processed").get("gateway").asText()).isEqualTo("groq");
        assertThat(json.get("processed").get("models_count").asInt()).isEqualTo(1);
        assertThat(texts(json.get("processed").get("invalidated").get("tags")))
                .containsExactly("models:gateway:groq", "model:openai/gpt-oss-20b");
        api.activities.awaitFetch();
        assertThat(api.count("SELECT count(*) FROM catalog_models")).isZero();
        assertThat(api.count("SELECT count(*) FROM cache_invalidations WHERE source = 'webhook' AND tags ="
                        + " '{models:gateway:groq,model:openai/gpt-oss-20b}'"))
                .isEqualTo(1);
        assertThat(counted("accepted")).isEqualTo(1);
    }

    @Test
    void eventDuringASync_leadsToOneMoreAfterIt() {
        CountDownLatch gate = api.activities.hold("groq");
        Answer first = api.send(standard(api, "msg_1", event("groq", "models.added")));
        api.activities.awaitFetch();
        assertThat(api.count("SELECT count(*) FROM refresh_requests")).isZero();

        Answer second = api.send(standard(api, "msg_2", event("groq", "models.added")));
        Answer third = api.send(standard(api, "msg_3", event("groq", "models.removed")));
        gate.countDown();

        assertThat(List.of(second.json().get("run_id"), third.json().get("run_id")))
                .containsOnly(first.json().get("run_id"));
        assertThat(api.count("SELECT count(*) FROM refresh_requests WHERE provider_slug = 'groq'"))
                .isEqualTo(1);
        assertThat(deliveries()).isEqualTo(3);
    }

    @Tag("W1")
    @Tag("W2")
    @Tag("W3")
    @Tag("W6")
    @Tag("W7")
    @Tag("W8")
    @Test
    void wrongSignatures_areRefusedAlike() {
        String body = event("groq", "models.updated");
        assertRefused(api.send(post(api, body)));
        for (String signature :
                List.of(" ", "0".repeat(64), hex(body) + "zz", hex(body).substring(1), hex(body + " "))) {
            assertRefused(api.send(post(api, body).header("X-Webhook-Signature", signature)));
        }

        assertThat(deliveries()).isZero();
        assertThat(api.activities.fetches).hasValue(0);
        assertThat(counted("unsigned")).isEqualTo(1);
        assertThat(counted("bad_signature")).isEqualTo(5);
    }

    @Tag("W9")
    @Test
    void previousSecret_isAcceptedAndAnother_isNot() {
        String body = event("groq", "models.updated");

        assertThat(api.send(standard(api, "msg_1", body, ApiFixture.OLD_WEBHOOK_SECRET))
                        .status())
                .isEqualTo(202);
        assertRefused(api.send(standard(api, "msg_2", body, "Qm7-another-Zt5xKw2p-9LrV")));
    }

    @Tag("W11")
    @Test
    void unsetSecret_answers503AndTheStatusSaysSo() {
        ApiSettings settings = ApiSettings.from(new EnvironmentReader(Map.of(
                "PORT", "0", "DATABASE_URL", CatalogDatabase.url(api.database), "ADMIN_API_KEY", ApiFixture.ADMIN)));
        try (SyncApi unconfigured = SyncApi.start(settings, api.temporal)) {
            String body = event("groq", "models.updated");
            String base = "http://127.0.0.1:" + unconfigured.port() + PATH;

            Answer answer = api.send(HttpRequest.newBuilder(java.net.URI.create(base))
                    .header("Content-Type", "application/json")
                    .header("X-Webhook-Signature", hex(body))
                    .POST(BodyPublishers.ofString(body)));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.json().get("detail").asText()).isEqualTo("webhooks are not configured here");
            assertThat(api.send(HttpRequest.newBuilder(java.net.URI.create(base))
                                    .GET())
                            .json()
                            .get("status")
                            .asText())
                    .isEqualTo("not_configured");
        }
    }

    @Tag("W14")
    @Test
    void hundredCopiesAtOnce_haveOneEffect() {
        CountDownLatch gate = api.activities.hold("groq");
        String body = event("groq", "models.updated");

        List<CompletableFuture<Answer>> sent = IntStream.range(0, 100)
                .mapToObj(i -> api.sendAsync(standard(api, "msg_same", body)))
                .toList();
        List<Answer> answers = sent.stream().map(CompletableFuture::join).toList();
        gate.countDown();

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(202));
        assertThat(answers.stream().map(a -> a.json().get("run_id").asText()).distinct())
                .hasSize(1);
        assertThat(answers.stream()
                        .filter(a -> !a.json().get("processed").get("duplicate").asBoolean()))
                .hasSize(1);
        assertThat(deliveries()).isEqualTo(1);
        assertThat(api.activities.fetches).hasValue(1);
        assertThat(api.count("SELECT count(*) FROM refresh_requests")).isZero();
        assertThat(counted("duplicate")).isEqualTo(99);
    }

    @Tag("W14")
    @Test
    void plainCopy_isKnownByItsBytes() {
        String body = event("groq", "models.updated");

        Answer first = api.send(plain(api, body));
        Answer second = api.send(plain(api, body));

        assertThat(second.status()).isEqualTo(202);
        assertThat(second.json().get("processed").get("duplicate").asBoolean()).isTrue();
        assertThat(second.json().get("run_id")).isEqualTo(first.json().get("run_id"));
        assertThat(deliveries()).isEqualTo(1);
    }

    @Tag("W15")
    @Test
    void sameIdWithAnotherBody_isAConflict() {
        api.send(standard(api, "msg_1", event("groq", "models.updated")));

        assertThat(api.send(standard(api, "msg_1", event("openrouter", "models.updated")))
                        .status())
                .isEqualTo(409);
        assertThat(deliveries()).isEqualTo(1);
    }

    @Tag("W16")
    @Test
    void idWithADot_isRefused() {
        assertRefused(api.send(standard(api, "msg.1", event("groq", "models.updated"))));
    }

    @Tag("W19")
    @Test
    void twoSchemesOneOfThemWrong_isRefused() {
        String body = event("groq", "models.updated");

        assertRefused(api.send(standard(api, "msg_1", body).header("X-Webhook-Signature", "0".repeat(64))));
        assertThat(api.send(standard(api, "msg_1", body).header("X-Webhook-Signature", hex(body)))
                        .status())
                .isEqualTo(202);
    }

    @Tag("W27")
    @Test
    void unknownEvent_isIgnored() {
        Answer answer = api.send(plain(api, event("groq", "models.renamed")));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("processed").get("ignored").asBoolean()).isTrue();
        assertThat(answer.json().has("job_id")).isFalse();
        assertThat(deliveries()).isZero();
        assertThat(counted("ignored")).isEqualTo(1);
    }

    @Tag("W30")
    @Test
    void storeDown_answers503AndTheNextAttemptCounts() {
        String body = event("groq", "models.updated");
        api.sql("ALTER TABLE webhook_deliveries RENAME TO away");
        Answer down = api.send(standard(api, "msg_1", body));
        api.sql("ALTER TABLE away RENAME TO webhook_deliveries");
        Answer up = api.send(standard(api, "msg_1", body));

        assertThat(down.status()).isGreaterThanOrEqualTo(500);
        assertThat(up.status()).isEqualTo(202);
        assertThat(up.json().get("processed").get("duplicate").asBoolean()).isFalse();
    }
}
