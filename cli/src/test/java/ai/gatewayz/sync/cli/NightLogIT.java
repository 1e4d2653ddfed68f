package ai.gatewayz.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.RunFile;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.runtime.AllInOne;
import ai.gatewayz.sync.cli.runtime.FleetRequest;
import ai.gatewayz.sync.cli.runtime.Stopper;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The log of syncs with providers at fault: what an operator reads in the morning. */
@Timeout(240)
class NightLogIT {
    /** One of each kind that is over within seconds. */
    private static final List<String> FAULTS = List.of(
            "openai:status=401",
            "groq:status=503;times=2",
            "xai:status=429;retry-after=1;times=2",
            "mistral:garbage=html",
            "deepseek:truncate=60",
            "cohere:garbage=empty",
            "zai:shrink=90",
            "moonshot:lie-length");

    private static final int SYNCS = 2;

    @TempDir
    Path directory;

    @AfterEach
    void logAsOtherTests() throws JoranException {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    private List<JsonNode> night() throws Exception {
        Path log = directory.resolve("catalog-sync.log");
        Map<String, String> environment = Map.of("TEMPORAL_MODE", "embedded", "LOG_FORMAT", "json");
        Logging.toConsole(false, environment);
        Logging.toFile(log, environment);
        DataDirectory data = DataDirectory.at(directory).create();
        try (Stopper stopper = new Stopper()) {
            new AllInOne(environment, data, new ModuleServices(), stopper, step -> {})
                    .start(new AllInOne.Options(new FleetRequest(0, 1, 600, true, null, FAULTS), 0));
            AdminCalls calls = new AdminCalls(Objects.requireNonNull(RunFile.find(data)));
            for (int sync = 0; sync < SYNCS; sync++) {
                JsonNode answer = calls.send("POST", "/admin/model-sync/all?wait=55", "");
                assertThat(answer.path("status").asText()).isEqualTo("partial");
            }
        }
        return Files.readAllLines(log).stream().map(Json::read).toList();
    }

    private static long count(List<JsonNode> lines, String pattern) {
        Pattern words = Pattern.compile(pattern);
        return lines.stream()
                .filter(line -> words.matcher(line.path("message").asText()).find())
                .count();
    }

    /** Where the last sync begins: behind the line of the one before. */
    private static List<JsonNode> ofTheLastSync(List<JsonNode> lines) {
        int begin = 0;
        for (int i = 0; i < lines.size(); i++) {
            boolean isAnswer = lines.get(i).path("message").asText().startsWith("POST /admin/model-sync/all 200 ");
            boolean isLast = count(lines.subList(i + 1, lines.size()), "^Model sync complete") == 0;
            begin = isAnswer && !isLast ? i + 1 : begin;
        }
        return lines.subList(begin, lines.size());
    }

    @Test
    void everyLineIsJson_andEachFaultIsToldOnceForEachAttempt() throws Exception {
        List<JsonNode> lines = night();

        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("timestamp").asText()).isNotEmpty();
            assertThat(Level.toLevel(line.path("level").asText(), Level.OFF)).isNotEqualTo(Level.OFF);
            assertThat(line.has("exception")).as(line.toString()).isFalse();
        });
        assertThat(count(lines, "^Model sync complete: Synced ")).isEqualTo(SYNCS);
        // Faults that pass: two attempts and the run that went well.
        assertThat(count(lines, "\\bgroq\\b")).isEqualTo(3);
        assertThat(count(lines, "\\bxai\\b")).isEqualTo(3);
        List<JsonNode> last = ofTheLastSync(lines);
        assertThat(count(last, "^Model sync failed for openai: ")).isEqualTo(1);
        for (String unreadable : List.of("mistral", "deepseek", "cohere", "zai", "moonshot")) {
            assertThat(count(last, "^" + unreadable + ": .*; it is fetched once more"))
                    .as(unreadable)
                    .isEqualTo(1);
            assertThat(count(last, "^Model sync failed for " + unreadable + ": "))
                    .as(unreadable)
                    .isEqualTo(1);
        }
        // Beside those: the job, the request that asked for it, and what stops.
        List<JsonNode> others = last.stream()
                .filter(line -> !line.path("logger").asText().endsWith("Stopper"))
                .skip(11)
                .toList();
        assertThat(others)
                .extracting(line -> line.path("message").asText())
                .satisfiesExactly(
                        job -> assertThat(job)
                                .startsWith("Model sync complete: ")
                                .endsWith("; 6 failed: cohere, deepseek, mistral, moonshot, openai, zai; 53 unchanged"),
                        request -> assertThat(request).startsWith("POST /admin/model-sync/all 200 "));
    }
}
