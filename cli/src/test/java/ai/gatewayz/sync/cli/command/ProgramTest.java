package ai.gatewayz.sync.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.cli.data.Ports;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.cli.output.Recorder;
import ai.gatewayz.sync.cli.runtime.FakeServices;
import ai.gatewayz.sync.cli.runtime.FleetRequest;
import ai.gatewayz.sync.cli.runtime.Stopper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {
    private static final Executor ASIDE = task -> new Thread(task, "aside").start();

    private final Recorder recorder = new Recorder();
    private final FakeServices services = new FakeServices();
    private final Stopper stopper = new Stopper();
    private final List<Boolean> verbosity = new ArrayList<>();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "sync",
                "pricing-sync",
                "status",
                "providers",
                "providers seed",
                "models",
                "price",
                "history",
                "changes",
                "cleanup",
                "replay",
                "accuracy",
                "quote",
                "held",
                "held approve",
                "held reject",
                "held list",
                "jobs",
                "jobs list",
                "jobs cancel",
                "jobs retry",
                "jobs watch",
                "pins",
                "pins list",
                "pins set",
                "pins remove",
                "subscriptions",
                "subscriptions list",
                "subscriptions add",
                "subscriptions remove",
                "subscriptions pause",
                "subscriptions resume",
                "subscriptions test",
                "subscriptions replay",
                "provider show",
                "provider enable",
                "provider disable",
                "provider tier",
                "audit",
                "worker",
                "api",
                "verify",
                "export",
                "migrate",
                "import-old",
                "simulate",
                "doctor",
                "docs"
            })
    void everyCommandHasHelpAndJson(String command) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.add("--help");
        assertThat(run(Map.of(), words.toArray(String[]::new))).isZero();
        assertThat(recorder.out())
                .startsWith("Usage: catalog-sync " + command + " ")
                .contains("--json", "--data=DIR");
        assertThat(recorder.err()).isEmpty();
    }

    @Test
    void withoutACommandTheHelpIsShownAndItIsAUsageError() {
        assertThat(run(Map.of())).isEqualTo(2);
        assertThat(recorder.out() + recorder.err()).contains("Usage: catalog-sync");
        assertThat(run(Map.of(), "--version")).isZero();
    }

    @Tag("C24")
    @Test
    void mistakesAreOneLineWithTheWayToTheHelp() {
        assertThat(run(Map.of(), "sync", "--provider")).isEqualTo(2);
        assertThat(run(Map.of(), "up", "--port", "many")).isEqualTo(2);
        assertThat(run(Map.of(), "fly")).isEqualTo(2);
        assertThat(run(Map.of(), "price", "groq")).isEqualTo(2);
        assertThat(run(Map.of(), "snyc")).isEqualTo(2);
        assertThat(run(Map.of(), "sync", "--dryrun")).isEqualTo(2);
        assertThat(recorder.errLines())
                .containsExactly(
                        "Missing required parameter for option '--provider' (SLUG); see ./catalog-sync sync --help",
                        "Invalid value for option '--port': 'many' is not an int; see ./catalog-sync up --help",
                        "Unmatched argument at index 0: 'fly'; see ./catalog-sync --help",
                        "Missing required parameter: 'MODEL'; see ./catalog-sync price --help",
                        "Unmatched argument at index 0: 'snyc'; did you mean sync?; see ./catalog-sync --help",
                        "Unknown option: '--dryrun'; did you mean --dry-run?; see ./catalog-sync sync --help");
    }

    @Test
    void verboseIsHeardBeforeTheCommandRuns() {
        run(Map.of("DATA_DIR", directory.toString()), "doctor", "-v");
        run(Map.of("DATA_DIR", directory.toString()), "doctor");
        assertThat(verbosity).containsExactly(true, false);
    }

    @Test
    void withoutAServiceTheCommandsSayHowToStartOne() {
        String url = "http://127.0.0.1:" + Ports.free();
        assertThat(run(Map.of("API_URL", url), "providers")).isEqualTo(1);
        assertThat(recorder.errLines())
                .containsExactly(
                        "error: no service answers at " + url + "; start one with ./catalog-sync up, or set API_URL");
    }

    @Test
    void simulate_passesItsOptionsOnAndServesUntilItIsStopped() throws Exception {
        Map<String, String> environment = Map.of("SIMULATOR_SEED", "4", "SIMULATOR_FROZEN", "true");
        CompletableFuture<Integer> running = CompletableFuture.supplyAsync(
                () -> run(
                        environment,
                        "simulate",
                        "--port",
                        "0",
                        "--models",
                        "50",
                        "--fault",
                        "groq:status=503",
                        "--json"),
                ASIDE);
        while (recorder.out().isEmpty() && !running.isDone()) {
            Thread.onSpinWait();
        }
        assertThat(Json.read(recorder.out()).path("base_url_template").asText())
                .isEqualTo("http://127.0.0.1:9/{provider}");
        assertThat(services.fleet()).isEqualTo(new FleetRequest(0, 4, 50, true, null, List.of("groq:status=503")));
        stopper.close();
        assertThat(running.get(5, TimeUnit.SECONDS)).isZero();
        assertThat(services.events()).containsExactly("fleet started", "fleet stopped");
    }

    @Test
    void doctorNamesKeysWithoutValues_andFailsOnWhatBlocks() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> environment = new HashMap<>(Map.of(
                    "DATA_DIR", directory.toString(),
                    "TEMPORAL_MODE", "embedded",
                    "OPENROUTER_API_KEY", "sk-very-secret",
                    "PORT", Integer.toString(Ports.free()),
                    "WORKER_PORT", Integer.toString(Ports.free())));
            assertThat(run(environment, "doctor")).isZero();
            assertThat(recorder.out())
                    .contains("set: OPENROUTER_API_KEY", "OPENAI_API_KEY", "The service can run.")
                    .doesNotContain("sk-very-secret");

            environment.put("PORT", Integer.toString(taken.getLocalPort()));
            environment.put("ADMIN_API_KEY", "short");
            environment.put("DATABASE_URL", "postgresql://u:hidden@127.0.0.1:1/d");
            assertThat(run(environment, "doctor")).isEqualTo(1);
            assertThat(recorder.outLines())
                    .contains(
                            "✗ api port: " + taken.getLocalPort()
                                    + " is in use by another program; choose another one with --port or PORT",
                            "✗ admin key: ADMIN_API_KEY is shorter than 16 characters",
                            "Something keeps the service from running.")
                    .anyMatch(line -> line.startsWith(
                            "✗ database: DATABASE_URL: cannot connect to jdbc:postgresql://127.0.0.1:1/d"));
            assertThat(recorder.out()).doesNotContain("hidden");
        }
    }

    @Test
    void doctorJsonIsForMachines() {
        Map<String, String> environment =
                Map.of("DATA_DIR", directory.toString(), "TEMPORAL_MODE", "sometimes", "PORT", "0", "WORKER_PORT", "0");
        assertThat(run(environment, "doctor", "--json")).isEqualTo(1);
        assertThat(Json.read(recorder.out()).path("ok").asBoolean(true)).isFalse();
        assertThat(Json.read(recorder.out()).findParents("subject"))
                .filteredOn(check -> check.path("state").asText().equals("fail"))
                .extracting(check -> check.path("message").asText())
                .containsExactly("TEMPORAL_MODE: must be one of auto, external, dev-server, embedded");
    }

    private int run(Map<String, String> environment, String... arguments) {
        return Program.run(
                new CommandContext(environment, recorder.screen(), services, stopper, file -> {}),
                verbosity::add,
                arguments);
    }
}
