package ai.gatewayz.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.cli.output.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts with the old names call the command line: run here beside a stand-in that prints what it was called with. */
class ScriptsTest {
    private static final Path SCRIPTS = Path.of("..", "scripts");

    @TempDir
    Path directory;

    @BeforeEach
    void copy() throws IOException {
        Files.createDirectory(directory.resolve("scripts"));
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            for (Path script : scripts.toList()) {
                assertThat(script).isExecutable();
                Files.copy(
                        script,
                        directory
                                .resolve("scripts")
                                .resolve(script.getFileName().toString()),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        standIn("echo \"$@\"");
    }

    @ParameterizedTest
    @CsvSource({
        "sync_models, sync",
        "manual_sync_now, pricing-sync",
        "trigger_pricing_sync, pricing-sync --no-wait",
        "check_sync_status, status",
        "clear_stuck_sync, cleanup",
        "seed_providers, providers seed",
        "verify_full_sync.sh, verify"
    })
    void passesItsArgumentsOn(String script, String command) throws Exception {
        assertThat(run(0, script, "--providers", "a b", "c")).isEqualTo(command + " --providers a b c\n");
    }

    @Test
    void monitorWritesOneLineOfJson_andKeepsTheExitCode() throws Exception {
        standIn("printf '{\\n  \"status\" : \"out_of_sync\"\\n}\\n'; exit 1");
        String line = run(1, "monitor_sync_health");
        assertThat(line.lines()).hasSize(1);
        JsonNode record = Json.read(line);
        assertThat(record.path("exit_code").asInt()).isEqualTo(1);
        assertThat(record.path("result").path("status").asText()).isEqualTo("out_of_sync");
        assertThat(record.path("time").asText()).matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
    }

    @Test
    void monitorWritesALineAlsoWhenNothingAnswers() throws Exception {
        standIn("exit 2");
        assertThat(Json.read(run(2, "monitor_sync_health")).path("result").isNull())
                .isTrue();
    }

    private void standIn(String commands) throws IOException {
        Path program = directory.resolve("catalog-sync");
        Files.writeString(program, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private String run(int exitCode, String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(directory.resolve("scripts").resolve(script).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(exitCode);
        return output;
    }
}
