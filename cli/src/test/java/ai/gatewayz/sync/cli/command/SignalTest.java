package ai.gatewayz.sync.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SignalTest {
    @TempDir
    Path directory;

    @Test
    @Timeout(60)
    void ctrlC_stopsEverythingWithinTenSecondsAndExits130() throws Exception {
        assumeTrue(
                !ignoresInterrupts(),
                "skipped: this process was started with SIGINT ignored, as background jobs of scripts are, and its children"
                        + " inherit that");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                DevMain.class.getName(),
                "up",
                "--port",
                "0",
                "--data",
                directory.toString()));
        builder.environment().put("TEMPORAL_MODE", "embedded");
        Process up = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader output = new BufferedReader(new InputStreamReader(up.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.startsWith("Ready.")) {
            line = output.readLine();
        }
        assertThat(line).isNotNull();
        assertThat(directory.resolve("run.json")).exists();
        long postgres = Long.parseLong(
                Files.readAllLines(directory.resolve("postgres/postmaster.pid")).get(0));

        new ProcessBuilder("/bin/sh", "-c", "kill -INT " + up.pid()).start().waitFor();

        assertThat(up.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(up.exitValue()).isEqualTo(130);
        assertThat(directory.resolve("run.json")).doesNotExist();
        assertThat(directory.resolve("postgres/postmaster.pid")).doesNotExist();
        // The file goes a moment before the process does.
        Optional<ProcessHandle> ending = ProcessHandle.of(postgres);
        if (ending.isPresent()) {
            ending.orElseThrow().onExit().get(10, TimeUnit.SECONDS);
        }
    }

    /** Reads the mask of ignored signals that Linux shows; elsewhere nothing is known and the test runs. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
}
