package ai.gatewayz.sync.activities.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.http.ProviderCallException.Kind;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.SampleProviders;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F4–F8, P13, P14, P16, P20: servers that lie, stall, break off or do not stop. */
class HostileServerTest {
    private static final Provider ACME = SampleProviders.keyed();
    private static final String LIST = "{\"data\":[{\"id\":\"a\"}]}";
    private static final long ENOUGH = 60_000;

    @Tag("P14")
    @Test
    void bomb_isEnded_byItsRatio() throws IOException {
        FetchSettings normal = FetchSettings.DEFAULTS;
        assertThat(failure(HostileServerTest::gibibyteOfZeros, Kind.TOO_LARGE, normal)
                        .getMessage())
                .isEqualTo("acme: the answer expands more than 200 times");
    }

    @Tag("P17")
    @Test
    void text_isEnded_atItsLimit() throws IOException {
        byte[] body = FetchFixture.gzip(FetchFixture.utf8("[" + numbers(200_000, 1000) + "1]"));
        assertThat(failure(wire -> gzipped(wire, body), Kind.TOO_LARGE).getMessage())
                .isEqualTo("acme: the list is over the limit of decoded bytes");
    }

    @Test
    void compressedBytes_areEnded_atTheirLimit() throws IOException {
        byte[] body = FetchFixture.gzip(FetchFixture.utf8("[" + numbers(100_000, 100_000) + "1]"));
        String expected = "acme: the list is over the limit of bytes on the wire";
        assertThat(failure(wire -> gzipped(wire, body), Kind.TOO_LARGE).getMessage())
                .isEqualTo(expected);
        assertThat(failure(wire -> wire.head("Content-Encoding: gzip", "Content-Length: 65537"), Kind.TOO_LARGE)
                        .getMessage())
                .isEqualTo(expected);
    }

    @Tag("P16")
    @Test
    void endlessChunks_areEnded() throws IOException {
        failure(
                wire -> {
                    wire.head("Transfer-Encoding: chunked");
                    wire.send("1\r\n[\r\n");
                    while (true) {
                        wire.send("1000\r\n" + "1,".repeat(2048) + "\r\n");
                    }
                },
                Kind.TOO_LARGE);
    }

    @Test
    void announcedOversize_isRefused_unread() throws IOException {
        failure(wire -> wire.head("Content-Length: 524289"), Kind.TOO_LARGE);
    }

    @Tag("P20")
    @Test
    void shortLength_isBadPayload() throws IOException {
        failure(
                wire -> {
                    wire.head("Content-Length: 1000");
                    wire.send(LIST);
                },
                Kind.BAD_PAYLOAD);
    }

    @Test
    void lengthBelowBody_isBadPayload() throws IOException {
        failure(
                wire -> {
                    wire.head("Content-Length: 12");
                    wire.send(LIST);
                },
                Kind.BAD_PAYLOAD);
    }

    @Test
    void chunksWithoutEnd_areBadPayload() throws IOException {
        failure(
                wire -> {
                    wire.head("Transfer-Encoding: chunked");
                    wire.send("16\r\n" + LIST + "\r\n");
                },
                Kind.BAD_PAYLOAD);
    }

    @Test
    void closeInTheMiddle_isBadPayload() throws IOException {
        failure(
                wire -> {
                    wire.head("Connection: close");
                    wire.send(LIST.substring(0, LIST.length() - 1));
                },
                Kind.BAD_PAYLOAD);
    }

