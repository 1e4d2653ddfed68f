package ai.gatewayz.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.runtime.AllInOne;
import ai.gatewayz.sync.cli.runtime.FleetRequest;
import ai.gatewayz.sync.cli.runtime.Stopper;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code GET /models?modality=} answers after a sync of real lists. They are other people's data and no part of this
 * repository: set {@code RECORDED_PAYLOADS} to a folder of {@code <slug>.json} files to run this.
 */
@Timeout(240)
class RecordedModalitiesIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path FOLDER = Path.of(Optional.ofNullable(System.getProperty("RECORDED_PAYLOADS"))
            .or(() -> Optional.ofNullable(System.getenv("RECORDED_PAYLOADS")))
            .orElse("recorded-payloads"));

    /** Words in ids and names by which everybody knows that text alone is not what goes in and comes out. */
    private static final Pattern OTHER = Pattern.compile(
            "embed|rerank|\\b(bge|gte|e5)-|minilm|whisper|transcri|\\btts\\b|speech|sonic|orpheus|eleven|voxtral|flux|dall-e|imagen"
                    + "|seedream|seedance|sdxl|stable-diffusion|ideogram|recraft|upscal|veo-|sora|kling|hailuo|wan2|\\bocr\\b"
                    + "|moderation|gpt-image|-image\\b|-audio\\b|realtime",
            Pattern.CASE_INSENSITIVE);

    @TempDir
    Path directory;

    @Test
    void textModels_areThoseThatTakeAndGiveTextAlone() throws Exception {
        assumeTrue(Files.isDirectory(FOLDER), () -> "no recorded bodies in " + FOLDER + "; set RECORDED_PAYLOADS");
        Stopper stopper = new Stopper();
        try {
            AllInOne.Running running = new AllInOne(
                            Map.of("TEMPORAL_MODE", "embedded", "MANAGE_SCHEDULES", "false", "RATE_LIMIT_READS", "0"),
                            DataDirectory.at(directory).create(),
                            new ModuleServices(),
                            stopper,
                            step -> {})
                    .start(new AllInOne.Options(new FleetRequest(0, 1, 0, true, FOLDER, List.of()), 0));
            SyncLauncher launcher =
                    new SyncLauncher(running.temporal().connection().client());
            var job =
                    launcher.startCatalog(new CatalogSyncRequest(SyncKind.FULL, slugs(), false, "test", 8), "recorded");
            assertThat(launcher.awaitCatalog(job, Duration.ofSeconds(150))
                            .orElseThrow()
                            .status())
                    .isEqualTo(JobStatus.COMPLETED);
            check(running.addresses().apiUrl());
        } finally {
            stopper.close();
        }
    }

    private static List<String> slugs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    private static void check(String api) throws IOException, InterruptedException {
        List<JsonNode> text = models(api, "&modality=text-%3Etext");
        Map<String, Integer> kinds = new TreeMap<>();
        for (JsonNode model : text) {
            kinds.merge(model.path("kind").asText(), 1, Integer::sum);
            assertThat(model.path("modality").asText()).isEqualTo("text->text");
            assertThat(model.path("input_modalities")).hasToString("[\"text\"]");
            assertThat(model.path("output_modalities")).hasToString("[\"text\"]");
        }
        assertThat(text)
                .hasSizeGreaterThan(100)
                .extracting(model -> model.path("provider_slug").asText() + " "
                        + model.path("provider_model_id").asText() + " "
                        + model.path("name").asText())
                .noneMatch(words -> OTHER.matcher(words).find());
        assertThat(kinds.keySet()).isSubsetOf("chat", "completion");
        System.out.println(text.size() + " of " + models(api, "").size() + " models are text->text, by kind " + kinds);
    }

    private static List<JsonNode> models(String api, String filter) throws IOException, InterruptedException {
        List<JsonNode> models = new ArrayList<>();
        for (JsonNode page = get(api, 0, filter); ; page = get(api, models.size(), filter)) {
            page.path("data").forEach(models::add);
            if (!page.path("has_more").asBoolean()) {
                return models;
            }
        }
    }

    private static JsonNode get(String api, int offset, String filter) throws IOException, InterruptedException {
        URI uri = URI.create(api + "/models?limit=1000&offset=" + offset + filter);
        return Json.read(HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body());
    }
}
