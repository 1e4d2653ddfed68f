package ai.gatewayz.sync.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.embedded.TemporalRuntime.Mode;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.workflows.client.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalRuntimeTest {
    @TempDir
    Path directory;

    @Test
    void auto_prefersAnAddress_thenAProgram_thenTheInside() throws IOException {
        makeProgram();
        String path = directory.toString();
        assertThat(TemporalRuntime.choose(Map.of("TEMPORAL_ADDRESS", "h:1", "PATH", path)))
                .isEqualTo(Mode.EXTERNAL);
        assertThat(TemporalRuntime.choose(Map.of("PATH", "/nowhere:" + path))).isEqualTo(Mode.DEV_SERVER);
        assertThat(TemporalRuntime.choose(Map.of("PATH", "/nowhere"))).isEqualTo(Mode.EMBEDDED);
        assertThat(TemporalRuntime.choose(Map.of())).isEqualTo(Mode.EMBEDDED);
    }

    @Test
    void aNamedModeWins_andUnknownWordsAreRefused() {
        assertThat(TemporalRuntime.choose(Map.of("TEMPORAL_MODE", "embedded", "TEMPORAL_ADDRESS", "h:1")))
                .isEqualTo(Mode.EMBEDDED);
        assertThatThrownBy(() -> TemporalRuntime.choose(Map.of("TEMPORAL_MODE", "cloud")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("TEMPORAL_MODE: must be one of auto, external, dev-server, embedded");
    }

    @Test
    void whatAModeNeedsIsSaid() {
        DataDirectory data = DataDirectory.at(directory);
        assertThatThrownBy(() -> TemporalRuntime.start(Map.of("TEMPORAL_MODE", "external"), data))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("TEMPORAL_MODE: external needs TEMPORAL_ADDRESS=host:port");
        assertThatThrownBy(() -> TemporalRuntime.start(Map.of("TEMPORAL_MODE", "dev-server"), data))
                .hasMessage("TEMPORAL_MODE: dev-server needs the temporal program on the PATH or in TEMPORAL_CLI");
        assertThatThrownBy(() -> TemporalBinary.find(Map.of("TEMPORAL_CLI", "/no/temporal")))
                .hasMessage("TEMPORAL_CLI: /no/temporal is no program; correct it or unset it");
    }

    @Test
    void inside_hasNoAddressAndNoUi_andWarns() {
        try (TemporalRuntime temporal =
                TemporalRuntime.start(Map.of("TEMPORAL_MODE", "embedded"), DataDirectory.at(directory))) {
            assertThat(temporal.address()).isNull();
            assertThat(temporal.uiUrl()).isNull();
            assertThat(temporal.durable()).isFalse();
            assertThat(temporal.warnings()).hasSize(3).first().asString().contains("LOST");
            assertThat(TemporalReadiness.await(temporal.connection(), java.time.Duration.ofSeconds(5), () -> true))
                    .isTrue();
        }
    }

    private void makeProgram() throws IOException {
        Path program = Files.createFile(directory.resolve("temporal"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
