package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ModelSyncTest {
    @RegisterExtension
    final ApiFixture api = new ApiFixture();

    @Test
    void providers_listsFetchableSorted() {
        assertThat(api.get("/admin/model-sync/providers").body())
                .isEqualTo("{\"providers\":[\"deepinfra\",\"groq\",\"openrouter\"],\"count\":3}");
    }

    @Test
    void provider_answersWithExactBody() {
        Answer answer = api.post("/admin/model-sync/provider/openrouter");

        assertThat(answer.status()).isEqualTo(200);
        ObjectNode body = (ObjectNode) answer.json();
        assertThat(body.remove("run_id").asText()).hasSize(36);
        ObjectNode details = (ObjectNode) body.get("details");
        assertThat(details.remove("duration_ms").asLong()).isNotNegative();
        ((ObjectNode) details.get("metrics")).remove("invalidate_ms");
        assertThat(body.toString())
                .isEqualTo("{\"success\":true,\"status\":\"completed\",\"message\":\"Synced 117 models from openrouter."
                        + " Fetched: 120, Transformed: 118, Skipped: 2\",\"details\":{\"success\":true,"
                        + "\"provider\":\"openrouter\",\"provider_id\":1,\"status\":\"synced\",\"models_fetched\":120,"
                        + "\"models_transformed\":118,\"models_skipped\":2,\"models_synced\":117,\"models_new\":3,"
                        + "\"models_updated\":4,\"models_unchanged\":110,\"models_delisted\":1,\"price_changes\":5,"
                        + "\"held_changes\":0,\"dry_run\":false,\"skip_reasons\":{\"no_id\":2},"
                        + "\"metrics\":{\"fetch_ms\":11,\"transform_ms\":12,\"upsert_ms\":13}},"
                        + "\"job_id\":\"provider-sync:openrouter\"}");
    }

    @Test
    void provider_suggestsTheOneThatWasMeant() {
        Answer answer = api.post("/admin/model-sync/provider/grok");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("detail").asText()).isEqualTo("provider grok not found; close to it: groq");
        assertThat(api.post("/admin/model-sync/provider/zzzzz")
                        .json()
                        .get("detail")
                        .asText())
                .isEqualTo("provider zzzzz not found");
    }

    @Test
    void provider_listsPlannedChangesOfDryRun() {
        JsonNode body =
                api.post("/admin/model-sync/provider/groq-cloud?dry_run=true").json();

        assertThat(body.get("message").asText())
                .isEqualTo("[DRY RUN] Synced 117 models from groq. Fetched: 120, Transformed: 118, Skipped: 2");
        assertThat(body.get("job_id").asText()).isEqualTo("provider-dry-run:groq");
        assertThat(body.at("/details/dry_run").asBoolean()).isTrue();
        assertThat(body.at("/details/changes").toString())
                .isEqualTo("[{\"type\":\"price.changed\",\"provider\":\"groq\",\"provider_model_id\":\"m/1\","
                        + "\"before\":{\"input\":\"0.1\"},\"after\":{\"input\":\"0.2\"}}]");
    }

    @Test
    void provider_tellsFailureOfProvider() {
        api.activities.broken.add("groq");
        JsonNode body = api.post("/admin/model-sync/provider/groq").json();

        assertThat(body.get("success").asBoolean()).isFalse();
        assertThat(body.get("status").asText()).isEqualTo("failed");
        assertThat(body.get("message").asText()).isEqualTo("Failed to sync groq: the provider refused our key");
        assertThat(body.at("/details/error").toString())
                .isEqualTo("{\"code\":\"provider_auth_failed\",\"message\":\"the provider refused our key\"}");
    }

    @Test
    void all_sumsUpSuccessFailureAndSkip() {
        api.activities.broken.add("groq");
        api.activities.unconfigured.add("deepinfra");
        JsonNode body = api.post("/admin/model-sync/all").json();

        assertThat(body.get("success").asBoolean()).isTrue();
        assertThat(body.get("status").asText()).isEqualTo("partial");
        assertThat(body.get("message").asText())
                .isEqualTo("Processed 3 providers. Success: 1, Errors: 2. Total synced: 117 models");
        JsonNode details = body.get("details");
        assertThat(details.get("successful_syncs").asInt()).isEqualTo(1);
        assertThat(details.get("failed_syncs").asInt()).isEqualTo(1);
        assertThat(details.get("skipped_syncs").asInt()).isEqualTo(1);
        assertThat(details.get("total_models_fetched").asInt()).isEqualTo(120);
        assertThat(details.get("results")).hasSize(3);
        assertThat(details.get("errors").toString())
                .isEqualTo("[{\"provider\":\"deepinfra\",\"code\":\"not_configured\",\"error\":\"set its API key\"},"
                        + "{\"provider\":\"groq\",\"code\":\"provider_auth_failed\","
                        + "\"error\":\"the provider refused our key\"}]");
    }

    @Test
    void all_takesRepeatedAndCommaSeparatedNames() {
        JsonNode body = api.post("/admin/model-sync/all?providers=openrouter,groq-cloud&providers=groq&dry_run=true")
                .json();

        assertThat(body.get("message").asText())
                .isEqualTo("[DRY RUN] Processed 2 providers. Success: 2, Errors: 0. Total synced: 234 models");
    }

    @Tag("A15")
    @Test
    void all_startsNothing_whenProviderIsUnknown() {
        Answer answer = api.post("/admin/model-sync/all?providers=openrouter,nope,zip%3Cb%3E");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").asText())
                .isEqualTo("Invalid providers: nope, zip?b?. Available: deepinfra, groq, openrouter");
        assertThat(api.activities.fetches).hasValue(0);
    }

    @Test
    void provider_answers202_whenNobodyWaits() {
        CountDownLatch gate = api.activities.hold("openrouter");
        Answer answer = api.post("/admin/model-sync/provider/openrouter?background=true");

        assertThat(answer.status()).isEqualTo(202);
        JsonNode body = answer.json();
        String run = body.get("run_id").asText();
        assertThat(body.get("status").asText()).isEqualTo("queued");
        assertThat(body.get("already_running").asBoolean()).isFalse();
        assertThat(body.get("poll_url").asText()).isEqualTo("/admin/jobs/provider-sync:openrouter?run_id=" + run);

        Answer second = api.post("/admin/model-sync/provider/openrouter?wait=0");
        assertThat(second.json().get("already_running").asBoolean()).isTrue();
        assertThat(second.json().get("run_id").asText()).isEqualTo(run);
        gate.countDown();
    }

    @Tag("G20")
    @Test
    void provider_joinsOneRun_whenAskedTwiceAtOnce() {
        CountDownLatch gate = api.activities.hold("openrouter");
        CompletableFuture<Answer> first = async("/admin/model-sync/provider/openrouter?wait=0");
        CompletableFuture<Answer> second = async("/admin/model-sync/provider/openrouter?wait=0");
        JsonNode one = first.join().json();
        JsonNode two = second.join().json();
        gate.countDown();

        assertThat(one.get("run_id")).isEqualTo(two.get("run_id"));
        assertThat(one.get("already_running").asBoolean()
                        ^ two.get("already_running").asBoolean())
                .isTrue();
        assertThat(api.post("/admin/model-sync/provider/openrouter").status()).isEqualTo(200);
    }

    private CompletableFuture<Answer> async(String path) {
        return api.sendAsync(api.request(path).POST(BodyPublishers.noBody()));
    }

    @Test
    void idempotencyKey_findsSameJob() {
        JsonNode first = keyed("/admin/model-sync/all?wait=0", "night-42").json();
        JsonNode second = keyed("/admin/model-sync/all?wait=0", "night-42").json();

        assertThat(second.get("job_id")).isEqualTo(first.get("job_id"));
        assertThat(second.get("run_id")).isEqualTo(first.get("run_id"));
        assertThat(first.get("already_running").asBoolean()).isFalse();
        assertThat(second.get("already_running").asBoolean()).isTrue();
        // SHA-256 of the key, so that other processes name the job alike
        assertThat(first.get("job_id").asText()).isEqualTo("catalog-sync-manual-f3b0734825c6af13");
    }

    @Test
    void idempotencyKey_isRefused_forAnotherRequest() {
        keyed("/admin/model-sync/all?wait=0", "night-43");

        assertThat(keyed("/admin/model-sync/all?wait=0&dry_run=true", "night-43")
                        .status())
                .isEqualTo(422);
        assertThat(keyed("/admin/model-sync/provider/groq?wait=0", "night-43").status())
                .isEqualTo(422);
        assertThat(keyed("/admin/model-sync/all?wait=0", "x".repeat(256)).status())
                .isEqualTo(400);
    }

    private Answer keyed(String path, String key) {
        return api.send(api.request(path).header("Idempotency-Key", key).POST(BodyPublishers.noBody()));
    }

    @Test
    void status_showsCatalogAndWhatRuns() {
        api.sql(CatalogRows.models("openrouter", 2500));
        CountDownLatch gate = api.activities.hold("groq");
        String run = api.post("/admin/model-sync/all?providers=groq&wait=0")
                .json()
                .get("job_id")
                .asText();
        api.activities.awaitFetch();
        JsonNode body = api.get("/admin/model-sync/status").json();
        gate.countDown();

        assertThat(body.get("providers").toString())
                .isEqualTo("{\"in_database\":4,\"with_fetch_functions\":3,\"fetchable_in_db\":3,"
                        + "\"fetchable_not_in_db\":0,\"stats\":{\"total\":4,\"active\":4,\"inactive\":0,\"healthy\":1,"
                        + "\"degraded\":1,\"down\":0,\"unknown\":2}}");
        assertThat(body.at("/models/stats").toString())
                .isEqualTo("{\"total\":2500,\"active\":2500,\"total_active\":2500,\"inactive\":0,\"healthy\":2500,"
                        + "\"degraded\":0,\"down\":0,\"unknown\":0,\"by_modality\":{\"text->text\":2500},"
                        + "\"by_provider\":{\"openrouter\":2500},"
                        + "\"by_price_state\":{\"priced\":2500,\"free\":0,\"dynamic\":0,\"unknown\":0}}");
        assertThat(body.get("last_sync").isNull()).isTrue();
        assertThat(body.get("running_jobs").findValuesAsText("job_id"))
                .containsExactlyInAnyOrder(run, "provider-sync:groq");
    }

    @Test
    void providersOnly_tellsHowManyAreRegistered() {
        JsonNode body = api.post("/admin/model-sync/providers-only").json();

        assertThat(body.get("success").asBoolean()).isTrue();
        assertThat(body.at("/details/providers_synced").asInt()).isEqualTo(4);
        assertThat(body.get("message").asText()).startsWith("Synced 4 providers to database");
    }

    @Test
    void health_readsRunLog() {
        api.sql(CatalogRows.RUNS);
        JsonNode body = api.get("/admin/model-sync/health").json();

        assertThat(body.get("is_healthy").asBoolean()).isTrue();
        assertThat(body.get("total_runs").asInt()).isEqualTo(3);
        assertThat(body.get("successful_runs").asInt()).isEqualTo(2);
        assertThat(body.get("failed_runs").asInt()).isEqualTo(1);
        assertThat(body.get("success_rate").asText()).isEqualTo("66.67");
        assertThat(body.get("last_error").asText()).isEqualTo("the provider refused our key");
        assertThat(body.get("last_duration_seconds").asText()).isEqualTo("1.5");
        assertThat(body.get("last_models_synced").asInt()).isEqualTo(2500);
        assertThat(body.get("minutes_since_last_sync").asInt()).isEqualTo(10);
        assertThat(body.get("sync_interval_minutes").asInt()).isEqualTo(360);
    }

    @Test
    void health_isBad_withoutAnyRun() {
        JsonNode body = api.get("/admin/model-sync/health").json();

        assertThat(body.get("is_healthy").asBoolean()).isFalse();
        assertThat(body.get("health_reason").asText()).isEqualTo("no sync has succeeded yet");
        assertThat(body.get("last_run_time").isNull()).isTrue();
    }
}
