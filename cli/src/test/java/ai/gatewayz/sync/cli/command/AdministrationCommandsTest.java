package ai.gatewayz.sync.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.cli.client.FakeApi;
import ai.gatewayz.sync.cli.output.Recorder;
import ai.gatewayz.sync.cli.runtime.FakeServices;
import ai.gatewayz.sync.cli.runtime.Stopper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jobs}, {@code held} of many, {@code pins}, {@code provider}, {@code audit}, and parts alone. */
class AdministrationCommandsTest {
    private final FakeApi api = new FakeApi();
    private final Recorder recorder = new Recorder();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void held_decidesManyAtOnce_andOnlyAsManyAsWereSeen() {
        api.on("GET /admin/held-changes", 200, "{\"data\":[{\"id\":7},{\"id\":5}],\"total\":2}")
                .on("POST /admin/held-changes/decisions", 200, "{\"decision\":\"approved\",\"decided\":2}")
                .on("POST /admin/held-changes/decisions", 409, "{\"detail\":\"3 held prices, not 2\"}");
        assertThat(run("held", "approve", "--provider", "groq", "--rule", "ratio", "--all", "--note", "announced"))
                .isZero();
        assertThat(run("held", "reject", "--limit", "2")).isEqualTo(1);
        assertThat(run("held", "approve", "5", "7")).isEqualTo(1);
        assertThat(run("held", "approve", "--provider", "groq")).isEqualTo(2);
        assertThat(run("held", "approve")).isEqualTo(2);
        assertThat(run("held", "approve", "5", "--all")).isEqualTo(2);

        assertThat(recorder.outLines()).containsExactly("2 prices approved.");
        assertThat(api.bodies().stream().filter(body -> !body.isEmpty()))
                .containsExactly(
                        "{\"note\":\"announced\",\"decision\":\"approve\",\"filter\":{\"provider\":\"groq\",\"rule\":\"ratio\"},"
                                + "\"expected\":2}",
                        "{\"decision\":\"reject\",\"ids\":[7,5],\"expected\":2}",
                        "{\"decision\":\"approve\",\"ids\":[5,7],\"expected\":2}");
    }

    @Test
    void jobs_areListedCancelledAndRetried() {
        api.on("GET /admin/jobs", 200, """
                        {"jobs":[{"job_id":"catalog-sync-manual-a","kind":"full","status":"partial","triggered_by":"api",
                          "started_at":"2026-11-21T08:00:00.5Z","duration_ms":1500,"counts":{"succeeded":3,"failed":1,
                          "skipped":2,"models_synced":900}}]}
                        """)
                .on("POST /admin/jobs/j/cancel", 202, "{\"job_id\":\"j\"}")
                .on("POST /admin/jobs/j/retry", 202, "{\"job_id\":\"k\",\"providers\":[\"groq\",\"xai\"]}")
                .on("GET /admin/jobs/j", 200, "{\"job_id\":\"j\",\"status\":\"cancelled\",\"providers\":[]}");
        assertThat(run("jobs", "--status", "partial", "--limit", "5")).isZero();
        assertThat(run("jobs", "cancel", "j", "--run-id", "r")).isZero();
        assertThat(run("jobs", "retry", "j")).isZero();
        assertThat(run("jobs", "watch", "j")).isEqualTo(1);

        assertThat(recorder.outLines())
                .startsWith(
                        "STARTED               JOB                    KIND  STATUS   BY   OK  FAILED  SKIPPED  MODELS    MS",
                        "2026-11-21T08:00:00Z  catalog-sync-manual-a  full  partial  api   3       1        2     900  1500",
                        "Stopping: j",
                        "See its end with: ./catalog-sync jobs watch j",
                        "Started: k for groq, xai",
                        "See it with: ./catalog-sync jobs watch k");
        assertThat(api.requests())
                .startsWith(
                        "GET /admin/jobs?status=partial&limit=5",
                        "POST /admin/jobs/j/cancel?run_id=r",
                        "POST /admin/jobs/j/retry");
    }

    @Test
    void subscriptions_areAddedWithTheirFilters_andChanged() {
        String one = "/admin/subscriptions/sub_00000000000000aa";
        api.on("POST /admin/subscriptions", 201, "{\"id\":\"sub_00000000000000aa\",\"secret\":\"whsec_once\"}")
                .on("GET /admin/subscriptions", 200, """
                        {"data":[{"target":"redis","kind":"redis","failures":0,"pending":2},
                         {"target":"subscription:sub_00000000000000aa","kind":"subscription","id":"sub_00000000000000aa",
                          "origin":"https://example.org","state":"active","delivered_seq":7,"failures":3,"pending":9,
                          "last_error":"answered with status 500"}],"total":2}
                        """)
                .on("DELETE " + one, 200, "{}");
        for (String verb : List.of("pause", "resume", "test", "replay")) {
            api.on("POST " + one + "/" + verb, 200, "{}");
        }
        assertThat(run(
                        "subscriptions",
                        "add",
                        "https://example.org/hook",
                        "--type",
                        "price.changed,model.added",
                        "--provider",
                        "groq",
                        "--model",
                        "a,b",
                        "--min-change",
                        "2.5",
                        "--note",
                        "billing"))
                .isZero();
        assertThat(run("subscriptions")).isZero();
        for (String verb : List.of("pause", "resume", "test", "remove")) {
            assertThat(run("subscriptions", verb, "sub_00000000000000aa")).isZero();
        }
        assertThat(run("subscriptions", "replay", "sub_00000000000000aa")).isEqualTo(2);
        assertThat(run("subscriptions", "replay", "sub_00000000000000aa", "--since", "5"))
                .isZero();

        assertThat(api.bodies())
                .contains(
                        "{\"url\":\"https://example.org/hook\",\"types\":[\"price.changed\",\"model.added\"],"
                                + "\"providers\":[\"groq\"],\"models\":[\"a,b\"],\"min_change_percent\":2.5,\"note\":\"billing\"}");
        assertThat(api.requests())
                .containsExactly(
                        "POST /admin/subscriptions",
                        "GET /admin/subscriptions",
                        "POST " + one + "/pause",
                        "POST " + one + "/resume",
                        "POST " + one + "/test",
                        "DELETE " + one,
                        "POST " + one + "/replay?since=5");
        assertThat(recorder.outLines())
                .startsWith(
                        "Added: sub_00000000000000aa",
                        "Its secret, which is not shown again: whsec_once",
                        "Try it with: ./catalog-sync subscriptions test sub_00000000000000aa",
                        "ID                    ADDRESS              STATE   POSITION  PENDING  FAILURES  LAST ERROR",
                        "redis                 redis                                        2         0",
                        "sub_00000000000000aa  https://example.org  active         7        9         3  answered with status 500",
                        "sub_00000000000000aa is paused and keeps its position.");
    }

