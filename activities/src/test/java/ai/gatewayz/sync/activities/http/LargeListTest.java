package ai.gatewayz.sync.activities.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.provider.Paging;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.SampleProviders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** G14: a list of 50 MB and more passes through a process that has a heap of 24 MiB. */
class LargeListTest {
    private static final int RECORDS = 18_000;
    private static final String RECORD = "{\"id\":\"m\",\"text\":\"" + "x".repeat(2_900) + "\"}";

    @Tag("G14")
    @ParameterizedTest
    @ValueSource(strings = {"single", "paged"})
    void list_passesThrough_aSmallHeap(String mode) throws IOException, InterruptedException {
        try (RawServer server = new RawServer(LargeListTest::list)) {
            Process fetching = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xmx24m",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            LargeListTest.class.getName(),
                            server.url(),
                            mode)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(fetching.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(output.strip()).isEqualTo("1 pages, " + (RECORDS * (RECORD.length() + 1L) + 1) + " bytes");
            assertThat(fetching.waitFor()).isZero();
        }
    }

    /** Fetches once and prints what came. */
    public static void main(String[] arguments) {
        FetchSettings settings = FetchSettings.DEFAULTS.withBaseUrlTemplate(arguments[0] + "/{provider}");
        Provider provider =
                arguments[1].equals("paged") ? SampleProviders.paged(Paging.linkHeader()) : SampleProviders.open();
        try (ProviderHttpClient client = new ProviderHttpClient(settings, new EnvironmentKeys(Map.of()));
                FetchedBody body = client.fetch(provider, FetchListener.SILENT)) {
            System.out.println(body.pages() + " pages, " + body.decodedBytes() + " bytes");
        }
    }

    private static void list(RawServer.Wire wire) throws IOException {
        wire.head("Connection: close");
        byte[] record = ("," + RECORD).getBytes(StandardCharsets.US_ASCII);
        wire.send("[" + RECORD);
        for (int i = 1; i < RECORDS; i++) {
            wire.send(record);
        }
        wire.send("]");
    }
}
