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

/** The commands for pricing, schedules and the run log. */
class ScheduleCommandTest {
    private static final String PRICING = "{\"id\":\"pricing-sync\",\"kind\":\"prices\",\"cron\":\"37 3-23/6 * * *\","
            + "\"interval_hours\":6,\"enabled\":true,\"next_runs\":[\"2026-11-21T09:37:00Z\"],\"last_run\":null,"
            + "\"note\":\"made\"}";

    private final FakeApi api = new FakeApi();
    private final Recorder recorder = new Recorder();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        api.close();
    }

    private int run(String... arguments) {
        Map<String, String> environment =
                Map.of("API_URL", api.url(), "ADMIN_API_KEY", "0123456789abcdef", "DATA_DIR", directory.toString());
        return Program.run(
                new CommandContext(environment, recorder.screen(), new FakeServices(), new Stopper(), file -> {}),
                verbose -> {},
                arguments);
    }

    @Test
    void schedule_listsThem() {
        api.on("GET /admin/schedules", 200, "{\"schedules\":[" + PRICING + "],\"count\":1}");
        assertThat(run("schedule")).isZero();
        assertThat(run("schedule", "list")).isZero();
        assertThat(recorder.outLines())
                .containsExactly(
                        "SCHEDULE      KIND    CRON             HOURS  ENABLED  NEXT RUN              NOTE",
                        "pricing-sync  prices  37 3-23/6 * * *      6  true     2026-11-21T09:37:00Z  made",
                        "SCHEDULE      KIND    CRON             HOURS  ENABLED  NEXT RUN              NOTE",
                        "pricing-sync  prices  37 3-23/6 * * *      6  true     2026-11-21T09:37:00Z  made");
    }

    @Test
    void schedule_sendsChangesAsTheyWereGiven() {
        api.on("POST /admin/schedules/pricing-sync/pause", 200, PRICING)
                .on("POST /admin/schedules/pricing-sync/resume", 200, PRICING)
                .on("PUT /admin/schedules/pricing-sync", 200, PRICING)
                .on("POST /admin/schedules/pricing-sync/backfill", 202, "{\"message\":\"made up for\"}");
        assertThat(run("schedule", "pause", "pricing-sync", "--note", "maintenance"))
                .isZero();
        assertThat(run("schedule", "resume", "pricing-sync")).isZero();
        assertThat(run("schedule", "set", "pricing-sync", "--every", "2", "--enabled", "false"))
                .isZero();
        assertThat(run("schedule", "set", "pricing-sync", "--cron", "7 2 * * *"))
                .isZero();
        assertThat(run(
                        "schedule",
                        "backfill",
                        "pricing-sync",
                        "--from",
                        "2026-11-20T00:00:00Z",
                        "--to",
                        "2026-11-20T12:00:00Z"))
                .isZero();
        assertThat(api.bodies())
                .containsExactly(
                        "{\"note\":\"maintenance\"}",
                        "{}",
                        "{\"interval_hours\":2,\"enabled\":false}",
                        "{\"cron\":\"7 2 * * *\"}",
                        "{\"start_at\":\"2026-11-20T00:00:00Z\",\"end_at\":\"2026-11-20T12:00:00Z\"}");
        assertThat(recorder.outLines()).contains("made up for");
    }

    @Test
    void schedule_setWithoutAChange_isAUsageError() {
        assertThat(run("schedule", "set", "pricing-sync")).isEqualTo(2);
        assertThat(run("schedule", "pause")).isEqualTo(2);
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void schedule_tellsWhatTheServerCannotDo() {
        api.on(
                "POST /admin/schedules/pricing-sync/pause",
                501,
                "{\"status\":501,\"detail\":\"this Temporal server has no schedules\"}");
        assertThat(run("schedule", "pause", "pricing-sync")).isEqualTo(1);
        assertThat(recorder.errLines()).containsExactly("error: this Temporal server has no schedules (501)");
    }

    @Test
    void schedule_triggerPrintsTheJob() {
        api.on("POST /admin/schedules/pricing-sync/trigger", 202, "{\"job_id\":\"pricing-sync-manual-1\"}");
        assertThat(run("schedule", "trigger", "pricing-sync")).isZero();
        assertThat(recorder.outLines())
                .containsExactly(
                        "Started: pricing-sync-manual-1", "See it with: ./catalog-sync status pricing-sync-manual-1");
    }

    @Test
    void pricingSync_followsItsJob() {
        api.on("POST /pricing/sync/run", 202, "{\"job_id\":\"pricing-sync-manual-1\",\"run_id\":\"r\"}")
                .on("GET /admin/jobs/pricing-sync-manual-1", 200, """
                        {"job_id":"pricing-sync-manual-1","status":"partial","duration_ms":1500,"providers":[
                          {"provider":"groq","status":"synced","models_fetched":4,"models_transformed":3,
                           "models_skipped":1,"models_synced":3,"price_changes":2},
                          {"provider":"xai","status":"failed","error":{"code":"timeout","message":"too slow"}}]}
                        """);
        assertThat(run("pricing-sync", "--providers", "groq,xai")).isEqualTo(1);
        assertThat(recorder.outLines())
                .containsExactly(
                        "✓ groq | Fetched: 4 | Transformed: 3 | Skipped: 1 | Synced: 3",
                        "✗ xai | timeout: too slow",
                        "2 providers: 1 synced, 1 failed, 0 skipped. 3 models (0 new, 0 updated, 0 delisted), "
                                + "2 price changes, 0 held, in 1.5 s.");
        assertThat(api.requests())
                .containsExactly(
                        "POST /pricing/sync/run?providers=groq&providers=xai&wait=0",
                        "GET /admin/jobs/pricing-sync-manual-1?run_id=r");
    }

    @Test
    void pricingSync_dryRunShowsTheChanges() {
        api.on("POST /pricing/sync/dry-run", 200, """
                {"type":"dry_run_sync","status":"complete","changes_would_be_made":true,
                 "summary":{"providers":1,"total_updates":2,"total_new":0,"total_held":1},"results":{"groq":
                  {"provider":"groq","errors":0,"price_changes":[
                   {"status":"changed","model_id":"a/b","field":"prompt","old":"0.00000015","new":"0.0000002"}]}}}
                """);
        assertThat(run("pricing-sync", "--dry-run")).isZero();
        assertThat(recorder.outLines())
                .containsExactly(
                        "PROVIDER  MODEL  CHANGE   PRICE          OLD        NEW",
                        "groq      a/b    changed  prompt  0.00000015  0.0000002",
                        "[DRY RUN] 1 providers: 2 prices would change, 1 would be held, 0 providers failed.");
        assertThat(api.requests()).containsExactly("POST /pricing/sync/dry-run?wait=55");
    }

    @Test
    void pricingSync_jsonIsTheAnswer() {
        api.on("POST /pricing/sync/dry-run", 200, "{\"results\":{},\"summary\":{}}");
        assertThat(run("pricing-sync", "--dry-run", "--json")).isZero();
        assertThat(Json.read(recorder.out())).isEqualTo(Json.read("{\"results\":{},\"summary\":{}}"));
    }

    @Test
    void history_andCleanup_printWhatTheApiTells() {
        api.on("GET /pricing/sync/history", 200, """
                        {"record_count":1,"history":[{"sync_started_at":"2026-11-21T05:20:00Z","provider_slug":"groq",
                          "status":"success","models_fetched":4,"models_updated":1,"models_skipped":0,"duration_ms":70,
                          "triggered_by":"schedule","error_message":null}]}
                        """)
                .on(
                        "POST /admin/pricing/sync/cleanup",
                        200,
                        "{\"stuck_found\":0,\"cleaned\":[],\"message\":\"nothing\"}");
        assertThat(run("history", "--provider", "groq", "--limit", "5")).isZero();
        assertThat(run("cleanup")).isZero();
        assertThat(recorder.outLines())
                .containsExactly(
                        "STARTED               PROVIDER  STATUS   FETCHED  UPDATED  SKIPPED  MS  BY",
                        "2026-11-21T05:20:00Z  groq      success        4        1        0  70  schedule",
                        "nothing");
        assertThat(api.requests())
                .containsExactly("GET /pricing/sync/history?provider=groq&limit=5", "POST /admin/pricing/sync/cleanup");
    }

    @Test
    void sync_tellsHowToRepeatWhatFailed() {
        api.on("POST /admin/model-sync/all", 202, "{\"job_id\":\"catalog-sync-manual-1\",\"run_id\":\"r\"}")
                .on("GET /admin/jobs/catalog-sync-manual-1", 200, """
                        {"job_id":"catalog-sync-manual-1","status":"partial","providers":[
                          {"provider":"groq","status":"synced"},
                          {"provider":"xai","status":"failed","error":{"code":"timeout","message":"too slow"}}]}
                        """);
        assertThat(run("sync")).isEqualTo(1);
        assertThat(recorder.errLines())
                .contains("Sync what failed once more with: ./catalog-sync sync --providers xai");
    }
}
