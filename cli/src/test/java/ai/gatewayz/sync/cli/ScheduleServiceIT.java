package ai.gatewayz.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.cli.command.CommandContext;
import ai.gatewayz.sync.cli.command.Program;
import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.embedded.TemporalBinary;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Recorder;
import ai.gatewayz.sync.cli.runtime.AllInOne;
import ai.gatewayz.sync.cli.runtime.FleetRequest;
import ai.gatewayz.sync.cli.runtime.Stopper;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands against the whole service: PostgreSQL, a real Temporal server, simulated providers, worker, API. */
@Timeout(240)
class ScheduleServiceIT {
    @TempDir
    Path directory;

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("TEMPORAL_MODE", "dev-server");
        environment.put("DATA_DIR", directory.toString());
        environment.put("PRICING_SYNC_PROVIDERS", "groq,openrouter");
        String binary = System.getenv("TEMPORAL_CLI");
        if (binary != null) {
            environment.put("TEMPORAL_CLI", binary);
        }
        environment.put("PATH", System.getenv().getOrDefault("PATH", ""));
        return environment;
    }

    private Stopper up() {
        Stopper stopper = new Stopper();
        new AllInOne(environment(), DataDirectory.at(directory).create(), new ModuleServices(), stopper, step -> {})
                .start(new AllInOne.Wish(new FleetRequest(0, 1, 300, true, null, List.of()), 0));
        return stopper;
    }

    private Recorder run(int code, String... arguments) {
        Recorder recorder = new Recorder();
        CommandContext context =
                new CommandContext(environment(), recorder.screen(), new ModuleServices(), new Stopper(), file -> {});
        assertThat(Program.run(context, verbose -> {}, arguments))
                .as(recorder.out() + String.join("\n", recorder.errLines()))
                .isEqualTo(code);
        return recorder;
    }

    private JsonNode json(String... arguments) {
        return Json.read(run(0, arguments).out());
    }

    private JsonNode schedule(String id) {
        for (JsonNode schedule : json("schedule", "--json").path("schedules")) {
            if (schedule.path("id").asText().equals(id)) {
                return schedule;
            }
        }
        throw new AssertionError("no schedule " + id);
    }

    @Test
    void changesOfOperators_surviveTheNextStart_andTheCommandsWorkOnTheRealApi() {
        assumeTrue(TemporalBinary.find(System.getenv()).isPresent(), "skipped: this needs the temporal program");
        Stopper first = up();
        try {
            run(0, "sync", "--providers", "groq,openrouter");
            assertThat(run(0, "pricing-sync", "--dry-run").outLines())
                    .containsExactly(
                            "No price would change.",
                            "[DRY RUN] 43 providers: 0 prices would change, 0 would be held, 0 providers failed.");
            run(0, "pricing-sync", "--providers", "groq");
            assertThat(run(0, "history").outLines()).hasSizeGreaterThanOrEqualTo(4);
            assertThat(run(0, "providers", "seed").out()).startsWith("Synced 44 providers to database");
            assertThat(run(0, "cleanup").out()).startsWith("nothing is stuck");
            assertThat(schedule("pricing-sync").path("cron").asText()).isEqualTo("37 3-23/6 * * *");
            run(0, "schedule", "set", "pricing-sync", "--every", "2");
            run(0, "schedule", "pause", "pricing-sync", "--note", "maintenance");
            run(1, "schedule", "pause", "nothing");
            run(2, "schedule", "set", "pricing-sync", "--cron", "61 * * * *");
            String job = json("schedule", "trigger", "pricing-sync", "--json")
                    .path("job_id")
                    .asText();
            assertThat(run(0, "status", job, "--watch").out()).contains("completed");
        } finally {
            first.close();
        }
        Stopper second = up();
        try {
            JsonNode kept = schedule("pricing-sync");
            assertThat(kept.path("enabled").asBoolean()).isFalse();
            assertThat(kept.path("note").asText()).isEqualTo("maintenance");
            assertThat(kept.path("interval_hours").asInt()).isEqualTo(2);
            assertThat(json("schedule", "resume", "pricing-sync", "--json").path("next_runs"))
                    .hasSize(5);
        } finally {
            second.close();
        }
    }
}
