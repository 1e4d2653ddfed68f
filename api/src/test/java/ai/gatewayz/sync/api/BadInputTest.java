package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
    private static final String SYNC = "/admin/model-sync/all";

    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    @AfterEach
    void nothingWasStarted() {
        assertThat(api.activities.fetches).hasValue(0);
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.json().get("detail").asText()).isNotEmpty();
        assertThat(answer.json().get("request_id").asText()).isNotEmpty();
    }

    @Tag("A14")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dry_run=yes",
                "dry_run=1",
                "dry_run=",
                "dry_run",
                "dry_run=True",
                "dry_run=true,false",
                "dry_run=true&dry_run=true",
                "wait=-1",
                "wait=56",
                "wait=abc",
                "wait=1.5",
                "wait=1e1",
                "wait=%D9%A3",
                "wait=",
                "wait=1&wait=1",
                "wait=99999999999999999999",
                "background=no",
                "dryrun=true",
                "providers=",
                "providers=openrouter,,groq",
                "providers=OpenRouter",
                "providers=openrouter%00",
                "providers=%FF%FE",
                "providers=%zz",
                "providers=x'--",
                "providers=sybil;x=1"
            })
    void sync_answers400_forBadQuery(String query) {
        assertProblem(api.sendRaw("POST", SYNC + "?" + query), 400);
    }

    @Test
    void sync_answers400_forTooManyProviders() {
        String names = IntStream.range(0, 65).mapToObj(i -> "p" + i).collect(Collectors.joining(","));

        assertProblem(api.post(SYNC + "?providers=" + names), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=50001",
                "limit=1000000000",
                "limit=abc",
                "limit=",
                "offset=-1",
                "limit=1&limit=2",
                "gateway=nope",
                "provider=..%2F",
                "max_input_price=NaN",
                "max_input_price=1e-7",
                "max_input_price=-1",
                "max_input_price=1e100000000",
                "min_context=128k",
                "price_state=cheap",
                "capability=flying",
                "sort=price;drop",
                "include_inactive=1",
                "q=%00",
                "q=%ED%A0%80",
                "cursor=abc"
            })
    void models_answers400_forBadQuery(String query) {
        assertProblem(api.sendRaw("GET", "/models?" + query), 400);
    }

    @Tag("A11")
    @Tag("A13")
    @ParameterizedTest
    @CsvSource({
        "nope, 404",
        "OpenRouter, 404",
        "open%20router, 404",
        "x'--, 404",
        "..%2fopenrouter, 404",
        "openrouter%00, 400",
        "openrouter;x=1, 400",
        "%3Cscript%3E, 404",
        "%F0%9F%98%80, 404",
        "%E2%80%AEx, 404",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, 404"
    })
    void provider_answers4xx_forBadSlug(String slug, int status) {
        Answer answer = api.sendRaw("POST", "/admin/model-sync/provider/" + slug);

        assertProblem(answer, status);
        assertThat(answer.body()).doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "provider-sync:nope",
                "someone-elses-workflow",
                "temporal-sys-scheduler:x",
                "provider-sync:openrouter%00",
                "catalog-sync-manual-%3Cb%3E",
                "catalog-sync-manual-1?run_id=x"
            })
    void job_answers404_forForeignOrMalformedIds(String id) {
        Answer answer = api.sendRaw("GET", "/admin/jobs/" + id);

        assertThat(answer.status()).isIn(400, 404);
        assertProblem(answer, answer.status());
    }

    @Tag("A20")
    @Tag("A21")
    @Tag("A22")
    @Tag("A23")
    @Tag("A29")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|null|400",
                "application/json|[]|400",
                "application/json|\"x\"|400",
                "application/json|1|400",
                "application/json|{\"a\"|400",
                "application/json|{} x|400",
                "application/json|{}{}|400",
                "application/json|{\"a\":1,\"a\":2}|400",
                "application/json|{\"dry_run\":true}|400",
                "application/json|{\"providers\":[\"openrouter\"]}|400",
                "application/json|{\"n\":1e100000000}|400",
                "application/json|{\"n\":NaN}|400",
                "application/xml|<a/>|415",
                "text/json|{}|415",
                "text/plain|{}|415",
                "application/json; charset=utf-16|{}|415",
                "application/x-www-form-urlencoded|dry_run=true|415"
            })
    void sync_refusesBodies(String type, String body, int status) {
        assertProblem(
                api.send(api.request(SYNC).header("Content-Type", type).POST(BodyPublishers.ofString(body))), status);
    }

    @Test
    void sync_refusesBodyWithoutType() {
        assertProblem(api.send(api.request(SYNC).POST(BodyPublishers.ofString("{}"))), 415);
    }

    @Test
    void sync_refusesInvalidUtf8() {
        byte[] body = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
        assertProblem(api.send(json(BodyPublishers.ofByteArray(body))), 400);
        assertProblem(api.send(json(BodyPublishers.ofString("\ufeff{}"))), 400);
    }

    @Test
    void sync_refusesDeepNesting() {
        assertProblem(api.send(json(BodyPublishers.ofString("{\"a\":" + "[".repeat(100_000)))), 400);
    }

    @Tag("A26")
    @Test
    void sync_refusesLargeBodies() {
        byte[] body = (" ".repeat(1024 * 1024) + "{").getBytes(StandardCharsets.UTF_8);

        assertProblem(sendLarge(() -> BodyPublishers.ofByteArray(body)), 413);
    }

    @Tag("A27")
    @Test
    void sync_refusesLargeChunkedBodies() {
        byte[] body = (" ".repeat(1024 * 1024) + "{").getBytes(StandardCharsets.UTF_8);

        assertProblem(sendLarge(() -> BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))), 413);
    }

    /** Who is refused while the body is on its way may lose the answer with the connection, and asks again. */
    private static Answer sendLarge(Supplier<HttpRequest.BodyPublisher> body) {
        for (int attempt = 1; ; attempt++) {
            try {
                return api.send(json(body.get()));
            } catch (CompletionException e) {
                if (attempt == 5 || !(e.getCause() instanceof IOException)) {
                    throw e;
                }
            }
        }
    }

    private static HttpRequest.Builder json(HttpRequest.BodyPublisher body) {
        return api.request(SYNC).header("Content-Type", "application/json").POST(body);
    }

    @Tag("A28")
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "deflate"})
    void sync_refusesEncodedBodies(String encoding) {
        assertProblem(api.send(json(BodyPublishers.ofString("{}")).header("Content-Encoding", encoding)), 415);
    }

    @Tag("A30")
    @Test
    void models_answer406InJson_forXml() {
        assertProblem(
                api.send(api.anonymous("/models").header("Accept", "text/xml").GET()), 406);
    }

    @Tag("A34")
    @Test
    void longHeaders_answer431() {
        Answer answer = api.send(
                api.anonymous("/models").header("X-Long", "x".repeat(9000)).GET());
        assertProblem(answer, 431);
    }

    @Tag("A8")
    @Test
    void longBearer_isRefused() {
        Answer answer = api.send(api.anonymous("/admin/model-sync/status")
                .header("Authorization", "Bearer " + "x".repeat(10_000))
                .GET());
        assertThat(answer.status()).isIn(401, 431);
    }

    @Test
    void longUri_answers414() {
        assertProblem(api.send(api.anonymous("/models?q=" + "x".repeat(9000)).GET()), 414);
    }

    @Test
    void raw_malformedRequestsAreClosed() {
        for (String request : new String[] {
            "GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
            "GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
            "GET /health HTTP/1.1\r\nHost: a\r\nX: 1\r\n folded\r\n\r\n",
            "GET /health HTTP/1.1\r\n\r\n",
            "GET /health\u0001 HTTP/1.1\r\nHost: a\r\n\r\n"
        }) {
            assertThat(api.raw(request)).as(request).startsWith("HTTP/1.1 400 ").contains("problem+json");
        }
    }

    @Test
    void raw_stalledBodyAnswers408() {
        String head = "POST " + SYNC + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + ApiFixture.ADMIN
                + "\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{";

        assertThat(api.raw(head)).startsWith("HTTP/1.1 408 ").contains("problem+json");
    }
}
