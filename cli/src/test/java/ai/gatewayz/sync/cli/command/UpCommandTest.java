package ai.gatewayz.sync.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.DataLock;
import ai.gatewayz.sync.cli.data.Ports;
import ai.gatewayz.sync.cli.data.RunFile;
import ai.gatewayz.sync.cli.output.Recorder;
import ai.gatewayz.sync.cli.runtime.FakeServices;
import ai.gatewayz.sync.cli.runtime.Stopper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {
    private static final Map<String, String> EMBEDDED = Map.of("TEMPORAL_MODE", "embedded");

    /** Not the common pool: from Java 25 on it has one thread on two cores, and the in-JVM Temporal server needs it. */
    private static final Executor ASIDE = task -> new Thread(task, "up").start();

    @TempDir
    Path directory;

    private final Recorder recorder = new Recorder();
    private final FakeServices services = new FakeServices();
    private final Stopper stopper = new Stopper();

    @Test
    @Timeout(60)
    void startsSyncsTellsOthersAndStopsInOrder_andASecondRunContinues() throws Exception {
        int port = Ports.free();
        String[] arguments = {"up", "--simulated", "--data", directory.toString(), "--port", Integer.toString(port)};
        CompletableFuture<Integer> up = CompletableFuture.supplyAsync(() -> run(EMBEDDED, stopper, arguments), ASIDE);
        await(() -> recorder.out().contains("Ready."), up);

        DataDirectory data = DataDirectory.at(directory);
        RunFile run = Objects.requireNonNull(RunFile.find(data));
        assertThat(run.apiUrl()).isEqualTo("http://127.0.0.1:" + port);
        assertThat(run.adminKey()).isEqualTo(data.read("admin.key"));
        assertThat(run.databaseUrl()).startsWith("postgresql://postgres:");
        assertThat(services.environment())
                .containsEntry("DATABASE_URL", run.databaseUrl())
                .containsEntry("PROVIDER_BASE_URL_TEMPLATE", "http://127.0.0.1:9/{provider}")
                .containsEntry("OPENAI_API_KEY", "simulated")
                .containsEntry("SYNC_MODELS_ON_STARTUP", "false");
        assertThat(recorder.outLines())
                .contains(
                        "Gatewayz Catalog Sync is running",
                        "  Dashboard, API   http://127.0.0.1:" + port,
                        "  Admin key        " + run.adminKey(),
                        "  Temporal         inside this process, NOT durable")
                .anyMatch(line -> line.startsWith("alpha     unchanged        5        0       5"))
                .anyMatch(line -> line.endsWith("BETA_API_KEY is not set"))
                .anyMatch(line -> line.startsWith("3 providers: 1 synced, 1 failed, 1 skipped. 5 models "));
        refusesASecondOne();

        long start = System.nanoTime();
        stopper.close();
        assertThat(up.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(10);
        assertThat(services.events())
                .containsExactly(
                        "fleet started",
                        "worker started",
                        "api started",
                        "api stopped",
                        "worker stopped",
                        "fleet stopped");
        assertThat(Files.exists(directory.resolve("run.json"))).isFalse();

        secondRun(run);
    }

    private void refusesASecondOne() {
        Recorder other = new Recorder();
        CommandContext context =
                new CommandContext(EMBEDDED, other.screen(), new FakeServices(), new Stopper(), file -> {});
        int code =
                Program.run(context, verbose -> {}, "up", "--no-sync", "--data", directory.toString(), "--port", "0");
        assertThat(code).isEqualTo(1);
        assertThat(other.errLines())
                .containsExactly("error: the data directory " + directory + " is in use by process "
                        + ProcessHandle.current().pid()
                        + "; stop that process or choose another directory with --data");
        assertThat(RunFile.find(DataDirectory.at(directory)))
                .as("the first one's")
                .isNotNull();
    }

    private void secondRun(RunFile first) throws Exception {
        Stopper again = new Stopper();
        Recorder json = new Recorder();
        CommandContext context = new CommandContext(EMBEDDED, json.screen(), new FakeServices(), again, file -> {});
        CompletableFuture<Integer> up = CompletableFuture.supplyAsync(
                () -> Program.run(
                        context,
                        verbose -> {},
                        "up",
                        "--no-sync",
                        "--json",
                        "--data",
                        directory.toString(),
                        "--port",
                        "0"),
                ASIDE);
        await(() -> json.out().contains("\"event\":\"started\""), up);
        assertThat(json.out())
                .contains("\"database_url\":\"" + first.databaseUrl() + "\"")
                .contains("\"admin_key\":\"" + first.adminKey() + "\"")
                .contains("\"temporal_mode\":\"embedded\"");
        again.close();
        assertThat(up.get(10, TimeUnit.SECONDS)).isZero();
    }

    @Tag("C13")
    @Test
    void aTakenPortIsOneClearLine_beforeAnythingIsStarted() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(run(EMBEDDED, stopper, "up", "--data", directory.toString(), "--port", port))
                    .isEqualTo(1);
            assertThat(recorder.errLines())
                    .containsExactly("error: port " + port
                            + " is in use; stop the other program or choose another one with --port");
            assertThat(services.events()).isEmpty();
        }
    }

    @Tag("C13")
    @Test
    void onePortForTwoIsAUsageError() {
        Map<String, String> environment = new HashMap<>(EMBEDDED);
        String port = Integer.toString(Ports.free());
        environment.put("PORT", port);
        environment.put("WORKER_PORT", port);
        assertThat(run(environment, stopper, "up", "--data", directory.toString()))
                .isEqualTo(2);
        assertThat(recorder.errLines())
                .containsExactly("error: WORKER_PORT: " + port + " is the API's port; choose another one");
        assertThat(services.events()).isEmpty();
    }

    @Tag("C22")
    @Test
    void aPlaceThatCannotBeWrittenIsOneClearLine() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        String data = file.resolve("data").toString();
        assertThat(run(EMBEDDED, stopper, "up", "--data", data, "--port", "0")).isEqualTo(1);
        assertThat(recorder.errLines()).hasSize(1);
        assertThat(recorder.errLines().get(0)).startsWith("error: ").contains(data);
        assertThat(services.events()).isEmpty();
    }

    @Test
    void aPortThatIsNone_isAUsageError() {
        assertThat(run(EMBEDDED, stopper, "up", "--data", directory.toString(), "--port", "70000"))
                .isEqualTo(2);
        assertThat(recorder.errLines()).containsExactly("error: --port: must be a whole number from 0 to 65535");
        assertThat(services.events()).isEmpty();
    }

    @Test
    void aSecondUpOnTheSameData_namesTheFirst_notItsPort() throws IOException {
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DataLock first = DataDirectory.at(directory).lock()) {
            assertThat(run(
                            EMBEDDED,
                            stopper,
                            "up",
                            "--data",
                            directory.toString(),
                            "--port",
                            Integer.toString(port.getLocalPort())))
                    .isEqualTo(1);
            assertThat(first).isNotNull();
            assertThat(recorder.errLines())
                    .containsExactly("error: the data directory " + directory.toAbsolutePath()
                            + " is in use by process " + ProcessHandle.current().pid()
                            + "; stop that process or choose another directory with --data");
        }
    }

    @Test
    void aSettingOfAnotherPartThatIsWrong_isToldBeforeAnythingIsStarted() {
        Map<String, String> environment = new HashMap<>(EMBEDDED);
        environment.put("DB_POOL_SIZE", "many");
        assertThat(run(environment, stopper, "up", "--data", directory.toString(), "--port", "0"))
                .isEqualTo(2);
        assertThat(recorder.errLines()).containsExactly("error: DB_POOL_SIZE: must be a whole number from 1 to 100");
        assertThat(directory.resolve("postgres")).doesNotExist();
        assertThat(services.events()).isEmpty();
    }

    @Test
    void aFaultOfARealProvider_isAUsageError() {
        assertThat(run(EMBEDDED, stopper, "up", "--fault", "groq:unit=1e3", "--data", directory.toString()))
                .isEqualTo(2);
        assertThat(recorder.errLines())
                .containsExactly("error: --fault: only simulated providers have faults; add --simulated");
        assertThat(services.events()).isEmpty();
    }

    @Test
    void statusOfADirectoryWhereNothingRuns_asksNobodyElse() {
        assertThat(run(Map.of(), stopper, "status", "--data", directory.toString()))
                .isEqualTo(1);
        assertThat(recorder.errLines().get(0))
                .startsWith("error: nothing runs on the data directory " + directory.toAbsolutePath());
    }

    @Test
    @Timeout(60)
    void anAdminKeyOfTheUser_isNotPrinted_andFaultsReachTheSimulatedProviders() throws Exception {
        Map<String, String> environment = new HashMap<>(EMBEDDED);
        environment.put("ADMIN_API_KEY", "Canary-kX93hd02-key");
        String[] arguments = {
            "up", "--simulated", "--fault=groq:hang", "--no-sync", "--data", directory.toString(), "--port", "0"
        };
        CompletableFuture<Integer> up =
                CompletableFuture.supplyAsync(() -> run(environment, stopper, arguments), ASIDE);
        await(() -> recorder.out().contains("Data, logs"), up);
        stopper.close();
        up.get(10, TimeUnit.SECONDS);

        assertThat(Objects.requireNonNull(services.fleet()).faults()).containsExactly("groq:hang");
        assertThat(recorder.out()).contains("yours (ADMIN_API_KEY)").doesNotContain("Canary-kX93hd02-key");
    }

    @Test
    void aWrongSettingIsAUsageError() {
        Map<String, String> environment = new HashMap<>(EMBEDDED);
        environment.put("PORT", "eighty");
        assertThat(run(environment, stopper, "up", "--data", directory.toString()))
                .isEqualTo(2);
        assertThat(recorder.errLines()).containsExactly("error: PORT: must be a whole number from 0 to 65535");
    }

    @Test
    void standaloneSync_runsOnceAndLeavesNothingRunning() {
        int code =
                run(EMBEDDED, stopper, "sync", "--standalone", "--providers", "openai", "--data", directory.toString());
        assertThat(recorder.outLines().get(0))
                .isEqualTo("✓ openai | Fetched: 5 | Transformed: 5 | Skipped: 0 | Synced: 5");
        assertThat(code).isZero();
        assertThat(services.events()).isEqualTo(List.of("worker started", "worker stopped"));
        assertThat(services.environment()).containsEntry("MANAGE_SCHEDULES", "false");
        assertThat(Files.exists(directory.resolve("postgres/postmaster.pid"))).isFalse();
    }

    @Test
    void standaloneSync_ofAnUnknownProviderStartsNothing() {
        assertThat(run(EMBEDDED, stopper, "sync", "--standalone", "--provider", "nope"))
                .isEqualTo(2);
        assertThat(recorder.errLines().get(0)).startsWith("error: Invalid providers: nope. Available: ");
        assertThat(services.events()).isEmpty();
    }

    private int run(Map<String, String> environment, Stopper parts, String... arguments) {
        return Program.run(
                new CommandContext(environment, recorder.screen(), services, parts, file -> {}),
                verbose -> {},
                arguments);
    }

    private static void await(BooleanSupplier condition, CompletableFuture<Integer> running) throws Exception {
        while (!condition.getAsBoolean()) {
            try {
                int code = running.get(50, TimeUnit.MILLISECONDS);
                throw new AssertionError("ended early with " + code);
            } catch (java.util.concurrent.TimeoutException e) {
                // Still running, as it should be.
            }
        }
    }
}
