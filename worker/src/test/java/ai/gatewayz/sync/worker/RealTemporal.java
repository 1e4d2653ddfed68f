package ai.gatewayz.sync.worker;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.workflows.client.SearchAttributeSetup;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.client.TemporalSettings;
import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Temporal dev server for one test class, and its command line. */
final class RealTemporal implements AutoCloseable {
    private final String binary;
    private final TemporalDevServer server;
    final TemporalConnection connection;

    private RealTemporal(String binary, Path folder) {
        this.binary = binary;
        server = TemporalDevServer.start(TemporalDevServerOptions.newBuilder()
                .setExistingPath(binary)
                .setDownloadEnabled(false)
                .setDatabaseFilename(folder.resolve("temporal.db").toString())
                .setLogLevel("error")
                .build());
        connection = TemporalConnection.open(TemporalSettings.plain(server.getTarget()));
        SearchAttributeSetup.register(connection);
    }

    /** Starts one, or skips the test where the program is missing. */
    static RealTemporal start(Path folder) {
        Optional<String> binary = binary();
        assumeTrue(
                binary.isPresent(),
                "skipped: these tests need the `temporal` program, on the PATH or named by TEMPORAL_CLI");
        return new RealTemporal(binary.orElseThrow(), folder);
    }

    private static Optional<String> binary() {
        String named = System.getenv("TEMPORAL_CLI");
        return named != null
                ? Optional.of(named)
                : Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .map(part -> Path.of(part, "temporal"))
                        .filter(Files::isExecutable)
                        .map(Path::toString)
                        .findFirst();
    }

    String address() {
        return server.getTarget();
    }

    /** Runs a command of the temporal program and returns what it printed; it must succeed. */
    String command(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(binary));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--address", server.getTarget()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    @Override
    public void close() {
        connection.close();
        server.close();
    }
}
