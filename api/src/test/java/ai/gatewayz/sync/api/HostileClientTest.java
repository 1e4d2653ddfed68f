package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Clients that mean harm or are broken; the names are the ids of the list of bad inputs. */
class HostileClientTest {
    private static final String SYNC = "/admin/model-sync/all";

    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    @Tag("A4")
    @Tag("A9")
    @ParameterizedTest
    @ValueSource(strings = {"Bearer %s ", "Bearer %s\t", "Bearer\u00a0%s", "Bearer %s\u00e9"})
    void decoratedKeys_areRefused_unlessHttpTakesTheDecorationAway(String form) {
        String header = form.formatted(ApiFixture.ADMIN);
        String answer = api.raw("GET /admin/model-sync/providers HTTP/1.1\r\nHost: a\r\nAuthorization: " + header
                + "\r\nConnection: close\r\n\r\n");

        // White space around a header's value is no part of it (RFC 9110); everything else makes another key.
        boolean stripped = header.strip().equals("Bearer " + ApiFixture.ADMIN);
        assertThat(answer).startsWith(stripped ? "HTTP/1.1 200 " : "HTTP/1.1 401 ");
    }

    @Tag("A5")
    @Test
    void revokedKey_isRefusedAfterTheNextStart() {
        assertThat(viewer()).isEqualTo(200);
        api.restart(Map.of("VIEWER_API_KEYS", "Another-viewer-key-77"));
        assertThat(viewer()).isEqualTo(401);
        api.restart(Map.of());
    }

    private static int viewer() {
        return api.send(api.anonymous("/admin/model-sync/providers")
                        .header("Authorization", "Bearer " + ApiFixture.VIEWER)
                        .GET())
                .status();
    }

    @Tag("A18")
    @ParameterizedTest
    @ValueSource(strings = {"catalog-sync-", "provider-sync:openrouter/", "temporal-sys-tq-scavenger"})
    void longAndForeignJobIds_areNotFound(String prefix) {
        assertThat(api.get("/admin/jobs/" + prefix + "x".repeat(300)).status()).isEqualTo(404);
    }

    @Tag("A31")
    @Tag("A32")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\":1e400}",
                "{\"n\":-0}",
                "{\"n\":12345678901234567890}",
                "{\"n\":1e100000000}",
                "{\"n\":\"\\u0000\"}",
                "{\"\\ud800\":1}"
            })
    void strangeNumbersAndTexts_areRefusedAtOnce(String body) {
        Instant begun = Instant.now();
        Answer answer = api.send(
                api.request(SYNC).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(2));
        assertThat(api.activities.fetches).hasValue(0);
    }

    @Tag("A33")
    @ParameterizedTest
    @CsvSource({"get, /models, 405", "Post, /admin/model-sync/all, 405", "BREW, /models, 405", "TRACE, /health, 405"})
    void strangeMethods_areNotAllowed(String method, String path, int status) {
        assertThat(api.sendRaw(method, path).status()).isEqualTo(status);
    }

    @Tag("A35")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost : a\r\n\r\n",
                "GET http:// HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void brokenFraming_isRefusedAndClosed(String request) {
        assertThat(api.raw(request)).doesNotContain(" 200 ").doesNotContain(" 500 ");
    }

    @Tag("A35")
    @Test
    void shorterBodyThanAnnounced_startsNothing() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", api.api.port())) {
            socket.getOutputStream().write(head(100).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write('{');
            socket.shutdownOutput();
            socket.setSoTimeout(20_000);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).doesNotContain(" 200 ").doesNotContain(" 202 ").doesNotContain("HTTP/1.1 5");
        }
        assertThat(api.activities.fetches).hasValue(0);
    }

    private static String head(int length) {
        return "POST " + SYNC + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + ApiFixture.ADMIN
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }

    @Tag("A36")
    @Test
    void bodyByteByByte_isSentAwayInTime() throws IOException {
        Instant begun = Instant.now();
        String answer;
        try (Socket socket = new Socket("127.0.0.1", api.api.port())) {
            socket.setSoTimeout(1_000);
            OutputStream out = socket.getOutputStream();
            out.write(head(1000).getBytes(StandardCharsets.US_ASCII));
            Optional<Byte> first = Optional.empty();
            for (int i = 0; i < 13 && first.isEmpty(); i++) {
                out.write(' ');
                out.flush();
                first = answerWithinASecond(socket);
            }
            byte[] rest = socket.getInputStream().readNBytes(11);
            answer = (char) first.orElseThrow().byteValue() + new String(rest, StandardCharsets.US_ASCII);
        }

        assertThat(answer).isEqualTo("HTTP/1.1 408");
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(13));
    }

    /** The first byte of an answer; empty when none came, after the socket's time to wait. */
    private static Optional<Byte> answerWithinASecond(Socket socket) throws IOException {
        try {
            return Optional.of((byte) socket.getInputStream().read());
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
    }

    @Tag("A37")
    @Test
    void manySlowClients_keepNobodyOut() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                Socket socket = new Socket("127.0.0.1", api.api.port());
                socket.getOutputStream().write("GET /models HTTP/1.1\r\nHost".getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            Instant begun = Instant.now();
            assertThat(api.send(api.anonymous("/health/live").GET()).status()).isEqualTo(200);
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(1));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Tag("A39")
    @Test
    void forwardedAddress_isNotBelieved() {
        api.restart(Map.of("RATE_LIMIT_AUTH_FAILURES", "3"));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            statuses.add(api.send(api.anonymous("/admin/model-sync/status")
                            .header("X-Forwarded-For", "203.0.113." + i)
                            .header("Forwarded", "for=203.0.113." + i)
                            .GET())
                    .status());
        }

        api.restart(Map.of());
        assertThat(statuses).containsExactly(401, 401, 401, 429, 429);
    }

    @Tag("A40")
    @Test
    void hostHeader_appearsInNoAnswer() {
        String answer = api.raw("GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
                + "Connection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("evil.example");
    }

    @Tag("A42")
    @Test
    void lineBreaks_makeNoLogLines() {
        Logger access = (Logger) LoggerFactory.getLogger("ai.gatewayz.sync.api.access");
        Level level = access.getLevel();
        PrintStream console = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        access.setLevel(Level.INFO);
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            api.sendRaw("GET", "/models/openrouter/x%0d%0aINFO%20forged?key=" + ApiFixture.ADMIN);
            api.get("/health/live");
        } finally {
            System.setOut(console);
            access.setLevel(level);
        }

        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("/models/openrouter/")
                .doesNotContain("\nINFO forged")
                .doesNotContain(ApiFixture.ADMIN);
    }
}
