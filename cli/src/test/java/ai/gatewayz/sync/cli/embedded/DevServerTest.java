package ai.gatewayz.sync.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.Ports;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.workflows.SyncAttributes;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.common.SearchAttributeKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs the {@code temporal} program; skipped with the reason without it. */
class DevServerTest {
    @TempDir
    Path directory;

    private DataDirectory data;
    private Path binary;

    @BeforeEach
    void findBinary() {
        binary = RealTemporal.require();
        data = DataDirectory.at(directory.resolve("data dir")).create();
    }

    @Test
    void servesWithOurAttributesAndRetention_thenEndsAndFreesItsPorts() throws IOException, InterruptedException {
        String address;
        long pid;
        try (DevServer server = DevServer.start(data, binary)) {
            address = server.address();
            pid = serverPid();
            assertThat(server.isAdopted()).isFalse();
            assertThat(retentionSeconds(server)).isEqualTo(30L * 24 * 3600);
            assertThat(server.connection()
                            .operator()
                            .blockingStub()
                            .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                                    .setNamespace("default")
                                    .build())
                            .getCustomAttributesMap())
                    .containsKeys(SyncAttributes.ALL.stream()
                            .map(SearchAttributeKey::getName)
                            .toArray(String[]::new));
            assertThat(HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(server.uiUrl()))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(isAlive(pid)).isFalse();
        assertThat(Ports.isFree(port(address))).isTrue();
        try (DevServer again = DevServer.start(data, binary)) {
            assertThat(again.address()).isEqualTo(address);
        }
    }

    @Test
    void twoServersOnOneDatabaseFileAreRefused() {
        try (DevServer first = DevServer.start(data, binary)) {
            assertThatThrownBy(() -> DevServer.start(data, binary))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining(
                            "is in use by process " + ProcessHandle.current().pid());
            assertThat(first.address()).isNotEmpty();
        }
    }

    @Test
    void endsWithAKilledJvm() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        ChildJvm jvm = ChildJvm.start("temporal", data.root(), binary);
        ProcessHandle server = ProcessHandle.of(serverPid()).orElseThrow();
        jvm.kill();
        server.onExit().get(10, TimeUnit.SECONDS);
        assertThat(Ports.isFree(port(jvm.answer()))).isTrue();
    }

    @Test
    void waitsForTheServerThatIsJustEndingWithItsKilledJvm() throws IOException {
        ChildJvm jvm = ChildJvm.start("temporal", data.root(), binary);
        long ending = serverPid();
        jvm.kill();
        try (DevServer server = DevServer.start(data, binary)) {
            assertThat(server.isAdopted()).isFalse();
            assertThat(serverPid()).isNotEqualTo(ending);
            assertThat(server.address()).isEqualTo(jvm.answer());
        }
    }

    @Test
    void takesOverAHealthyOrphanAndEndsItAtTheEnd() throws IOException {
        ChildJvm jvm = ChildJvm.start("temporal", data.root(), binary);
        long orphan = orphan(jvm);
        try (DevServer server = DevServer.start(data, binary)) {
            assertThat(server.isAdopted()).isTrue();
            assertThat(server.address()).isEqualTo(jvm.answer());
            assertThat(retentionSeconds(server)).isEqualTo(30L * 24 * 3600);
        }
        assertThat(isAlive(orphan)).isFalse();
    }

    @Test
    void servesTheSameNamespaceAtTheSameAddress_afterItsServerWasKilled() throws IOException {
        try (DevServer server = DevServer.start(data, binary)) {
            long killed = serverPid();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            ProcessHandle.of(killed).ifPresent(process -> process.onExit().join());
            server.restart();

            assertThat(server.isAlive()).isTrue();
            assertThat(serverPid()).isNotEqualTo(killed);
            assertThat(retentionSeconds(server)).isEqualTo(30L * 24 * 3600);
        }
    }

    @Test
    void getsNothingOfTheEnvironment_butWhatEveryProgramNeeds() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/environ")));
        try (DevServer server = DevServer.start(data, binary)) {
            String environment = Files.readString(Path.of("/proc/" + serverPid() + "/environ"));

            assertThat(server.isAlive()).isTrue();
            assertThat(environment.split("\0"))
                    .allMatch(variable -> variable.matches(
                            "(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_[A-Z]+|TMPDIR|TZ|PWD|OLDPWD|SHLVL|_)=.*"));
        }
    }

    @Test
    void replacesAnOrphanThatDoesNotAnswer() throws IOException, InterruptedException {
        ChildJvm jvm = ChildJvm.start("temporal", data.root(), binary);
        long orphan = orphan(jvm);
        signal("STOP", orphan);
        try (DevServer server = DevServer.start(data, binary)) {
            assertThat(server.isAdopted()).isFalse();
            assertThat(serverPid()).isNotEqualTo(orphan);
        }
        assertThat(isAlive(orphan)).isFalse();
    }

    @Test
    void aProgramThatIsNoServerIsNamedWithItsOutput() {
        assertThatThrownBy(() -> DevServer.start(data, Path.of("/bin/false")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("the Temporal server did not start; its log ");
    }

    @Test
    void runtime_tellsModeAddressAndUi() {
        Map<String, String> environment = Map.of("TEMPORAL_MODE", "dev-server", "TEMPORAL_CLI", binary.toString());
        try (TemporalRuntime temporal = TemporalRuntime.start(environment, data)) {
            assertThat(temporal.mode()).isEqualTo(TemporalRuntime.Mode.DEV_SERVER);
            assertThat(temporal.durable()).isTrue();
            assertThat(temporal.warnings()).isEmpty();
            assertThat(temporal.uiUrl()).startsWith("http://127.0.0.1:");
            Map<String, String> other = Map.of("TEMPORAL_ADDRESS", String.valueOf(temporal.address()));
            try (TemporalRuntime external = TemporalRuntime.start(other, data)) {
                assertThat(external.mode()).isEqualTo(TemporalRuntime.Mode.EXTERNAL);
                assertThat(external.address()).isEqualTo(temporal.address());
            }
        }
    }

    /** Kills all of the watchdog and then the JVM, so that nobody ends the server. */
    private long orphan(ChildJvm jvm) {
        String[] numbers = String.valueOf(data.read("temporal/server.pid")).split(" ", -1);
        ProcessHandle watchdog = ProcessHandle.of(Long.parseLong(numbers[0])).orElseThrow();
        watchdog.descendants().filter(process -> process.pid() != serverPid()).forEach(ProcessHandle::destroyForcibly);
        watchdog.destroyForcibly();
        watchdog.onExit().join();
        jvm.kill();
        assertThat(isAlive(serverPid())).isTrue();
        return serverPid();
    }

    private long serverPid() {
        return Long.parseLong(String.valueOf(data.read("temporal/server.pid")).split(" ", -1)[1]);
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid).start().waitFor();
    }

    private static long retentionSeconds(DevServer server) {
        return server.connection()
                .stubs()
                .blockingStub()
                .describeNamespace(DescribeNamespaceRequest.newBuilder()
                        .setNamespace("default")
                        .build())
                .getConfig()
                .getWorkflowExecutionRetentionTtl()
                .getSeconds();
    }
}
