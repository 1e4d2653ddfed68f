package ai.gatewayz.sync.activities.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.http.ProviderCallException.Kind;
import ai.gatewayz.sync.activities.provider.SampleProviders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F4: a connection that cannot be trusted is neither used nor replaced by plain http. */
class UntrustedServerTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path directory;

    @Test
    void selfSignedCertificate_isTlsFailure_andNothingIsSent()
            throws IOException, GeneralSecurityException, InterruptedException {
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(selfSigned().getSocketFactory());
            server.enqueue(new MockResponse.Builder().body("[]").build());
            server.start();
            assertThat(failure(server.getPort(), Kind.TLS))
                    .isEqualTo("acme: no trusted connection to 127.0.0.1 (SSLHandshakeException)");
            assertThat(server.takeRequest(0, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void plainServerBehindHttps_isTlsFailure() throws IOException {
        try (RawServer server = RawServer.unasked(wire -> wire.send("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            assertThat(failure(server.port(), Kind.TLS))
                    .isEqualTo("acme: no trusted connection to 127.0.0.1 (SSLException)");
        }
    }

    @Test
    void handshakeBrokenOff_isUnavailable() throws IOException {
        try (RawServer server = RawServer.unasked(RawServer.Wire::reset)) {
            failure(server.port(), Kind.UNAVAILABLE);
        }
    }

    private static String failure(int port, Kind kind) {
        FetchSettings settings = FetchFixture.settings("https://127.0.0.1:" + port);
        return FetchFixture.failure(settings, SampleProviders.keyed(), kind).getMessage();
    }

    private SSLContext selfSigned() throws IOException, GeneralSecurityException, InterruptedException {
        Path file = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
