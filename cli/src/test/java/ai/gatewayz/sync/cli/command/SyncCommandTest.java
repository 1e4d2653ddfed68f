package ai.gatewayz.sync.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.cli.client.FakeApi;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Recorder;
import ai.gatewayz.sync.cli.runtime.FakeServices;
import ai.gatewayz.sync.cli.runtime.Stopper;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncCommandTest {
    private static final String QUEUED =
            "{\"success\":true,\"status\":\"queued\",\"job_id\":\"catalog-sync-manual-1\",\"run_id\":\"r\","
                    + "\"already_running\":false}";
    private static final String ENDED = """
            {"job_id":"catalog-sync-manual-1","status":"partial","details":{"total_duration_ms":1500,"results":[
              {"provider":"openai","status":"skipped","error":{"code":"not_configured","message":"OPENAI_API_KEY is not set"}},
              {"provider":"groq","status":"synced","models_fetched":4,"models_transformed":3,"models_skipped":1,
               "models_synced":3,"models_new":3,"duration_ms":70}],
              "changes":[{"provider":"groq","provider_model_id":"m","type":"price.changed","before":"1","after":"2"}]}}
            """;

    private final FakeApi api = new FakeApi();
    private final Recorder recorder = new Recorder();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void syncsAll_andASkippedProviderThatNobodyNamedIsNoFailure() {
        prepareAll();
        assertThat(run("sync")).isZero();
        assertThat(recorder.outLines())
                .containsExactly(
                        "✓ groq | Fetched: 4 | Transformed: 3 | Skipped: 1 | Synced: 3",
                        "– openai | skipped: OPENAI_API_KEY is not set",
                        "2 providers: 1 synced, 0 failed, 1 skipped. 3 models (3 new, 0 updated, 0 delisted), "
                                + "0 price changes, 0 held, in 1.5 s.");
        assertThat(api.requests())
                .containsExactly("POST /admin/model-sync/all?wait=0", "GET /admin/jobs/catalog-sync-manual-1?run_id=r");
        assertThat(api.authorizations()).containsOnly("Bearer 0123456789abcdef");
    }

    @Test
    void blanksAndCommasNameTheSameProviders_andANamedOneWithoutKeyFails() {
        prepareAll();
        assertThat(run("sync", "--providers", "openai", "groq,openai", "--dry-run"))
                .isEqualTo(1);
        assertThat(run("sync", "--providers", "openai,groq", "--dry-run")).isEqualTo(1);
        assertThat(run("sync", "--provider", "openai", "--provider", "groq", "--dry-run"))
                .isEqualTo(1);
        assertThat(api.requests().stream().filter(request -> request.startsWith("POST")))
                .containsOnly("POST /admin/model-sync/all?providers=openai&providers=groq&dry_run=true&wait=0")
                .hasSize(3);
    }

    @Test
    void verbose_showsPlannedChanges() {
        prepareAll();
        run("sync", "--dry-run", "-v");
        assertThat(recorder.outLines())
                .contains("PROVIDER  MODEL  CHANGE         OLD  NEW", "groq      m      price.changed  1    2");
    }

    @Test
    void oneProviderHasItsOwnJob() {
        api.on(
                "POST /admin/model-sync/provider/groq",
                200,
                "{\"details\":{\"provider\":\"groq\",\"status\":\"failed\","
                        + "\"error\":{\"code\":\"provider_unavailable\",\"message\":\"HTTP 503\"}}}");
        assertThat(run("sync", "--provider", "groq")).isEqualTo(1);
        assertThat(recorder.out()).isEqualTo("✗ groq | provider_unavailable: HTTP 503\n");
    }

    @Test
    void noWait_printsTheJobAndReturns() {
        prepareAll();
        assertThat(run("sync", "--no-wait")).isZero();
        assertThat(recorder.outLines())
                .containsExactly(
                        "Started: catalog-sync-manual-1", "See it with: ./catalog-sync status catalog-sync-manual-1");
        assertThat(api.requests()).hasSize(1);
    }

    @Test
    void json_isTheJobAsItEnded() {
        prepareAll();
        assertThat(run("sync", "--json")).isZero();
        assertThat(Json.read(recorder.out())).isEqualTo(Json.read(ENDED));
    }

    @Test
    void aFailedJobWithoutResultsSaysWhy() {
        api.on("POST /admin/model-sync/all", 202, QUEUED)
                .on(
                        "GET /admin/jobs/catalog-sync-manual-1",
                        200,
                        "{\"status\":\"timed_out\",\"error\":{\"code\":\"timed_out\",\"message\":\"ran out of time\"}}");
        assertThat(run("sync")).isEqualTo(1);
        assertThat(recorder.outLines()).contains("The job ended as timed_out: ran out of time");
    }

    @Test
    void refusalOfTheApiIsAUsageError() {
        api.on("POST /admin/model-sync/all", 400, "{\"detail\":\"Invalid providers: x, y. Available: groq\"}");
        assertThat(run("sync", "--providers", "x,y")).isEqualTo(2);
        assertThat(recorder.errLines()).containsExactly("error: Invalid providers: x, y. Available: groq");
    }

    @Test
    void statusShowsTheCatalog_orAJob() {
        api.on(
                        "GET /admin/model-sync/status",
                        200,
                        "{\"providers\":{\"stats\":{\"total\":2}},\"models\":{\"stats\":{\"total\":9,\"active\":8}},"
                                + "\"last_sync\":null,\"running_jobs\":[{\"job_id\":\"j\",\"kind\":\"FULL\"}]}")
                .on(
                        "GET /admin/jobs/j",
                        200,
                        "{\"job_id\":\"j\",\"status\":\"running\",\"providers\":[{\"provider\":\"groq\",\"step\":\"fetch\"}]}");
        assertThat(run("status")).isZero();
        assertThat(run("status", "j")).isZero();
        assertThat(recorder.outLines())
                .containsExactly(
                        "models",
                        "  total    9",
                        "  active   8",
                        "providers",
                        "  total    2",
                        "RUNNING JOB  KIND",
                        "j            FULL",
                        "job id  j",
                        "status  running",
                        "PROVIDER  STEP",
                        "groq      fetch");
    }

    @Test
    void modelsShowExactPricesPerMillion() {
        api.on("GET /models", 200, """
                {"total":3,"data":[
                 {"provider_slug":"groq","provider_model_id":"a/b","context_length":8192,
                  "pricing":{"state":"priced","prompt":"0.00000015","completion":"0.0000000333"}},
                 {"provider_slug":"openai","id":"c","pricing":{"state":"unknown","prompt":null}}]}
                """);
        assertThat(run("models", "a b", "--provider", "groq", "--limit", "2")).isZero();
        assertThat(recorder.outLines())
                .containsExactly(
                        "PROVIDER  MODEL  CONTEXT  INPUT $/M  OUTPUT $/M  PRICE",
                        "groq      a/b       8192       0.15      0.0333  priced",
                        "openai    c                                      unknown",
                        "2 of 3; see more with --limit.");
        assertThat(api.requests()).containsExactly("GET /models?q=a%20b&provider=groq&limit=2");
    }

    @Test
    void priceShowsComponents() {
        api.on(
                "GET /prices/groq/a/b",
                200,
                "{\"provider\":\"groq\",\"pricing\":{\"state\":\"priced\",\"components\":["
                        + "{\"kind\":\"input\",\"unit\":\"token\",\"amount\":\"0.00000015\"}]}}");
        assertThat(run("price", "groq", "a/b", "--at", "2026-01-01T00:00:00Z")).isZero();
        assertThat(recorder.outLines())
                .containsExactly(
                        "provider  groq",
                        "pricing",
                        "  state   priced",
                        "",
                        "KIND   UNIT   $ PER UNIT",
                        "input  token  0.00000015");
        assertThat(api.requests()).containsExactly("GET /prices/groq/a/b?at=2026-01-01T00%3A00%3A00Z");
    }

    private void prepareAll() {
        api.on("POST /admin/model-sync/all", 202, QUEUED).on("GET /admin/jobs/catalog-sync-manual-1", 200, ENDED);
    }

    private int run(String... arguments) {
        Map<String, String> environment =
                Map.of("API_URL", api.url(), "ADMIN_API_KEY", "0123456789abcdef", "DATA_DIR", directory.toString());
        return Program.run(
                new CommandContext(environment, recorder.screen(), new FakeServices(), new Stopper(), file -> {}),
                verbose -> {},
                arguments);
    }
}
