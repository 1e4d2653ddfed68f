package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PricingSyncTest {
    @RegisterExtension
    final ApiFixture api = new ApiFixture();

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void dryRun_tellsWhatWouldChange() {
        JsonNode body = api.post("/pricing/sync/dry-run?providers=groq-cloud,openrouter")
                .json();

        assertThat(names(body))
                .containsExactly("type", "status", "changes_would_be_made", "summary", "results", "job_id", "run_id");
        assertThat(body.get("type").asText()).isEqualTo("dry_run_sync");
        assertThat(body.get("status").asText()).isEqualTo("complete");
        assertThat(body.get("changes_would_be_made").asBoolean()).isTrue();
        assertThat(body.get("summary"))
                .hasToString("{\"providers\":2,\"total_updates\":10,\"total_new\":0,\"total_held\":0}");
        JsonNode groq = body.at("/results/groq");
        assertThat(names(groq))
                .containsExactly(
                        "provider",
                        "dry_run",
                        "triggered_by",
                        "started_at",
                        "completed_at",
                        "duration_ms",
                        "status",
                        "models_fetched",
                        "models_updated",
                        "models_skipped",
                        "models_unchanged",
                        "models_held",
                        "errors",
                        "error_details",
                        "price_changes");
        assertThat(groq.get("dry_run").asBoolean()).isTrue();
        assertThat(groq.get("triggered_by").asText()).isEqualTo("api");
        assertThat(groq.get("started_at").asText()).startsWith("20");
        assertThat(groq.get("models_fetched").asInt()).isEqualTo(120);
        assertThat(groq.get("models_updated").asInt()).isEqualTo(5);
        assertThat(groq.get("models_skipped").asInt()).isEqualTo(2);
        assertThat(groq.get("models_unchanged").asInt()).isEqualTo(113);
        assertThat(groq.get("price_changes"))
                .hasToString("[{\"status\":\"changed\",\"model_id\":\"m/1\",\"field\":\"input\",\"old\":\"0.1\","
                        + "\"new\":\"0.2\"}]");
        assertThat(body.get("job_id").asText()).startsWith("pricing-sync-manual-");
        assertThat(api.activities.requests).allMatch(r -> r.kind() == SyncKind.PRICES && r.dryRun());
    }

    @Test
    void run_syncsPricesOnly() {
        api.activities.broken.add("groq");
        JsonNode body = api.post("/pricing/sync/run").json();

        assertThat(names(body))
                .containsExactly(
                        "status",
                        "timestamp",
                        "providers_synced",
                        "total_models_updated",
                        "total_errors",
                        "results",
                        "error",
                        "job_id",
                        "run_id");
        assertThat(body.get("status").asText()).isEqualTo("partial");
        assertThat(body.get("providers_synced").asInt()).isEqualTo(2);
        assertThat(body.get("total_models_updated").asInt()).isEqualTo(10);
        assertThat(body.get("total_errors").asInt()).isEqualTo(1);
        assertThat(body.at("/results/groq/status").asText()).isEqualTo("failed");
        assertThat(body.at("/results/groq/error_details/0/code").asText()).isEqualTo("provider_auth_failed");
        assertThat(api.activities.requests)
                .extracting(ProviderSyncRequest::kind)
                .containsOnly(SyncKind.PRICES);
    }

    @Test
    void run_isCompleteWithoutFailures_andTheAliasDoesTheSame() {
        assertThat(api.post("/pricing/sync/run").json().get("status").asText()).isEqualTo("complete");
        JsonNode alias = api.post("/admin/pricing/sync?providers=groq").json();
        assertThat(alias.get("status").asText()).isEqualTo("complete");
        assertThat(alias.get("results").size()).isEqualTo(1);
    }

    @Test
    void run_inTheBackground_answersWithTheJob() {
        CountDownLatch gate = api.activities.hold("groq");
        Answer answer = api.post("/pricing/sync/run?background=true&providers=groq");
        api.activities.awaitFetch();
        JsonNode active = api.get("/admin/pricing/syncs/active").json();
        JsonNode scheduler = api.get("/admin/pricing/scheduler/status").json();
        gate.countDown();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("success").asBoolean()).isTrue();
        assertThat(answer.json().get("status").asText()).isEqualTo("queued");
        String id = answer.json().get("job_id").asText();
        assertThat(active.get("count").asInt()).isEqualTo(1);
        assertThat(active.at("/active_syncs/0/sync_id").asText()).isEqualTo(id);
        assertThat(active.at("/active_syncs/0/triggered_by").asText()).isEqualTo("api");
        assertThat(scheduler.at("/scheduler/running").asBoolean()).isTrue();
    }

    @Test
    void runProvider_hasItsOwnShape() {
        JsonNode body = api.post("/pricing/sync/run/groq-cloud").json();

        assertThat(names(body))
                .containsExactly(
                        "provider",
                        "dry_run",
                        "status",
                        "models_updated",
                        "models_skipped",
                        "price_changes",
                        "errors",
                        "job_id",
                        "run_id");
        assertThat(body.get("provider").asText()).isEqualTo("groq");
        assertThat(body.get("status").asText()).isEqualTo("success");
        assertThat(body.get("models_updated").asInt()).isEqualTo(5);
        assertThat(body.get("job_id").asText()).isEqualTo("provider-sync:groq");
        assertThat(api.activities.requests)
                .extracting(ProviderSyncRequest::kind)
                .containsExactly(SyncKind.PRICES);
    }

    @Test
    void runProvider_tellsAFailure() {
        api.activities.broken.add("groq");
        JsonNode body = api.post("/pricing/sync/run/groq").json();
        assertThat(body.get("status").asText()).isEqualTo("failed");
        assertThat(body.at("/errors/0/code").asText()).isEqualTo("provider_auth_failed");
    }

    @Test
    void runProvider_readsThePriceChangesFromTheLedger() {
        api.sql(CatalogRows.models("groq", 1));
        CountDownLatch gate = api.activities.hold("groq");
        JsonNode started = api.post("/pricing/sync/run/groq?wait=0").json();
        api.activities.awaitFetch();
        api.sql("""
                INSERT INTO model_pricing_history (model_id, change_kind, pricing_state, previous_state, components,
                    previous_components, valid_from, changed_by, job_id, fence, snapshot_sha256, transformer_version,
                    generation)
                SELECT id, 'change', 'priced', 'priced',
                    '[{"kind":"input","unit":"token","usd":"0.00000015","condition":{}},
                      {"kind":"output","unit":"token","usd":"0.000001","condition":{}}]'::jsonb,
                    '[{"kind":"input","unit":"token","usd":"0.00000014","condition":{}},
                      {"kind":"output","unit":"token","usd":"0.000001","condition":{}}]'::jsonb,
                    now(), 'provider:groq', 'provider-sync:groq', 77, '\\x00', 1, 1 FROM catalog_models;
                INSERT INTO pricing_sync_log (provider_slug, kind, job_id, workflow_id, run_id, sync_started_at,
                    sync_completed_at, duration_ms, status, outcome, triggered_by, price_changes, fence)
                VALUES ('groq', 'PRICES', 'provider-sync:groq', 'provider-sync:groq', '%s', now(), now(), 700,
                    'success', 'synced', 'api', 1, 77)
                """.formatted(started.get("run_id").asText()));
        gate.countDown();
        JsonNode body = api.post("/pricing/sync/run/groq?wait=20").json();

        assertThat(body.get("run_id")).isEqualTo(started.get("run_id"));
        assertThat(body.get("price_changes"))
                .hasToString("[{\"status\":\"changed\",\"model_id\":\"vendor/model-1\",\"field\":\"prompt\","
                        + "\"old\":\"0.00000014\",\"new\":\"0.00000015\"}]");
    }

    @Test
    void history_isTheRunLog_newestFirst() {
        api.sql(CatalogRows.RUNS);
        JsonNode body = api.get("/pricing/sync/history").json();
        assertThat(body.get("record_count").asInt()).isEqualTo(2);
        assertThat(body.at("/history/0/provider_slug").asText()).isEqualTo("groq");
        assertThat(body.at("/history/0/status").asText()).isEqualTo("success");
        assertThat(body.at("/history/0/duration_ms").asInt()).isEqualTo(800);
        assertThat(body.at("/history/1/provider_slug").asText()).isEqualTo("openrouter");

        String before = body.at("/history/0/sync_started_at").asText();
        assertThat(api.get("/pricing/sync/history?before=" + before)
                        .json()
                        .get("record_count")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.get("/pricing/sync/history?provider=groq-cloud&status=success&limit=1")
                        .json()
                        .get("record_count")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.get("/pricing/sync/history?status=failed")
                        .json()
                        .get("record_count")
                        .asInt())
                .isZero();
    }

    @Test
    void job_isReadableInThePricingToolsWords() {
        api.activities.broken.add("groq");
        String id = api.post("/pricing/sync/run").json().get("job_id").asText();
        JsonNode body = api.get("/admin/pricing/sync/" + id).json();

        assertThat(body.get("sync_id").asText()).isEqualTo(id);
        assertThat(body.get("status").asText()).isEqualTo("partial");
        assertThat(body.get("triggered_by").asText()).isEqualTo("api");
        assertThat(body.get("providers_synced").asInt()).isEqualTo(2);
        assertThat(body.get("models_updated").asInt()).isEqualTo(10);
        assertThat(body.get("models_skipped").asInt()).isEqualTo(4);
        assertThat(body.get("total_errors").asInt()).isEqualTo(1);
        assertThat(body.get("error_message").asText()).isEqualTo("groq: the provider refused our key");
        assertThat(body.get("progress_percent").asInt()).isEqualTo(100);
        assertThat(body.get("result_data").size()).isEqualTo(3);
        assertThat(body.get("duration_seconds").asDouble()).isPositive();
        assertThat(api.get("/admin/pricing/sync/payroll-2026").status()).isEqualTo(404);
    }

    @Test
    void trigger_startsTheScheduledSync() {
        Answer answer = api.post("/admin/pricing/scheduler/trigger?wait=20");
        assertThat(answer.status()).isEqualTo(202);
        JsonNode body = answer.json();
        assertThat(body.get("sync_id")).isEqualTo(body.get("job_id"));
        assertThat(body.get("triggered_by").asText()).isEqualTo("manual");
        assertThat(body.get("status").asText()).isEqualTo("complete");
        assertThat(api.get("/admin/pricing/sync/" + body.get("sync_id").asText())
                        .json()
                        .get("triggered_by")
                        .asText())
                .isEqualTo("manual");
        // Nobody named these providers, so a missing key is no failure.
        assertThat(api.activities.requests)
                .extracting(ProviderSyncRequest::named)
                .containsOnly(false);
    }

    @Test
    void schedulerStatus_andStatus_readWhatIsThere() {
        api.sql("UPDATE provider_sync_state SET last_success_at = now() - interval '90 seconds'"
                + " WHERE provider_id = (SELECT id FROM providers WHERE slug = 'groq');"
                + " INSERT INTO provider_sync_state (provider_id, last_success_at) SELECT id, now() - interval '90"
                + " seconds' FROM providers WHERE slug = 'groq' ON CONFLICT (provider_id) DO NOTHING");
        JsonNode scheduler = api.get("/admin/pricing/scheduler/status").json().get("scheduler");
        assertThat(names(scheduler))
                .containsExactly("enabled", "interval_hours", "running", "providers", "last_syncs", "next_run_at");
        assertThat(scheduler.get("enabled").asBoolean()).isFalse();
        assertThat(scheduler.get("running").asBoolean()).isFalse();
        assertThat(scheduler.get("providers")).hasToString("[\"deepinfra\",\"groq\",\"openrouter\"]");
        assertThat(scheduler.at("/last_syncs/groq/seconds_ago").asInt()).isBetween(90, 120);

        JsonNode status = api.get("/pricing/sync/status").json();
        assertThat(names(status))
                .containsExactly(
                        "last_sync",
                        "configured_providers",
                        "auto_sync_enabled",
                        "sync_interval_hours",
                        "next_sync_at",
                        "schedules");
        assertThat(status.get("last_sync").isNull()).isTrue();
        assertThat(status.get("configured_providers")).hasSize(3);
    }

    @Test
    void cleanup_findsNothing() {
        assertThat(api.post("/admin/pricing/sync/cleanup").json())
                .hasToString("{\"stuck_found\":0,\"cleaned\":[],\"message\":\"nothing is stuck: a sync that hangs is"
                        + " ended by its own timeout\"}");
    }

    @Test
    void aHundredStartsOfOneProvider_areOneRun() {
        CountDownLatch gate = api.activities.hold("groq");
        List<CompletableFuture<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String path =
                    i % 2 == 0 ? "/pricing/sync/run/groq?wait=0" : "/admin/model-sync/provider/groq?background=true";
            calls.add(api.sendAsync(api.request(path).POST(HttpRequest.BodyPublishers.noBody())));
        }
        List<StartedJob> jobs = new ArrayList<>();
        SyncLauncher launcher = new SyncLauncher(api.temporal.client());
        for (int i = 0; i < 39; i++) {
            jobs.add(launcher.startProvider(
                    new ProviderSyncRequest("groq", SyncKind.PRICES, false, "test", null, true)));
        }
        // As a schedule does it: a catalog sync of the one provider, which finds it running.
        String all = api.post("/pricing/sync/run?providers=groq")
                .json()
                .at("/results/groq/error_details/0/code")
                .asText();
        List<String> ids = new ArrayList<>();
        for (CompletableFuture<Answer> call : calls) {
            Answer answer = call.join();
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
            ids.add(answer.json().get("job_id").asText() + " "
                    + answer.json().get("run_id").asText());
        }
        jobs.forEach(job -> ids.add(job.jobId() + " " + job.runId()));
        gate.countDown();

        assertThat(ids).hasSize(99);
        assertThat(ids.stream().distinct()).hasSize(1);
        assertThat(ids.get(0)).startsWith("provider-sync:groq ");
        assertThat(all).isEqualTo("already_running");
        assertThat(api.activities.fetches).hasValue(1);
    }

    @Test
    void fullSync_waitsForTheRunningPricingSync_ratherThanJoiningIt() {
        CountDownLatch gate = api.activities.hold("groq");
        JsonNode prices = api.post("/pricing/sync/run/groq?wait=0").json();
        api.activities.awaitFetch();
        JsonNode joined = api.post("/admin/model-sync/provider/groq?wait=0").json();
        CompletableFuture<Answer> full = api.sendAsync(
                api.request("/admin/model-sync/provider/groq?wait=20").POST(HttpRequest.BodyPublishers.noBody()));
        gate.countDown();

        assertThat(joined.get("run_id")).isEqualTo(prices.get("run_id"));
        assertThat(joined.get("message").asText())
                .isEqualTo("A pricing sync of groq, which covers prices only, is running already; ask poll_url for its"
                        + " progress");
        assertThat(full.join().json().get("run_id")).isNotEqualTo(prices.get("run_id"));
        assertThat(api.activities.requests)
                .extracting(ProviderSyncRequest::kind)
                .containsExactly(SyncKind.PRICES, SyncKind.FULL);
    }

    @Test
    void idempotencyKey_findsTheSameJob() {
        HttpRequest.BodyPublisher none = HttpRequest.BodyPublishers.noBody();
        Answer one = api.send(api.request("/pricing/sync/run?wait=0")
                .header("Idempotency-Key", "k1")
                .POST(none));
        Answer two = api.send(api.request("/pricing/sync/run?wait=0")
                .header("Idempotency-Key", "k1")
                .POST(none));
        Answer other = api.send(api.request("/pricing/sync/run?wait=0&providers=groq")
                .header("Idempotency-Key", "k1")
                .POST(none));
        assertThat(two.json().get("job_id")).isEqualTo(one.json().get("job_id"));
        assertThat(other.status()).isEqualTo(422);
    }
}
