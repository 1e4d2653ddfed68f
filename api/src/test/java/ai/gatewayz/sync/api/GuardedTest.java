package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Limits, the audit log, idempotency across processes, and the operators' switches. */
class GuardedTest {
    private static final String AUTHORIZATION = "Authorization";

    @RegisterExtension
    final ApiFixture api = new ApiFixture();

    private void limits(Map<String, String> limits) {
        api.restart(limits);
    }

    @Test
    void authFailures_areLimitedByAddress_butARightKeyIsNot() {
        limits(Map.of("RATE_LIMIT_AUTH_FAILURES", "10"));
        List<Integer> statuses = IntStream.range(0, 12)
                .mapToObj(
                        i -> api.send(api.anonymous("/admin/model-sync/status").GET())
                                .status())
                .toList();
        Answer refused = api.send(api.anonymous("/admin/model-sync/status")
                .header(AUTHORIZATION, "Bearer wrong")
                .GET());

        assertThat(statuses.subList(0, 10)).containsOnly(401);
        assertThat(statuses.get(11)).isEqualTo(429);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 7);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.json().get("status").asInt()).isEqualTo(429);
        assertThat(api.get("/admin/model-sync/status").status()).isEqualTo(200);
    }

    @Test
    void changes_areLimitedByKey() {
        limits(Map.of("RATE_LIMIT_CHANGES", "3"));
        List<Integer> statuses = IntStream.range(0, 5)
                .mapToObj(i -> api.post("/admin/model-sync/providers-only").status())
                .toList();

        assertThat(statuses).containsExactly(200, 200, 200, 429, 429);
        assertThat(api.send(api.anonymous("/admin/model-sync/providers-only")
                                .header(AUTHORIZATION, "Bearer " + ApiFixture.OPERATOR)
                                .POST(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/admin/model-sync/status").status()).isEqualTo(200);
    }

    @Test
    void hundredStartsOfOneProvider_areOneJob_andOneChange() {
        limits(Map.of("RATE_LIMIT_CHANGES", "3", "RATE_LIMIT_READS", "600"));
        CountDownLatch gate = new CountDownLatch(1);
        api.activities.gates.put("groq", gate);
        String path = "/admin/model-sync/provider/groq?wait=0";

        List<Answer> answers = IntStream.range(0, 100)
                .mapToObj(i -> api.sendAsync(api.request(path).POST(BodyPublishers.noBody())))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        List<Integer> later =
                IntStream.range(0, 10).mapToObj(i -> api.post(path).status()).toList();

        assertThat(answers).extracting(Answer::status).containsOnly(202);
        assertThat(answers.stream().map(answer -> answer.json().get("run_id").asText()))
                .hasSize(100)
                .containsOnly(answers.get(0).json().get("run_id").asText());
        assertThat(answers.stream()
                        .filter(answer -> !answer.json().get("already_running").asBoolean()))
                .hasSize(1);
        assertThat(later).containsOnly(202);
        // Other changes are counted as ever.
        assertThat(IntStream.range(0, 6).mapToObj(i -> api.post("/admin/model-sync/providers-only")
                        .status()))
                .startsWith(200, 200)
                .contains(429);
        gate.countDown();
    }

    @Test
    void reads_areLimitedByKey_butOpenReadsAreNot() {
        limits(Map.of("RATE_LIMIT_READS", "3"));
        List<Integer> statuses = IntStream.range(0, 4)
                .mapToObj(i -> api.get("/admin/model-sync/providers").status())
                .toList();

        assertThat(statuses).containsExactly(200, 200, 200, 429);
        assertThat(IntStream.range(0, 20).mapToObj(i -> api.get("/models/stats").status()))
                .containsOnly(200);
    }

    @Test
    void mutatingCalls_areNotedWithActorAndOutcome_andWithoutSecrets() {
        api.send(api.request("/admin/model-sync/provider/openrouter?dry_run=true&wait=0")
                .header("X-Request-Id", "audited-1")
                .POST(BodyPublishers.noBody()));
        api.send(api.anonymous("/admin/model-sync/all?providers=secret-in-query")
                .header(AUTHORIZATION, "Bearer " + ApiFixture.VIEWER)
                .POST(BodyPublishers.noBody()));
        api.send(api.anonymous("/admin/model-sync/all").POST(BodyPublishers.noBody()));
        api.get("/admin/model-sync/status");

        Answer answer = api.get("/admin/audit");
        JsonNode rows = answer.json().get("data");

        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).get("actor").asText()).matches("[0-9a-f]{8}");
        assertThat(rows.get(1).get("role").asText()).isEqualTo("admin");
        assertThat(rows.get(1).get("method").asText()).isEqualTo("POST");
        assertThat(rows.get(1).get("route").asText()).isEqualTo("/admin/model-sync/provider/{slug}");
        assertThat(rows.get(1).get("path").asText()).isEqualTo("/admin/model-sync/provider/openrouter");
        assertThat(rows.get(1).get("status").asInt()).isIn(200, 202);
        assertThat(rows.get(1).get("request_id").asText()).isEqualTo("audited-1");
        assertThat(rows.get(0).get("role").asText()).isEqualTo("viewer");
        assertThat(rows.get(0).get("status").asInt()).isEqualTo(403);
        assertThat(answer.body())
                .doesNotContain(ApiFixture.ADMIN)
                .doesNotContain(ApiFixture.VIEWER)
                .doesNotContain("secret-in-query");
        assertThat(api.send(api.anonymous("/admin/audit")
                                .header(AUTHORIZATION, "Bearer " + ApiFixture.OPERATOR)
                                .GET())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void audit_pagesBackwards() {
        IntStream.range(0, 3).forEach(i -> api.post("/admin/model-sync/providers-only"));
        JsonNode first = api.get("/admin/audit?limit=2").json();
        JsonNode second = api.get("/admin/audit?limit=2&before="
                        + first.get("next_before").asLong())
                .json();

        assertThat(first.get("data")).hasSize(2);
        assertThat(second.get("data")).hasSize(1);
        assertThat(second.get("next_before").isNull()).isTrue();
    }

    private static Answer keyed(ApiFixture api, String path, String key) {
        return api.send(api.request(path).header("Idempotency-Key", key).POST(BodyPublishers.noBody()));
    }

    @Test
    void idempotencyKeys_areRememberedAcrossProcesses() {
        Answer first = keyed(api, "/admin/model-sync/all?wait=0", "order-1");
        api.restart(Map.of());
        Answer again = keyed(api, "/admin/model-sync/all?wait=0", "order-1");
        Answer other = keyed(api, "/admin/model-sync/all?wait=0&dry_run=true", "order-1");

        assertThat(again.json().get("job_id")).isEqualTo(first.json().get("job_id"));
        assertThat(again.json().get("run_id")).isEqualTo(first.json().get("run_id"));
        assertThat(again.json().get("already_running").asBoolean()).isTrue();
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void idempotencyKeys_endAfterADay() {
        keyed(api, "/admin/model-sync/all?wait=0", "order-2");
        api.sql("UPDATE idempotency_keys SET expires_at = now() - interval '1 second'");

        assertThat(keyed(api, "/admin/model-sync/all?wait=0&dry_run=true", "order-2")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void manyRequestsWithOneKey_startOneJob() {
        List<String> jobs = IntStream.range(0, 40)
                .mapToObj(i -> api.sendAsync(api.request("/admin/model-sync/all?wait=0")
                        .header("Idempotency-Key", "order-3")
                        .POST(BodyPublishers.noBody())))
                .toList()
                .stream()
                .map(answer -> answer.join().json())
                .map(body ->
                        body.get("job_id").asText() + " " + body.get("run_id").asText())
                .distinct()
                .toList();

        assertThat(jobs).hasSize(1);
    }

    @Test
    void provider_isSwitchedOffAndOn() {
        assertThat(api.get("/admin/providers/groq").json().get("is_active").asBoolean())
                .isTrue();

        Answer off = api.post("/admin/providers/groq-cloud?is_active=false");

        assertThat(off.json().get("slug").asText()).isEqualTo("groq");
        assertThat(off.json().get("is_active").asBoolean()).isFalse();
        assertThat(api.get("/providers/groq").json().get("is_active").asBoolean())
                .isFalse();
        assertThat(api.get("/providers/openrouter").json().get("is_active").asBoolean())
                .isTrue();
        assertThat(api.post("/admin/providers/groq?is_active=true")
                        .json()
                        .get("is_active")
                        .asBoolean())
                .isTrue();
        assertThat(api.post("/admin/providers/groq").json().get("detail").asText())
                .isEqualTo("is_active or tier is missing");
        assertThat(api.post("/admin/providers/groq?is_active=no").status()).isEqualTo(400);
        assertThat(api.post("/admin/providers/none?is_active=true").status()).isEqualTo(404);
    }

    @Test
    void provider_isMovedToAnotherTierAndBack() {
        assertThat(api.post("/admin/providers/groq?tier=hourly").body())
                .contains("\"is_active\":true,\"tier\":\"hourly\",\"is_tier_set\":true");
        assertThat(api.get("/providers/groq").json().get("tier").asText()).isEqualTo("hourly");
        assertThat(api.post("/admin/providers/groq?is_active=false").body())
                .contains("\"is_active\":false,\"tier\":\"hourly\",\"is_tier_set\":true");
        assertThat(api.post("/admin/providers/groq?tier=default&is_active=true").body())
                .contains("\"is_active\":true,\"tier\":\"every_15_minutes\",\"is_tier_set\":false");
        assertThat(api.post("/admin/providers/groq?tier=daily").status()).isEqualTo(400);
    }

    @Test
    void snapshot_isTheBytesThatTheProviderSent() {
        String sha = "ab".repeat(32);
        byte[] gzip = CatalogRows.gzip("{\"data\":[\"<script>\"]}");
        api.sql(
                "INSERT INTO provider_snapshots (provider_id, sha256, pages, raw_bytes, body, is_dry_run) VALUES (1, '\\x"
                        + sha + "', 1, 21, '\\x" + HexFormat.of().formatHex(gzip) + "', false)");

        Answer answer = api.get("/admin/snapshots/" + sha);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"data\":[\"<script>\"]}");
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"openrouter-abababababab.json\"");
        assertThat(api.get("/admin/snapshots/" + "cd".repeat(32)).status()).isEqualTo(404);
        assertThat(api.get("/admin/snapshots/..%2fx").status()).isEqualTo(404);
        assertThat(api.send(api.anonymous("/admin/snapshots/" + sha)
                                .header(AUTHORIZATION, "Bearer " + ApiFixture.VIEWER)
                                .GET())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void auditRows_cannotBeChanged() {
        api.post("/admin/model-sync/providers-only");

        assertThat(api.get("/admin/audit").json().get("data")).hasSize(1);
        assertThatThrownBy(() -> api.sql("UPDATE audit_log SET actor = 'x'"))
                .hasStackTraceContaining("audit_log is append-only");
    }
}