    @Test
    void pins_areSetExactlyAndRemoved() {
        api.on("POST /admin/overrides", 201, """
                        {"id":3,"kind":"price","provider_slug":"groq","provider_model_id":"a/b","upstream_moved":false,
                         "pricing":{"prompt":"0.00000005"},"upstream":{"prompt":"0.0000001"}}
                        """)
                .on("DELETE /admin/overrides/3", 200, "{\"provider_slug\":\"groq\",\"provider_model_id\":\"a/b\"}")
                .on("GET /admin/overrides", 200, "{\"data\":[]}");
        assertThat(run("pins", "set", "groq", "a/b", "--prompt", "0.00000005", "--note", "contract"))
                .isZero();
        assertThat(run("pins", "remove", "3")).isZero();
        assertThat(run("pins")).isZero();
        assertThat(run("pins", "set", "groq", "a/b")).isEqualTo(2);
        assertThat(run("pins", "set", "groq", "a/b", "--off", "--free")).isEqualTo(2);

        assertThat(api.bodies())
                .contains("{\"provider\":\"groq\",\"model_id\":\"a/b\",\"kind\":\"price\",\"prompt\":\"0.00000005\","
                        + "\"note\":\"contract\"}");
        assertThat(recorder.outLines())
                .containsExactly(
                        "ID  PROVIDER  MODEL  KIND   PINNED IN $/M  ITS OWN IN $/M  MOVED",
                        " 3  groq      a/b    price           0.05             0.1  false",
                        "groq a/b: the pin is removed; what the provider says is served again.",
                        "Nothing is pinned.");
    }

    @Test
    void provider_isSwitchedAndMoved() {
        String route = "/admin/providers/groq";
        api.on(
                        "POST " + route,
                        200,
                        "{\"slug\":\"groq\",\"is_active\":false,\"tier\":\"hourly\",\"is_tier_set\":false}")
                .on(
                        "POST " + route,
                        200,
                        "{\"slug\":\"groq\",\"is_active\":true,\"tier\":\"hourly\",\"is_tier_set\":true}")
                .on("GET /providers/groq", 200, "{\"slug\":\"groq\",\"verdict\":\"shrunk\",\"verdict_reason\":\"why\"}")
                .on(
                        "GET /admin/audit",
                        200,
                        "{\"data\":[{\"id\":1,\"at\":\"2026-11-21T08:00:00Z\",\"actor\":\"ab12\","
                                + "\"role\":\"admin\",\"method\":\"POST\",\"path\":\"/x\",\"status\":200}]}");
        assertThat(run("provider", "disable", "groq")).isZero();
        assertThat(run("provider", "tier", "groq", "hourly")).isZero();
        assertThat(run("provider", "show", "groq")).isZero();
        assertThat(run("audit", "--limit", "1", "--before", "9")).isZero();

        assertThat(recorder.outLines())
                .containsExactly(
                        "groq: disabled, left out of syncs of all, tier hourly",
                        "groq: enabled, tier hourly (set by an operator)",
                        "slug            groq",
                        "verdict         shrunk",
                        "verdict reason  why",
                        "ID  AT                    WHO   ROLE   CALL  PATH  STATUS",
                        " 1  2026-11-21T08:00:00Z  ab12  admin  POST  /x       200");
        assertThat(api.requests())
                .containsExactly(
                        "POST " + route + "?is_active=false",
                        "POST " + route + "?tier=hourly",
                        "GET /providers/groq",
                        "GET /admin/audit?limit=1&before=9");
    }

    @Test
    void aPartAlone_needsSomethingToJoin() {
        assertThat(run("worker")).isEqualTo(2);
        assertThat(run("api")).isEqualTo(2);
        assertThat(recorder.errLines())
                .allMatch(line -> line.startsWith("error: DATABASE_URL: is not set, and no service runs on "));
    }

    @Test
    void completion_knowsProvidersRulesAndFormats() {
        run("completion");
        assertThat(recorder.out())
                .contains("openrouter", "unit_signature", "genai-prices", "every_15_minutes", "price.changed");
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
