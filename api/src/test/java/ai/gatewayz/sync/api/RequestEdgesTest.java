package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import ai.gatewayz.sync.api.Contract.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that hold for every route, asked of every route that the description has. Names are ids of the list of bad inputs. */
class RequestEdgesTest {
    private static final String SYNC = "/admin/model-sync/all";
    private static final Contract CONTRACT = new Contract();

    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    @AfterEach
    void nothingWasStarted() {
        assertThat(api.activities.fetches).hasValue(0);
    }

    @Tag("A12")
    @ParameterizedTest
    @ValueSource(strings = {"", "%2F", "%2fopenrouter", ".", "..", "../providers", "%5C", "%0d%0a", "%2500"})
    void slugsThatAreNone_areNotFound(String slug) {
        Answer answer = api.sendRaw("POST", "/admin/model-sync/provider/" + slug);

        assertThat(answer.status()).as(answer.body()).isIn(400, 404, 405);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    /** The greatest limit of each route that has one, from the description. */
    private static Map<String, Long> limits() {
        Map<String, Long> limits = new TreeMap<>();
        for (Operation operation : CONTRACT.operations().values()) {
            for (JsonNode given : operation.body().path("parameters")) {
                JsonNode parameter = CONTRACT.resolve(given);
                if (parameter.path("name").asText().equals("limit")
                        && !operation.path().contains("{")) {
                    limits.put(operation.path(), parameter.at("/schema/maximum").asLong());
                }
            }
        }
        return limits;
    }

    @Tag("A16")
    @Test
    void limitsOutsideTheirRange_areRefusedOnEveryRoute() {
        List<String> taken = new ArrayList<>();
        limits().forEach((path, most) -> {
            for (String value : List.of(
                    "0", "-1", Long.toString(most + 1), "1000000000", "abc", "1.5", "1e1", "%D9%A3", "", "+1", "0x1")) {
                check(taken, path + "?q=a&limit=" + value, path + "?limit=" + value);
            }
            check(taken, path + "?q=a&limit=1&limit=1", path + "?limit=1&limit=1");
        });

        assertThat(limits()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(taken).isEmpty();
    }

    private static void check(List<String> taken, String searched, String plain) {
        String target = plain.startsWith("/models/search") ? searched : plain;
        Answer answer = api.sendRaw("GET", target);
        boolean named = answer.status() == 400 && answer.body().contains("\"limit\"");
        if (!named) {
            taken.add(target + " " + answer.status() + " " + answer.body());
        }
    }

    @Tag("A33")
    @Test
    void methodsThatARouteLacks_areNotAllowed() {
        Map<String, Set<String>> described = new TreeMap<>();
        for (Operation operation : CONTRACT.operations().values()) {
            described.computeIfAbsent(operation.path(), path -> new TreeSet<>()).add(operation.method());
        }
        // Here the word after the slash could be a key in a path, which is answered with 410, or a job that is not
        // there.
        described.remove("/admin/pricing/sync/{job_id}");
        described.remove("/admin/pricing/sync/cleanup");
        List<String> wrong = new ArrayList<>();
        described.forEach((path, methods) -> {
            for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "PROPFIND", "TRACE")) {
                if (!methods.contains(method)) {
                    Answer answer = api.sendRaw(
                            method, path.replace("{view}", "providers").replaceAll("\\{[^}]*}", "groq"));
                    Set<String> allowed =
                            new TreeSet<>(Arrays.asList(answer.header("Allow").split(", ?", -1)));
                    if (answer.status() != 405 || !allowed.containsAll(methods) || allowed.contains(method)) {
                        wrong.add(method + " " + path + " " + answer.status() + " " + allowed);
                    }
                }
            }
        });

        assertThat(described).hasSizeGreaterThan(40);
        assertThat(wrong).isEmpty();
    }

    /** Dropwizard's own port and tasks, and pages that frameworks offer. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/tasks/gc", "/tasks/log-level", "/admin/tasks/gc", "/healthcheck", "/ping", "/threads", "/pprof"
            })
    void adminPort_isNotThere(String path) {
        assertThat(api.get(path).status()).isEqualTo(404);
        assertThat(api.post(path).status()).isEqualTo(404);
    }

    @Tag("A19")
    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"x\"", "1", "true"})
    void documentsThatAreNoObject_areRefused_whereOneIsNeeded(String body) {
        Answer answer = api.send(api.request("/api/cache/invalidate")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Tag("A25")
    @ParameterizedTest
    @ValueSource(ints = {33, 1_000, 100_000})
    void deepNesting_isRefused(int depth) {
        String body = "{\"type\":" + "[".repeat(depth) + "]".repeat(depth) + "}";

        assertThat(api.send(api.request("/api/cache/invalidate")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body)))
                        .status())
                .isEqualTo(400);
    }

    @Tag("A35")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health HTTP/1.1\nHost: a\n\n",
                "GET /health HTTP/1.1\r\nHost: a\nX: 1\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST /admin/model-sync/all HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n{",
                "GET /health HTTP/1.1\r\nHost: a\r\nA\u0000B: 1\r\n\r\n"
            })
    void sloppyFraming_isRefusedAndClosed(String request) {
        assertThat(api.raw(request)).startsWith("HTTP/1.1 400 ").contains("problem+json");
    }

    @Tag("A38")
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\tb", "a\u0001b", "\u00e9"})
    void keysThatAreNoText_areRefused(String key) {
        String answer = api.raw("POST " + SYNC + "?wait=0 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                + ApiFixture.ADMIN + "\r\nIdempotency-Key: " + key
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("problem+json");
    }
}
