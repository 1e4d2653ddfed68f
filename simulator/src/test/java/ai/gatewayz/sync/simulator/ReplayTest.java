package ai.gatewayz.sync.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final String FAL =
            "{ \"models\": [ {\"endpoint_id\": \"acme/paint\"}, {\"endpoint_id\": \"acme/draw\"} ],"
                    + " \"next_cursor\": \"Mg\", \"has_more\": true }";
    private static final String TOGETHER =
            "[{\"id\":\"acme/a\",\"config\":{\"stop\":[\"]\"]}},{\"id\":\"acme/\\\"b\"}]";
    private static final String FEED = "{\"openai\":{\"models\":{}}}";

    @TempDir
    private Path folder;

    @BeforeEach
    void record() throws IOException {
        Files.writeString(folder.resolve("fal.json"), FAL);
        Files.writeString(folder.resolve("together.json"), TOGETHER);
        Files.createDirectory(folder.resolve("feeds"));
        Files.writeString(folder.resolve("feeds/models-dev-excerpt.json"), FEED);
    }

    @Test
    void recording_isServedByteForByte_onAnyPath() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.replay(folder)) {
            FleetClient client = new FleetClient(fleet);
            assertThat(text(client.get("fal", "/models?limit=100"))).isEqualTo(FAL);
            assertThat(text(client.get("fal", "/any/where"))).isEqualTo(FAL);
            assertThat(text(client.get("models-dev", "/api.json"))).isEqualTo(FEED);
        }
    }

    @Test
    void slugsAndCounts_areThoseOfTheFolder() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.replay(folder)) {
            assertThat(fleet.slugs()).containsExactly("fal", "together");
            assertThat(fleet.modelCount("fal")).isEqualTo(2);
            assertThat(fleet.modelCount("together")).isEqualTo(2);
            assertThat(fleet.totalModels()).isEqualTo(4);
            assertThat(fleet.expectedPrices("fal")).isEmpty();
        }
    }

    @Test
    void laterPages_areEmptyAndLast() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.replay(folder)) {
            assertThat(text(new FleetClient(fleet).get("fal", "/models?limit=100&cursor=Mg")))
                    .isEqualTo("{\"models\":[],\"next_cursor\":null,\"has_more\":false}");
        }
    }

    @Test
    void falPrices_areAnEmptyPriceList() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.replay(folder)) {
            assertThat(text(new FleetClient(fleet).get("fal", "/models/pricing?endpoint_id=acme/paint")))
                    .isEqualTo("{\"prices\":[],\"next_cursor\":null,\"has_more\":false}");
        }
    }

    @Test
    void missingRecording_isJson404() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.replay(folder)) {
            FleetClient client = new FleetClient(fleet);
            assertThat(client.get("groq", "/models").statusCode()).isEqualTo(404);
            assertThat(client.json("groq", "/models").at("/error/message").textValue())
                    .isEqualTo("no recording of provider 'groq'");
        }
    }

    @Test
    void faults_workOnRecordings_exceptThoseThatNeedModels() throws Exception {
        try (ProviderFleet fleet = ProviderFleet.replay(folder)) {
            FleetClient client = new FleetClient(fleet);
            fleet.faults().set("together", "truncate=50");
            assertThat(client.get("together", "/models").body()).hasSize(TOGETHER.length() / 2);
            fleet.faults().set("together", "unit=1e3");
            assertThat(client.get("together", "/models").statusCode()).isEqualTo(501);
        }
    }

    @Test
    void emptyFolder_isRefused(@TempDir Path empty) {
        assertThatThrownBy(() -> ProviderFleet.replay(empty))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no <slug>.json in the payload folder ");
    }

    private static String text(java.net.http.HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
