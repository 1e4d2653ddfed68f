package ai.gatewayz.sync.activities.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.gatewayz.sync.activities.http.ProviderCallException.Kind;
import ai.gatewayz.sync.activities.provider.Provider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import okhttp3.Dns;

/** What tests of a fetch share: small limits, a fixed clock, and words for results. */
final class FetchFixture {
    static final String KEY = "sk-canary-7f3a91";
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final long KIB = 1024;
    static final TransferLimits LIMITS =
            new TransferLimits(64 * KIB, 512 * KIB, 200, 128 * KIB, 1024, Duration.ofSeconds(10));

    private FetchFixture() {}

    /** Short times and small sizes, against a server on this machine. */
    static FetchSettings settings(String base) {
        return new FetchSettings(
                Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(5), LIMITS, 5, base + "/{provider}");
    }

    static ProviderHttpClient client(FetchSettings settings) {
        return client(settings, Map.of("ACME_API_KEY", KEY));
    }

    static ProviderHttpClient client(FetchSettings settings, Map<String, String> environment) {
        return new ProviderHttpClient(settings, new EnvironmentKeys(environment), Dns.SYSTEM, InstantSource.fixed(NOW));
    }

    /** Fetches, expects a failure of this kind, and checks that it tells no secret and leaves no file. */
    static ProviderCallException failure(FetchSettings settings, Provider provider, Kind kind) {
        long filesBefore = tempFiles();
        try (ProviderHttpClient client = client(settings)) {
            ProviderCallException thrown =
                    catchThrowableOfType(ProviderCallException.class, () -> client.fetch(provider, FetchListener.SILENT)
                            .close());
            assertThat(thrown).isNotNull();
            assertThat(thrown.kind()).as(thrown.getMessage()).isEqualTo(kind);
            assertThat(thrown).hasNoCause();
            assertThat(thrown.toString()).contains("acme").doesNotContain(KEY).doesNotContain("canary");
            assertThat(tempFiles()).isEqualTo(filesBefore);
            return thrown;
        }
    }

    /** The stored text of a complete fetch. */
    static String text(FetchSettings settings, Provider provider) throws IOException {
        try (ProviderHttpClient client = client(settings);
                FetchedBody body = client.fetch(provider, FetchListener.SILENT)) {
            return text(body);
        }
    }

    static String text(FetchedBody body) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(body.openGzip())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8(text)));
    }

    /** Temp files of fetches that still have a name. */
    static long tempFiles() {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(BodySpool.PREFIX))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
