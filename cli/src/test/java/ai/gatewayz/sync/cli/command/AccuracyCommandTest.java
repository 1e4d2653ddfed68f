package ai.gatewayz.sync.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Recorder;
import ai.gatewayz.sync.cli.runtime.FakeServices;
import ai.gatewayz.sync.cli.runtime.Stopper;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyCommandTest {
    private final Recorder recorder = new Recorder();

    @TempDir
    Path folder;

    @BeforeEach
    void record() throws IOException {
        Files.createDirectories(folder.resolve("feeds"));
        Files.writeString(
                folder.resolve("feeds/models-dev.json"),
                "{\"groq\": {\"models\": {\"orb\": {\"cost\": {\"input\": 1, \"output\": 2}}}},"
                        + " \"openai\": {\"models\": {\"g-1\": {\"cost\": {\"input\": 1}}}}}");
        Files.writeString(
                folder.resolve("feeds/litellm.json"),
                "{\"groq/orb\": {\"litellm_provider\": \"groq\", \"input_cost_per_token\": 2e-06}}");
        Files.writeString(
                folder.resolve("groq.json"),
                "{\"data\": [{\"id\": \"orb\", \"pricing\": {\"prompt\": \"0.000001\", \"completion\": \"0.000002\"}}]}");
        Files.writeString(folder.resolve("openai.json"), "{\"data\": [{\"id\": \"g-1\"}, {\"id\": \"g-2\"}]}");
    }

    private int run(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        return Program.run(
                new CommandContext(
                        Map.of("DATA_DIR", folder.resolve("none").toString()),
                        recorder.screen(),
                        new FakeServices(),
                        new Stopper(),
                        file -> {}),
                verbose -> {},
                words.toArray(String[]::new));
    }

    @Test
    void markdown_hasTheThreeTables() {
        assertThat(run("accuracy", "--markdown", "--payloads", folder.toString()))
                .isZero();

        assertThat(recorder.outLines())
                .containsExactly(
                        "| provider | feed | dimension | joined | equal | equal % |",
                        "|---|---|---|---:|---:|---:|",
                        "| groq | litellm | input | 1 | 0 | 0.0 |",
                        "| groq | models-dev | input | 1 | 1 | 100.0 |",
                        "| groq | models-dev | output | 1 | 1 | 100.0 |",
                        "",
                        "| provider | models | corroborated | uncorroborated | feeds disagree | unknown |",
                        "|---|---:|---:|---:|---:|---:|",
                        "| openai | 2 | 0 | 1 | 0 | 1 |",
                        "",
                        "| provider | model | dimension | feed | price | reference | ratio | disposition |",
                        "|---|---|---|---|---:|---:|---:|---|",
                        "| groq | orb | input | litellm | 0.000001 | 0.000002 | 0.500 | open |");
    }

    @Test
    void unread_hasTheFieldsThatStateAPriceAndAreNotRead() throws IOException {
        assertThat(run("accuracy", "--unread", "--payloads", folder.toString())).isZero();
        assertThat(recorder.outLines()).isEmpty();

        Files.writeString(
                folder.resolve("groq.json"),
                "{\"data\": [{\"id\": \"orb\", \"pricing\": {\"prompt\": \"0.000001\", \"night\": [{\"prompt\": 1}]}}]}");
        assertThat(run("accuracy", "--unread", "--markdown", "--payloads", folder.toString()))
                .isZero();
        assertThat(recorder.outLines())
                .containsExactly(
                        "| provider | field | models | reason |",
                        "|---|---|---:|---|",
                        "| groq | pricing.night[].prompt | 1 | open |");
    }

    @Test
    void json_hasNumbersAndExactPrices() {
        assertThat(run("accuracy", "--json", "--payloads", folder.toString())).isZero();

        JsonNode json = Json.read(recorder.out());
        assertThat(json.at("/priced_by_reference/0/uncorroborated").asLong()).isEqualTo(1);
        assertThat(json.at("/compared/1/equal_percent").asText()).isEqualTo("100.0");
        assertThat(json.at("/mismatches/0/reference").asText()).isEqualTo("0.000002");
    }

    @Test
    void withoutADatabase_bothCommandsSayWhatToDo() {
        assertThat(run("accuracy")).isEqualTo(1);
        assertThat(run("replay")).isEqualTo(1);
        assertThat(run("replay", "--since", "yesterday")).isEqualTo(2);

        assertThat(recorder.errLines())
                .containsExactly(
                        "error: no database: set DATABASE_URL, or start ./catalog-sync up first",
                        "error: no database: set DATABASE_URL, or start ./catalog-sync up first",
                        "error: --since yesterday is no date and no ISO-8601 instant, such as 2026-11-21T08:00:00Z");
    }
}
