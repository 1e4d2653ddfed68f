package ai.gatewayz.sync.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.cli.output.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    private static final RunFile RUN = new RunFile(
            "http://127.0.0.1:8000",
            "http://127.0.0.1:8001",
            "postgresql://u:p@127.0.0.1:1/d",
            null,
            null,
            "secret-admin-key",
            ProcessHandle.current().pid());

    @TempDir
    Path directory;

    private DataDirectory data;

    @BeforeEach
    void create() {
        data = DataDirectory.at(directory.resolve("data")).create();
    }

    @Test
    void isTheNamedOne_elseTheConfiguredOne_elseTheDefault() {
        assertThat(DataDirectory.find(Path.of("/x"), Map.of("DATA_DIR", "/y")).root())
                .isEqualTo(Path.of("/x"));
        assertThat(DataDirectory.find(null, Map.of("DATA_DIR", "/y")).root()).isEqualTo(Path.of("/y"));
        assertThat(DataDirectory.find(null, Map.of()).root())
                .isEqualTo(Path.of(".catalog-sync").toAbsolutePath());
    }

    @Test
    void secretIsMadeOnce_longAndReadableByItsOwnerOnly() throws IOException {
        String secret = data.secret("admin.key");
        assertThat(secret).matches("[0-9a-f]{48}");
        assertThat(data.secret("admin.key")).isEqualTo(secret);
        assertThat(permissions(data.path("admin.key"))).isEqualTo("rw-------");
        assertThat(permissions(data.root())).isEqualTo("rwx------");
    }

    @Test
    void lockNamesTheHolder_andIsFreeAfterwards() {
        try (DataLock held = data.lock()) {
            assertThat(held).isNotNull();
            assertThatThrownBy(data::lock)
                    .isInstanceOf(CommandFailure.class)
                    .hasMessage("the data directory " + data.root() + " is in use by process "
                            + ProcessHandle.current().pid()
                            + "; stop that process or choose another directory with --data");
        }
        data.lock().close();
    }

    @Test
    void portIsRemembered_andReplacedWhenItIsTaken() throws IOException {
        int port = data.port("part", Ports.free());
        assertThat(data.port("part", 1)).isEqualTo(port);
        assertThat(data.rememberedPort("part")).isEqualTo(port);
        assertThat(data.rememberedPort("other")).isZero();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(port)).isFalse();
            assertThat(data.port("part", taken.getLocalPort())).isNotEqualTo(port);
        }
    }

    @Test
    void runFileHasTheContractsFields_andIsTheOwnersAlone() throws IOException {
        RUN.write(data);
        assertThat(permissions(data.path("run.json"))).isEqualTo("rw-------");
        assertThat(Files.readString(data.path("run.json"))).isEqualTo("""
                        {
                          "api_url" : "http://127.0.0.1:8000",
                          "worker_url" : "http://127.0.0.1:8001",
                          "database_url" : "postgresql://u:p@127.0.0.1:1/d",
                          "temporal_address" : null,
                          "temporal_ui_url" : null,
                          "admin_key" : "secret-admin-key",
                          "pid" : %d
                        }
                        """.formatted(RUN.pid()));
        assertThat(RunFile.find(data)).isEqualTo(RUN);
        assertThat(RUN.toString()).doesNotContain("secret");
        RunFile.remove(data);
        assertThat(RunFile.find(data)).isNull();
    }

    @Test
    void runFileOfADeadProcessCountsAsNone() throws IOException {
        Process ended = new ProcessBuilder("true").start();
        ended.onExit().join();
        new RunFile("a", "b", "c", "d", "e", "f", ended.pid()).write(data);
        assertThat(RunFile.find(data)).isNull();
    }

    @Test
    void damagedRunFileSaysWhatToDo() {
        data.write("run.json", "{");
        assertThatThrownBy(() -> RunFile.find(data))
                .hasMessage(data.path("run.json") + " is damaged; stop the service, remove the file and start again");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