    @Test
    void resetInTheMiddle_isBadPayload() throws IOException {
        failure(
                wire -> {
                    wire.head("Content-Length: 1000");
                    wire.send(LIST);
                    wire.silence(100);
                    wire.reset();
                },
                Kind.BAD_PAYLOAD);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 97})
    void cutGzip_isBadPayload(int percent) throws IOException {
        byte[] whole = FetchFixture.gzip(FetchFixture.utf8(LIST));
        failure(wire -> gzipped(wire, Arrays.copyOf(whole, whole.length * percent / 100)), Kind.BAD_PAYLOAD);
    }

    @Test
    void wrongChecksumOrExtraBytesInGzip_areBadPayload() throws IOException {
        byte[] whole = FetchFixture.gzip(FetchFixture.utf8(LIST));
        byte[] longer = Arrays.copyOf(whole, whole.length + 3);
        byte[] wrong = whole.clone();
        wrong[whole.length - 8] ^= 1;
        failure(wire -> gzipped(wire, longer), Kind.BAD_PAYLOAD);
        failure(wire -> gzipped(wire, wrong), Kind.BAD_PAYLOAD);
    }

    @Tag("P13")
    @Test
    void lyingOrDoubleGzip_isBadPayload() throws IOException {
        byte[] once = FetchFixture.gzip(FetchFixture.utf8(LIST));
        failure(wire -> gzipped(wire, FetchFixture.utf8(LIST)), Kind.BAD_PAYLOAD);
        failure(wire -> gzipped(wire, FetchFixture.gzip(once)), Kind.BAD_PAYLOAD);
        failure(
                wire -> {
                    wire.head("Connection: close");
                    wire.send(once);
                },
                Kind.BAD_PAYLOAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "zstd", "gzip, gzip", "canary"})
    void otherEncoding_isBadPayload(String encoding) throws IOException {
        failure(
                wire -> {
                    wire.head("Connection: close", "Content-Encoding: " + encoding);
                    wire.send(LIST);
                },
                Kind.BAD_PAYLOAD);
    }

    @Test
    void drip_isEnded_byTheMinimumRate() throws IOException {
        ProviderCallException failure = failure(
                wire -> {
                    wire.head("Content-Length: 1000");
                    wire.drip("[" + " ".repeat(999), 100);
                },
                Kind.TOO_SLOW,
                quick().withLimits(FetchFixture.LIMITS.withMinimumRate(1024, Duration.ofSeconds(1))));
        assertThat(failure.getMessage()).matches("acme: \\d+ bytes in \\d+ ms, less than 1024 per second");
    }

    @Test
    void hangInTheMiddle_isTimeout_whenSilenceIsNotedFirst() throws IOException {
        failure(HostileServerTest::hang, Kind.TIMEOUT, quick().withReadTimeout(Duration.ofMillis(300)));
    }

    @Test
    void hangInTheMiddle_isEnded_byTheCallTimeout() throws IOException {
        failure(HostileServerTest::hang, Kind.TIMEOUT, quick().withCallTimeout(Duration.ofMillis(300)));
    }

    @Test
    void slowHeaders_areTimeout() throws IOException {
        ProviderCallException failure = failure(
                wire -> wire.drip("HTTP/1.1 200 OK\r\nX-Slow: " + "a".repeat(1000), 50),
                Kind.TIMEOUT,
                quick().withReadTimeout(Duration.ofSeconds(1)));
        assertThat(failure.getMessage()).isEqualTo("acme: no complete answer headers within 1000 ms");
    }

    @Test
    void silentServer_isTimeout() throws IOException {
        failure(wire -> wire.silence(ENOUGH), Kind.TIMEOUT, quick().withReadTimeout(Duration.ofMillis(300)));
    }

    @Test
    void garbageInsteadOfHttp_isUnavailable_andNotQuoted() throws IOException {
        ProviderCallException failure = failure(wire -> wire.send("SSH-2.0-canary\r\n"), Kind.UNAVAILABLE);
        assertThat(failure.getMessage()).isEqualTo("acme: the connection to 127.0.0.1 failed (ProtocolException)");
    }

    @Test
    void closeBeforeAnswer_isUnavailable_andAskedOnce() throws IOException {
        int[] asked = new int[1];
        failure(wire -> asked[0]++, Kind.UNAVAILABLE);
        assertThat(asked[0]).isEqualTo(1);
    }

    @Test
    void unconnectablePort_isUnavailable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(FetchFixture.failure(FetchFixture.settings("http://127.0.0.1:" + port), ACME, Kind.UNAVAILABLE)
                        .getMessage())
                .isEqualTo("acme: 127.0.0.1 refused the connection");
    }

    @Test
    void acceptNeverComing_isTimeout() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FetchSettings settings = FetchFixture.settings("http://127.0.0.1:" + mute.getLocalPort())
                    .withCallTimeout(Duration.ofMillis(400));
            FetchFixture.failure(settings, ACME, Kind.TIMEOUT);
        }
    }

    private static void hang(RawServer.Wire wire) throws IOException, InterruptedException {
        wire.head("Content-Length: 1000");
        wire.send(LIST);
        wire.silence(ENOUGH);
    }

    private static void gzipped(RawServer.Wire wire, byte[] body) throws IOException {
        wire.head("Connection: close", "Content-Encoding: gzip");
        wire.send(body);
    }

    private static FetchSettings quick() {
        return FetchFixture.settings("http://127.0.0.1:1");
    }

    private static ProviderCallException failure(RawServer.Script script, Kind kind) throws IOException {
        return failure(script, kind, quick());
    }

    private static ProviderCallException failure(RawServer.Script script, Kind kind, FetchSettings settings)
            throws IOException {
        try (RawServer server = new RawServer(script)) {
            return FetchFixture.failure(settings.withBaseUrlTemplate(server.url() + "/{provider}"), ACME, kind);
        }
    }

    /** About 1 MB on the wire, of which the client should take a small part. */
    private static void gibibyteOfZeros(RawServer.Wire wire) throws IOException {
        wire.head("Connection: close", "Content-Encoding: gzip");
        try (OutputStream gzip = new GZIPOutputStream(wire.out())) {
            gzip.write('[');
            byte[] zeros = new byte[1024 * 1024];
            Arrays.fill(zeros, (byte) '0');
            for (int i = 0; i < 1024; i++) {
                gzip.write(zeros);
            }
        }
    }

    private static String numbers(int count, int modulus) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i % modulus).append(',');
        }
        return text.toString();
    }
}
