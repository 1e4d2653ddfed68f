package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import ai.gatewayz.sync.workflows.CatalogSyncWorkflow;
import ai.gatewayz.sync.workflows.TaskQueues;
import ai.gatewayz.sync.workflows.model.SyncReport;
import com.fasterxml.jackson.databind.JsonNode;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobsTest {
    @RegisterExtension
    final ApiFixture api = new ApiFixture();

    @Test
    void job_showsProgressOfRunningProvider() {
        CountDownLatch gate = api.activities.hold("groq");
        JsonNode started = api.post("/admin/model-sync/provider/groq?wait=0").json();
        api.activities.awaitFetch();
        JsonNode job = api.get(started.get("poll_url").asText()).json();
        gate.countDown();

        assertThat(job.get("status").asText()).isEqualTo("running");
        assertThat(job.get("kind").asText()).isEqualTo("full");
        assertThat(job.get("triggered_by").asText()).isEqualTo("api");
        assertThat(job.get("progress_percent").asInt()).isEqualTo(10);
        assertThat(job.get("completed_at").isNull()).isTrue();
        JsonNode part = job.at("/providers/0");
        assertThat(part.get("provider").asText()).isEqualTo("groq");
        assertThat(part.get("step").asText()).isEqualTo("fetch");
        assertThat(part.get("status").asText()).isEqualTo("running");
        assertThat(part.get("attempt").asInt()).isEqualTo(1);
    }

    @Test
    void job_saysWhereTemporalShowsIt() {
        api.restart(Map.of("TEMPORAL_UI_URL", "http://127.0.0.1:8233/"));
        JsonNode started = api.post("/admin/model-sync/provider/groq?wait=0").json();

        assertThat(api.get(started.get("poll_url").asText())
                        .json()
                        .get("temporal_url")
                        .asText())
                .isEqualTo("http://127.0.0.1:8233/namespaces/default/workflows/provider-sync%3Agroq/"
                        + started.get("run_id").asText() + "/history");
    }

    @Test
    void job_showsChildrenOfRunningCatalogSync() {
        CountDownLatch gate = api.activities.hold("groq");
        JsonNode started =
                api.post("/admin/model-sync/all?providers=groq&wait=0").json();
        api.activities.awaitFetch();
        JsonNode job = api.get(started.get("poll_url").asText()).json();
        gate.countDown();

        assertThat(job.get("status").asText()).isEqualTo("running");
        assertThat(job.at("/providers/0/provider").asText()).isEqualTo("groq");
        assertThat(job.at("/providers/0/step").asText()).isEqualTo("fetch");
    }

    @Test
    void job_showsResultsOfEndedCatalogSync() {
        api.activities.broken.add("groq");
        String id = api.post("/admin/model-sync/all").json().get("job_id").asText();
        JsonNode job = api.get("/admin/jobs/" + id).json();

        assertThat(job.get("status").asText()).isEqualTo("partial");
        assertThat(job.get("progress_percent").asInt()).isEqualTo(100);
        assertThat(job.get("source").asText()).isEqualTo("temporal");
        assertThat(job.get("providers")).hasSize(3);
        assertThat(job.at("/providers/1/error/code").asText()).isEqualTo("provider_auth_failed");
        assertThat(job.at("/providers/2/models_synced").asInt()).isEqualTo(117);
    }

    @Test
    void job_comesFromRunLog_whenTemporalForgotIt() {
        api.sql(CatalogRows.RUNS);
        JsonNode catalog = api.get("/admin/jobs/catalog-sync-manual-a").json();
        JsonNode provider = api.get("/admin/jobs/provider-sync:openrouter?run_id=33333333-3333-3333-3333-333333333333")
                .json();

        assertThat(catalog.get("source").asText()).isEqualTo("run_log");
        assertThat(catalog.get("status").asText()).isEqualTo("completed");
        assertThat(catalog.get("duration_ms").asInt()).isEqualTo(1500);
        assertThat(catalog.at("/providers/0/provider").asText()).isEqualTo("groq");
        assertThat(catalog.at("/providers/0/status").asText()).isEqualTo("not_modified");
        assertThat(provider.get("status").asText()).isEqualTo("completed");
        assertThat(provider.at("/providers/0/models_synced").asInt()).isEqualTo(319);
    }

    /** As Temporal's own tools start a workflow. */
    private WorkflowStub startedByHand(String summary, Map<String, ?> input) {
        WorkflowStub stub = api.temporal
                .client()
                .newUntypedWorkflowStub(
                        CatalogSyncWorkflow.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId("catalog-sync-manual-by-hand")
                                .setTaskQueue(TaskQueues.CATALOG_SYNC)
                                .setStaticSummary(summary)
                                .setStaticDetails("by hand")
                                .build());
        stub.start(input);
        return stub;
    }

    @Test
    void dryRun_isOne_howeverItWasStarted() {
        CountDownLatch gate = api.activities.hold("groq");
        WorkflowStub stub = startedByHand("groq, for real", Map.of("providers", List.of("groq"), "dryRun", true));
        api.activities.awaitFetch();
        JsonNode listed = api.get("/admin/jobs?status=running").json();
        JsonNode running = api.get("/admin/jobs/catalog-sync-manual-by-hand").json();
        JsonNode status = api.get("/admin/model-sync/status").json();
        gate.countDown();
        stub.getResult(SyncReport.class);
        JsonNode ended = api.get("/admin/jobs/catalog-sync-manual-by-hand").json();
        Answer retry = api.post("/admin/jobs/catalog-sync-manual-by-hand/retry");

        assertThat(listed.at("/jobs/0/job_id").asText()).isEqualTo("catalog-sync-manual-by-hand");
        assertThat(listed.at("/jobs/0/dry_run").asBoolean()).isTrue();
        assertThat(listed.at("/jobs/0/triggered_by").asText()).isEqualTo("manual");
        assertThat(running.get("dry_run").asBoolean()).isTrue();
        assertThat(running.at("/providers/0/step").asText()).isEqualTo("fetch");
        assertThat(status.get("running_jobs"))
                .isNotEmpty()
                .allSatisfy(job -> assertThat(job.get("dry_run").asBoolean()).isTrue());
        assertThat(ended.get("dry_run").asBoolean()).isTrue();
        assertThat(retry.status()).isEqualTo(409);
        assertThat(retry.json().get("detail").asText()).startsWith("a dry run changes nothing");
    }

    @Test
    void realSync_withTheWordsInItsSummary_canBeRetried() {
        api.activities.broken.add("groq");
        WorkflowStub stub = startedByHand("after alice's dry run", Map.of("providers", List.of("groq")));
        assertThatThrownBy(() -> stub.getResult(SyncReport.class)).isInstanceOf(WorkflowFailedException.class);
        JsonNode ended = api.get("/admin/jobs/catalog-sync-manual-by-hand").json();
        Answer retry = api.post("/admin/jobs/catalog-sync-manual-by-hand/retry");

        assertThat(ended.get("dry_run").asBoolean()).isFalse();
        assertThat(retry.status()).isEqualTo(202);
        assertThat(retry.json().get("providers")).hasToString("[\"groq\"]");
    }

    @Test
    void job_answers404_forOthersWorkflows() {
        assertThat(api.get("/admin/jobs/payroll-2026").status()).isEqualTo(404);
        assertThat(api.get("/admin/jobs/catalog-sync-manual-none").status()).isEqualTo(404);
        assertThat(api.get("/admin/jobs/catalog-sync-manual-none?run_id=x").status())
                .isEqualTo(404);
    }

    @Test
    void cancel_endsRunningJob() {
        CountDownLatch gate = api.activities.hold("groq");
        JsonNode started = api.post("/admin/model-sync/provider/groq?wait=0").json();
        api.activities.awaitFetch();
        Answer cancelled = api.post("/admin/jobs/provider-sync:groq/cancel");
        gate.countDown();
        JsonNode joined = api.post("/admin/model-sync/provider/groq?wait=10").json();

        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.json().get("run_id")).isEqualTo(started.get("run_id"));
        assertThat(joined.get("job_id").asText()).isEqualTo("provider-sync:groq");
    }

    @Test
    void cancel_answers409_afterTheEnd() {
        api.post("/admin/model-sync/provider/groq");

        assertThat(api.post("/admin/jobs/provider-sync:groq/cancel").status()).isEqualTo(409);
    }

    @Test
    void aCancelledJob_keepsItsProviders_andRetryTakesThoseThatAreLeft() {
        CountDownLatch gate = api.activities.hold("groq");
        String id = api.post("/admin/model-sync/all?providers=groq,openrouter&wait=0")
                .json()
                .get("job_id")
                .asText();
        while (!steps(id).equals(List.of("groq fetch", "openrouter done"))) {
            Thread.onSpinWait();
        }
        api.post("/admin/jobs/" + id + "/cancel");
        // Whether the cancellation or the failure comes first, the provider is not synced.
        api.activities.broken.add("groq");
        gate.countDown();
        WorkflowStub stub = api.temporal.client().newUntypedWorkflowStub(id);
        assertThatThrownBy(() -> stub.getResult(SyncReport.class)).isInstanceOf(WorkflowFailedException.class);
        JsonNode job = api.get("/admin/jobs/" + id).json();
        Answer retry = api.post("/admin/jobs/" + id + "/retry");

        assertThat(job.get("status").asText()).isEqualTo("cancelled");
        assertThat(job.get("providers"))
                .extracting(part ->
                        part.get("provider").asText() + " " + part.get("status").asText())
                .contains("openrouter synced")
                .containsAnyOf("groq cancelled", "groq failed");
        assertThat(retry.status()).isEqualTo(202);
        assertThat(retry.json().get("providers")).hasToString("[\"groq\"]");
    }

    private List<String> steps(String jobId) {
        List<String> steps = new ArrayList<>();
        api.get("/admin/jobs/" + jobId)
                .json()
                .get("providers")
                .forEach(part -> steps.add(
                        part.get("provider").asText() + " " + part.get("step").asText()));
        return steps.stream().sorted().toList();
    }

    @Test
    void theRunLog_remembersWhomAJobDidNotComeTo() {
        api.sql(CatalogRows.RUNS
                + "UPDATE sync_runs SET status = 'cancelled', providers = 3, errors ="
                + " '[{\"provider\": \"xai\", \"code\": \"cancelled\", \"error\": \"not asked\"},"
                + " {\"provider\": \"near\", \"code\": \"not_configured\", \"error\": \"set its key\"}]'"
                + " WHERE job_id = 'catalog-sync-manual-a';");
        JsonNode job = api.get("/admin/jobs/catalog-sync-manual-a").json();
        Answer retry = api.post("/admin/jobs/catalog-sync-manual-a/retry");

        assertThat(job.get("providers"))
                .extracting(part ->
                        part.get("provider").asText() + " " + part.get("status").asText())
                .containsExactly("groq not_modified", "near skipped", "xai cancelled");
        assertThat(job.has("providers_left_out")).isFalse();
        assertThat(retry.json().get("providers")).hasToString("[\"near\",\"xai\"]");
    }

    @Test
    void retry_answers409_whenEverythingIsSynced() {
        api.post("/admin/model-sync/provider/groq");
        Answer retry = api.post("/admin/jobs/provider-sync:groq/retry");

        assertThat(retry.status()).isEqualTo(409);
        assertThat(retry.json().get("detail").asText()).isEqualTo("every provider of this job is synced");
    }
}
