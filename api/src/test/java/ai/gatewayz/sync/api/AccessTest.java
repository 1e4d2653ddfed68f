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

class AccessTest {
    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    private static Answer call(String method, String path, String authorization) {
        HttpRequest.Builder request = api.anonymous(path).method(method, BodyPublishers.noBody());
        return api.send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    @Tag("A1")
    @ParameterizedTest
    @CsvSource({
        "GET, /admin/model-sync/providers",
        "POST, /admin/model-sync/provider/openrouter",
        "POST, /admin/model-sync/provider/nope",
        "POST, /admin/model-sync/all",
        "GET, /admin/model-sync/status",
        "POST, /admin/model-sync/providers-only",
        "GET, /admin/model-sync/health",
        "GET, /admin/jobs/provider-sync:openrouter",
        "POST, /admin/jobs/provider-sync:openrouter/cancel",
        "GET, /admin",
        "GET, /admin/nothing-here",
        "POST, /pricing/sync/run",
        "POST, /api/sync/models",
        "POST, /api/cache/invalidate",
        "DELETE, /admin/model-sync/all"
    })
    void closedRoutes_answer401_withoutKey(String method, String path) {
        Answer answer = call(method, path, "");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"catalog-sync\"");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("request_id").asText()).isEqualTo(answer.header("X-Request-Id"));
    }

    @Tag("A2")
    @Tag("A3")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic YWRtaW46YWRtaW4=",
                "Bearer",
                "Bearer  " + ApiFixture.ADMIN,
                "Bearer " + ApiFixture.ADMIN + "x",
                "Bearer " + ApiFixture.ADMIN + ",",
                "Bearer a b",
                ApiFixture.ADMIN
            })
    void wrongKeys_answer401(String authorization) {
        assertThat(call("GET", "/admin/model-sync/status", authorization).status())
                .isEqualTo(401);
    }

    @Tag("A6")
    @ParameterizedTest
    @ValueSource(strings = {"access_token", "api_key", "key", "token"})
    void keyInQuery_isNoKey(String name) {
        assertThat(call("GET", "/admin/model-sync/status?" + name + "=" + ApiFixture.ADMIN, "")
                        .status())
                .isEqualTo(401);
    }

    @Tag("A7")
    @Test
    void twoKeys_answer401() {
        HttpRequest.Builder request = api.request("/admin/model-sync/status")
                .header("Authorization", "Bearer " + ApiFixture.ADMIN)
                .GET();

        assertThat(api.send(request).status()).isEqualTo(401);
    }

    @Tag("A10")
    @ParameterizedTest
    @CsvSource({
        "GET, /admin/model-sync/providers, viewer, 200",
        "GET, /admin/model-sync/status, viewer, 200",
        "GET, /admin/model-sync/health, viewer, 200",
        "GET, /admin/jobs/provider-sync:none, viewer, 404",
        "POST, /admin/model-sync/provider/openrouter, viewer, 403",
        "POST, /admin/model-sync/all, viewer, 403",
        "POST, /admin/model-sync/providers-only, viewer, 403",
        "POST, /admin/jobs/provider-sync:none/cancel, viewer, 403",
        "POST, /admin/model-sync/provider/openrouter, operator, 200",
        "POST, /admin/model-sync/all, operator, 200",
        "POST, /admin/jobs/provider-sync:none/cancel, operator, 404",
        "POST, /admin/model-sync/all, admin, 200"
    })
    void roles_coverTheirRoutes(String method, String path, String role, int status) {
        String key =
                switch (role) {
                    case "viewer" -> ApiFixture.VIEWER;
                    case "operator" -> ApiFixture.OPERATOR;
                    default -> ApiFixture.ADMIN;
                };

        assertThat(call(method, path, "Bearer " + key).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /admin/model-sync/all, POST",
        "DELETE, /admin/model-sync/status, GET",
        "PATCH, /admin/jobs/provider-sync:x, GET",
        "GET, /admin/jobs/provider-sync:x/cancel, POST",
        "POST, /models, GET",
        "POST, /models/stats, GET",
        "DELETE, /models/openrouter/a/b, GET",
        "PROPFIND, /models, GET",
        "TRACE, /models, GET",
        "POST, /health, GET",
        "POST, /metrics, GET",
        "PUT, /providers/openrouter, GET"
    })
    void wrongMethods_answer405WithAllow(String method, String path, String allowed) {
        Answer answer = call(method, path, "Bearer " + ApiFixture.ADMIN);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow").split(",")).contains(allowed).doesNotContain(method);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void openRoutes_ignoreForeignKeys() {
        assertThat(call("GET", "/v1/models", "Bearer sk-somebody-elses-key").status())
                .isEqualTo(200);
    }

    @Test
    void answers_carrySafeHeadersAndNoCors() {
        Answer answer = api.send(api.request("/admin/model-sync/status")
                .header("Origin", "https://evil.example")
                .header("X-Request-Id", "trace-7")
                .GET());

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("X-Request-Id")).isEqualTo("trace-7");
    }

    @Tag("A41")
    @Test
    void preflight_grantsNothing() {
        Answer answer = api.send(api.anonymous("/models")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.status()).isLessThan(500);
    }
}
