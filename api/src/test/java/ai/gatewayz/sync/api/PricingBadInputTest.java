package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pricing and schedule routes refuse, without having started anything; on a server that has no schedules. */
class PricingBadInputTest {
    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    @ParameterizedTest
    @CsvSource({
        "POST, '/pricing/sync/run?providers=groq,nobody'",
        "POST, /pricing/sync/run?background=yes",
        "POST, /pricing/sync/run?wait=56",
        "POST, /pricing/sync/run?providers=",
        "POST, /pricing/sync/dry-run?background=true",
        "POST, /pricing/sync/run/groq?dry_run=1",
        "POST, /pricing/sync/run/groq?providers=groq",
        "GET, /pricing/sync/history?limit=0",
        "GET, /pricing/sync/history?limit=1001",
        "GET, /pricing/sync/history?limit=1.5",
        "GET, /pricing/sync/history?before=yesterday",
        "GET, /pricing/sync/history?status=ok",
        "POST, /pricing/sync/schedule",
        "POST, /pricing/sync/schedule?interval_hours=0",
        "POST, /pricing/sync/schedule?interval_hours=169",
        "POST, /pricing/sync/schedule?enabled=1",
        "GET, /admin/pricing/scheduler/status?x=1",
        "POST, /admin/pricing/scheduler/trigger?wait=-1"
    })
    void badParameters_areRefused_andNothingIsStarted(String method, String path) {
        Answer answer = api.send(api.request(path).method(method, HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(api.activities.fetches).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "GROQ", "x'--", "groq%00", "%3Cscript%3E", "%E2%80%AE"})
    void unknownProvider_is404(String name) {
        Answer answer = api.sendRaw("POST", "/pricing/sync/run/" + name);
        assertThat(answer.status()).as(answer.body()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("<script>");
        assertThat(api.activities.fetches).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/pricing/sync/run",
                "/pricing/sync/run/groq",
                "/pricing/sync/dry-run",
                "/pricing/sync/schedule?enabled=true",
                "/admin/pricing/sync",
                "/admin/pricing/sync/cleanup",
                "/admin/pricing/scheduler/trigger",
                "/admin/schedules/catalog-sync/pause",
                "/admin/schedules/catalog-sync/trigger"
            })
    void viewersAndStrangers_startNothing(String path) {
        HttpRequest.BodyPublisher none = HttpRequest.BodyPublishers.noBody();
        assertThat(api.send(api.anonymous(path).POST(none)).status()).isEqualTo(401);
        assertThat(api.send(api.anonymous(path)
                                .header("Authorization", "Bearer " + ApiFixture.VIEWER)
                                .POST(none))
                        .status())
                .isEqualTo(403);
        assertThat(api.activities.fetches).hasValue(0);
    }

    private static Answer put(String path, String body) {
        return api.send(
                api.request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
    }

    @Tag("C4")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"cron\":\"61 * * * *\"}",
                "{\"cron\":\"@every 1m\"}",
                "{\"cron\":\"* * * * *\"}",
                "{\"cron\":5}",
                "{\"interval_hours\":0}",
                "{\"interval_hours\":169}",
                "{\"interval_hours\":1.5}",
                "{\"interval_hours\":1e400}",
                "{\"interval_hours\":\"6\"}",
                "{\"enabled\":\"yes\"}",
                "{\"enabled\":null}",
                "{\"cron\":\"7 2 * * *\",\"interval_hours\":2}",
                "{\"interval_hours\":2,\"interval_hours\":3}",
                "{\"interval\":2}",
                "[]",
                "null",
                "{\"enabled\":true",
                "{\"enabled\":true} x",
                "{\"enabled\":true,\"note\":\"a\\u0000b\"}"
            })
    void badChange_isRefused(String body) {
        Answer answer = put("/admin/schedules/catalog-sync", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"start_at\":\"2026-11-01T00:00:00Z\"}",
                "{\"start_at\":\"yesterday\",\"end_at\":\"2026-11-01T00:00:00Z\"}",
                "{\"start_at\":\"2026-11-01T00:00:00Z\",\"end_at\":\"2026-11-01T00:00:00Z\"}",
                "{\"start_at\":\"2026-11-01T00:00:00Z\",\"end_at\":\"9999-11-01T00:00:00Z\"}"
            })
    void badBackfill_isRefused(String body) {
        Answer answer = api.send(api.request("/admin/schedules/catalog-sync/backfill")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void withoutSchedulesOnTheServer_changesSayWhatToDo() {
        for (Answer answer : new Answer[] {
            api.post("/admin/schedules/catalog-sync/pause"),
            put("/admin/schedules/pricing-sync", "{\"interval_hours\":2}"),
            api.post("/pricing/sync/schedule?interval_hours=2")
        }) {
            assertThat(answer.status()).isEqualTo(501);
            assertThat(answer.json().get("detail").asText())
                    .startsWith("this Temporal server has no schedules")
                    .endsWith("put the temporal program on the PATH");
        }
        assertThat(api.get("/admin/schedules").json()).hasToString("{\"schedules\":[],\"count\":0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payroll", "CATALOG-SYNC", "catalog-sync%00", "..", "%3Cscript%3E"})
    void otherSchedules_areNotThere(String id) {
        Answer answer = api.sendRaw("POST", "/admin/schedules/" + id + "/pause");
        assertThat(answer.status()).as(answer.body()).isIn(400, 404);
        assertThat(api.sendRaw("GET", "/admin/schedules/" + id).status()).isIn(400, 404);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /pricing/sync/run",
        "DELETE, /admin/schedules/catalog-sync",
        "GET, /pricing/sync/run",
        "POST, /admin/jobs",
        "PUT, /admin/jobs/catalog-sync-manual-a/retry"
    })
    void wrongMethod_is405(String method, String path) {
        Answer answer = api.send(api.request(path).method(method, BodyPublishers.noBody()));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isNotEmpty();
    }

    @Test
    void bodies_areNotReadWhereTheyMeanNothing() {
        HttpRequest.Builder request = api.request("/pricing/sync/run")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"dry_run\":true}"));
        assertThat(api.send(request).status()).isEqualTo(400);
        assertThat(api.activities.fetches).hasValue(0);
    }
}
