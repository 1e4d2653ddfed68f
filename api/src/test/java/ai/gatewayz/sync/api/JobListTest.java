package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the in-JVM server, which cannot list workflows. */
class JobListTest {
    @RegisterExtension
    final ApiFixture api = new ApiFixture();

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        api.get("/admin/jobs" + query)
                .json()
                .get("jobs")
                .forEach(job -> ids.add(job.get("job_id").asText()));
        return ids;
    }

    @Test
    void jobs_areThoseOfTheLog_newestFirst() {
        api.sql(CatalogRows.RUNS);
        JsonNode body = api.get("/admin/jobs").json();

        assertThat(ids(""))
                .containsExactly("catalog-sync-manual-a", "catalog-sync-manual-b", "provider-sync:openrouter");
        assertThat(body.get("count").asInt()).isEqualTo(3);
        assertThat(body.get("next_cursor").isNull()).isTrue();
        JsonNode first = body.at("/jobs/0");
        assertThat(first.get("kind").asText()).isEqualTo("full");
        assertThat(first.get("status").asText()).isEqualTo("completed");
        assertThat(first.get("duration_ms").asInt()).isEqualTo(1500);
        assertThat(first.get("source").asText()).isEqualTo("run_log");
        assertThat(first.get("counts"))
                .hasToString("{\"providers\":3,\"succeeded\":3,\"failed\":0,\"skipped\":0,\"models_fetched\":2600,"
                        + "\"models_synced\":2500,\"price_changes\":0,\"held_changes\":0}");
        assertThat(body.at("/jobs/2/provider").asText()).isEqualTo("openrouter");
    }

    @Test
    void filters_narrowTheList() {
        api.sql(CatalogRows.RUNS);
        assertThat(ids("?status=failed")).containsExactly("catalog-sync-manual-b");
        assertThat(ids("?status=completed&provider=openrouter")).containsExactly("provider-sync:openrouter");
        assertThat(ids("?provider=groq-cloud")).containsExactly("catalog-sync-manual-a");
        assertThat(ids("?kind=prices")).isEmpty();
        assertThat(ids("?status=running")).isEmpty();
        assertThat(ids("?status=timed_out")).isEmpty();
    }

    @Test
    void cursor_leadsThroughEveryJobOnce() {
        api.sql(CatalogRows.RUNS);
        api.sql("INSERT INTO sync_runs SELECT 'catalog-sync-manual-' || n, run_id, 'PRICES', status, triggered_by,"
                + " started_at, completed_at, duration_ms, providers, succeeded, failed, skipped, models_fetched,"
                + " models_synced, models_delisted, errors FROM sync_runs, generate_series(1, 5) n");
        List<String> seen = new ArrayList<>();
        String next = "?limit=2";
        for (int page = 0; page < 20 && !next.isEmpty(); page++) {
            JsonNode body = api.get("/admin/jobs" + next).json();
            body.get("jobs")
                    .forEach(job -> seen.add(
                            job.get("job_id").asText() + job.get("run_id").asText()));
            next = body.get("next_cursor").isNull()
                    ? ""
                    : "?limit=2&cursor=" + body.get("next_cursor").asText();
        }
        assertThat(seen).hasSize(13).doesNotHaveDuplicates();
    }

    @Test
    void runningJobs_areInTheList() {
        api.sql(CatalogRows.RUNS);
        CountDownLatch gate = api.activities.hold("groq");
        String id = api.post("/pricing/sync/run?background=true")
                .json()
                .get("job_id")
                .asText();
        api.activities.awaitFetch();
        JsonNode running = api.get("/admin/jobs?status=running").json();
        List<String> all = ids("");
        List<String> ofGroq = ids("?provider=groq");
        List<String> full = ids("?kind=full&status=running");
        gate.countDown();

        assertThat(running.get("count").asInt()).isEqualTo(1);
        JsonNode job = running.at("/jobs/0");
        assertThat(job.get("job_id").asText()).isEqualTo(id);
        assertThat(job.get("kind").asText()).isEqualTo("prices");
        assertThat(job.get("triggered_by").asText()).isEqualTo("api");
        assertThat(job.get("completed_at").isNull()).isTrue();
        assertThat(all).first().isEqualTo(id);
        assertThat(all).hasSize(4);
        assertThat(ofGroq).containsExactly(id, "catalog-sync-manual-a");
        assertThat(full).isEmpty();
    }

    @Tag("A17")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=501",
                "limit=%D9%A3",
                "limit=",
                "limit=1&limit=2",
                "status=done",
                "kind=FULL",
                "cursor=x",
                "cursor=MTIz",
                "cursor=%20",
                "x=1",
                // Another job under the same check sum.
                "cursor=MTc5MDAwMDAwMDAwMDAwMHxjYXRhbG9nLXN5bmMtbWFudWFsLWF8cnwxMjM0"
            })
    void badParameters_areRefused(String query) {
        assertThat(api.get("/admin/jobs?" + query).status()).isEqualTo(400);
    }

    @Test
    void unknownProvider_is404() {
        assertThat(api.get("/admin/jobs?provider=nobody").status()).isEqualTo(404);
    }

    @Test
    void retry_syncsJustWhatFailed() {
        api.activities.broken.add("groq");
        api.activities.broken.add("openrouter");
        String id = api.post("/pricing/sync/run").json().get("job_id").asText();
        api.activities.broken.clear();
        api.activities.requests.clear();
        Answer answer = api.post("/admin/jobs/" + id + "/retry");
        String retry = answer.json().get("job_id").asText();
        api.post("/pricing/sync/run/groq?wait=20");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().get("retry_of").asText()).isEqualTo(id);
        assertThat(answer.json().get("providers")).hasToString("[\"groq\",\"openrouter\"]");
        assertThat(retry).startsWith("pricing-sync-manual-");
        assertThat(api.activities.requests)
                .extracting(ProviderSyncRequest::provider)
                .containsOnly("groq", "openrouter");
        assertThat(api.activities.requests)
                .extracting(ProviderSyncRequest::kind)
                .containsOnly(SyncKind.PRICES);
    }

    @Test
    void retry_ofOneProvider_isThatProvidersJob() {
        api.activities.broken.add("groq");
        String id = api.post("/admin/model-sync/all").json().get("job_id").asText();
        api.activities.broken.clear();
        assertThat(api.post("/admin/jobs/" + id + "/retry").json().get("job_id").asText())
                .isEqualTo("provider-sync:groq");
    }

    @Test
    void retry_needsAnEndedJobThatFailed() {
        String good = api.post("/admin/model-sync/all").json().get("job_id").asText();
        assertThat(api.post("/admin/jobs/" + good + "/retry").status()).isEqualTo(409);
        api.activities.broken.add("groq");
        api.post("/pricing/sync/run/groq?dry_run=true");
        assertThat(api.post("/admin/jobs/provider-dry-run:groq/retry").status()).isEqualTo(409);
        assertThat(api.post("/admin/jobs/catalog-sync-manual-none/retry").status())
                .isEqualTo(404);
        assertThat(api.send(api.anonymous("/admin/jobs/" + good + "/retry")
                                .header("Authorization", "Bearer " + ApiFixture.VIEWER)
                                .POST(HttpRequest.BodyPublishers.noBody()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void events_tellProgressUntilTheEnd() {
        CountDownLatch gate = api.activities.hold("groq");
        String id =
                api.post("/pricing/sync/run/groq?wait=0").json().get("job_id").asText();
        api.activities.awaitFetch();
        CompletableFuture<Answer> stream =
                api.sendAsync(api.request("/admin/jobs/" + id + "/events").GET());
        // The stream has begun when the job's state was read for it.
        JsonNode before = api.get("/admin/jobs/" + id).json();
        gate.countDown();
        Answer answer = stream.join();

        assertThat(before.get("status").asText()).isEqualTo("running");
        assertThat(answer.header("content-type")).startsWith("text/event-stream");
        assertThat(answer.body()).contains("event: end\ndata: {\"job_id\":\"provider-sync:groq\"");
        String last = answer.body().substring(answer.body().lastIndexOf("event: end"));
        assertThat(last).contains("\"status\":\"completed\"").contains("\"progress_percent\":100");
        assertThat(api.get("/admin/jobs/payroll/events").status()).isEqualTo(404);
    }
}
