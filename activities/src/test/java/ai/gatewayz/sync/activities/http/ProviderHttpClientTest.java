package ai.gatewayz.sync.activities.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.activities.http.ProviderCallException.Kind;
import ai.gatewayz.sync.activities.provider.SampleProviders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderHttpClientTest {
    private static final String LIST = "{\"data\":[{\"id\":\"a\"},{\"id\":\"ü\"}]}";

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fetch_storesText_asItCame() throws IOException, NoSuchAlgorithmException {
        server.enqueue(json(LIST));
        try (ProviderHttpClient client = FetchFixture.client(settings());
                FetchedBody body = client.fetch(SampleProviders.open(), FetchListener.SILENT)) {
            assertThat(FetchFixture.text(body)).isEqualTo(LIST);
            assertThat(FetchFixture.text(body)).as("a second reading").isEqualTo(LIST);
            assertThat(body.sha256()).isEqualTo(FetchFixture.sha256(LIST));
            assertThat(body.decodedBytes()).isEqualTo(33);
            assertThat(body.pages()).isEqualTo(1);
            assertThat(body.gzipBytes()).isEqualTo(body.openGzip().readAllBytes().length);
            assertThat(FetchFixture.tempFiles()).isZero();
        }
    }

    @Test
    void fetch_sendsFixedHeadersAndKey() throws IOException, InterruptedException {
        server.enqueue(json(LIST));
        FetchFixture.text(settings(), SampleProviders.withKeyHeader());
        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/acme/models");
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo("gatewayz-catalog-sync/1.0");
        assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("Accept-Encoding")).isEqualTo("gzip");
        assertThat(request.getHeaders().get("anthropic-version")).isEqualTo("2023-06-01");
        assertThat(request.getHeaders().get("x-api-key")).isEqualTo(FetchFixture.KEY);
        assertThat(request.getHeaders().get("If-None-Match")).isNull();
    }

    @Test
    void fetch_goesOutWithoutKey_whenTemplateIsSet() throws InterruptedException {
        server.enqueue(json(LIST));
        try (ProviderHttpClient client = FetchFixture.client(settings(), Map.of())) {
            client.fetch(SampleProviders.keyed(), FetchListener.SILENT).close();
        }
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isNull();
    }

    @Test
    void fetch_decodesGzip() throws IOException {
        server.enqueue(encoded("gzip", FetchFixture.gzip(FetchFixture.utf8(LIST))));
        assertThat(FetchFixture.text(settings(), SampleProviders.open())).isEqualTo(LIST);
    }

    @Test
    void fetch_leavesParsingToTheFeed_whenThereAreNoPages() throws IOException {
        server.enqueue(json("{\"data\": poison }"));
        assertThat(FetchFixture.text(settings(), SampleProviders.open())).isEqualTo("{\"data\": poison }");
    }

    @Test
    void close_endsTheBody() throws IOException {
        server.enqueue(json(LIST));
        try (ProviderHttpClient client = FetchFixture.client(settings())) {
            FetchedBody body = client.fetch(SampleProviders.open(), FetchListener.SILENT);
            InputStream open = body.openGzip();
            assertThat(open.read()).isEqualTo(0x1f);
            body.close();
            body.close();
            assertThatThrownBy(open::read).isInstanceOf(ClosedChannelException.class);
        }
    }

    @Test
    void fetch_logsNoKey() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("okhttp3");
        Handler handler = new Recorder(logged);
        Level before = logger.getLevel();
        logger.addHandler(handler);
        logger.setLevel(Level.ALL);
        try {
            server.enqueue(new MockResponse.Builder().code(401).build());
            FetchFixture.failure(settings(), SampleProviders.withKeyHeader(), Kind.AUTH_FAILED);
        } finally {
            logger.setLevel(before);
            logger.removeHandler(handler);
        }
        assertThat(logged).isNotEmpty().noneMatch(line -> line.contains("canary"));
    }

    @Test
    void fetch_dropsByteOrderMark() throws IOException {
        server.enqueue(json("\uFEFF" + LIST));
        assertThat(FetchFixture.text(settings(), SampleProviders.open())).isEqualTo(LIST);
    }

    @Tag("P24")
    @Test
    void fetch_ignoresRetryAfter_onSuccess() throws IOException {
        server.enqueue(json(LIST).newBuilder().setHeader("Retry-After", "60").build());
        assertThat(FetchFixture.text(settings(), SampleProviders.open())).isEqualTo(LIST);
    }

    @Tag("G10")
    @Tag("P23")
    @ParameterizedTest
    @CsvSource({
        "400, PROVIDER_ERROR, false", "401, AUTH_FAILED, false", "403, AUTH_FAILED, false",
        "404, PROVIDER_ERROR, false", "405, PROVIDER_ERROR, false", "408, UNAVAILABLE, true",
        "410, PROVIDER_ERROR, false", "422, PROVIDER_ERROR, false", "425, UNAVAILABLE, true",
        "429, RATE_LIMITED, true", "500, UNAVAILABLE, true", "502, UNAVAILABLE, true",
        "503, UNAVAILABLE, true", "504, UNAVAILABLE, true", "204, EMPTY, true",
        "206, BAD_PAYLOAD, true", "304, BAD_PAYLOAD, true", "300, REDIRECTED, false"
    })
    void fetch_namesStatus(int status, Kind kind, boolean retryable) {
        server.enqueue(new MockResponse.Builder().code(status).build());
        ProviderCallException failure = FetchFixture.failure(settings(), SampleProviders.open(), kind);
        assertThat(failure.getMessage()).isEqualTo("acme: HTTP " + status + " from 127.0.0.1");
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure.retryAfter()).isEmpty();
        assertThat(failure.provider()).isEqualTo("acme");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void fetch_namesVariable_whenKeyIsRefused() {
        server.enqueue(new MockResponse.Builder()
                .code(401)
                .body("bad key " + FetchFixture.KEY)
                .build());
        assertThat(FetchFixture.failure(settings(), SampleProviders.keyed(), Kind.AUTH_FAILED)
                        .getMessage())
                .isEqualTo("acme: HTTP 401 from 127.0.0.1: the key was refused or is missing; see ACME_API_KEY");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fetch_seesBadKeyBehind400(boolean gzipped) {
        byte[] body = FetchFixture.utf8("{\"error\":{\"code\":400,\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}");
        server.enqueue(encoded(gzipped ? "gzip" : "identity", gzipped ? FetchFixture.gzip(body) : body)
                .newBuilder()
                .code(400)
                .build());
        FetchFixture.failure(settings(), SampleProviders.keyed(), Kind.AUTH_FAILED);
    }

    @Test
    void fetch_readsAtMost4KibOfErrorBody() {
        server.enqueue(new MockResponse.Builder()
                .code(400)
                .body(" ".repeat(4096) + "API_KEY_INVALID")
                .build());
        FetchFixture.failure(settings(), SampleProviders.keyed(), Kind.PROVIDER_ERROR);
    }

    @ParameterizedTest
    @CsvSource({"429, RATE_LIMITED, 7, 7", "503, UNAVAILABLE, 7, 7", "503, UNAVAILABLE, 0, 1"})
    void fetch_passesRetryAfterOn_andAsksOnce(int status, Kind kind, String header, long seconds) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Retry-After", header)
                .build());
        server.enqueue(json(LIST));
        assertThat(FetchFixture.failure(settings(), SampleProviders.open(), kind)
                        .retryAfter())
                .isEqualTo(Optional.of(Duration.ofSeconds(seconds)));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Tag("P22")
    @Test
    void fetch_followsNoRedirect_andLeaksNoKey() throws IOException {
        try (MockWebServer other = new MockWebServer()) {
            other.start();
            server.enqueue(new MockResponse.Builder()
                    .code(302)
                    .setHeader("Location", "http://user:canary@localhost:" + other.getPort() + "/x?token=canary")
                    .build());
            ProviderCallException failure =
                    FetchFixture.failure(settings(), SampleProviders.withKeyHeader(), Kind.REDIRECTED);
            assertThat(failure.getMessage())
                    .isEqualTo("acme: HTTP 302 from 127.0.0.1: it redirects to http://localhost");
            assertThat(other.getRequestCount()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \r\n\t ", "\uFEFF"})
    void fetch_refusesEmptyBody(String body) {
        server.enqueue(json(body));
        FetchFixture.failure(settings(), SampleProviders.open(), Kind.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>canary</html>",
                "null",
                "\"canary\"",
                "1",
                "canary",
                "{\"data\":[",
                "{\"data\":[]}]",
                "[{}",
                "{\u0000}"
            })
    void fetch_refusesWhatIsNoDocument(String body) {
        server.enqueue(json(body));
        FetchFixture.failure(settings(), SampleProviders.open(), Kind.BAD_PAYLOAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html; charset=utf-8", "TEXT/HTML", "application/xhtml+xml", "application/xml"})
    void fetch_refusesMarkup_byItsType(String type) {
        server.enqueue(json(LIST).newBuilder().setHeader("Content-Type", type).build());
        FetchFixture.failure(settings(), SampleProviders.open(), Kind.BAD_PAYLOAD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7b22c0af227d",
                "7b22e4227d",
                "7b22eda080227d",
                "7b22f4908080227d",
                "fffe7b007d00",
                "7b007d00",
                "7be4"
            })
    void fetch_refusesOtherEncodingsOfText(String hex) {
        server.enqueue(encoded("identity", HexFormat.of().parseHex(hex)));
        FetchFixture.failure(settings(), SampleProviders.open(), Kind.BAD_PAYLOAD);
    }

    private FetchSettings settings() {
        return FetchFixture.settings("http://127.0.0.1:" + server.getPort());
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    private static MockResponse encoded(String encoding, byte[] body) {
        return new MockResponse.Builder()
                .setHeader("Content-Encoding", encoding)
                .body(new Buffer().write(body))
                .build();
    }

    /** Keeps what the HTTP library logs. */
    private static final class Recorder extends Handler {
        private final List<String> lines;

        Recorder(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void publish(LogRecord record) {
            lines.add(record.getMessage() + Arrays.toString(record.getParameters()) + record.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
