package ai.gatewayz.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.embedded.TemporalBinary;
import ai.gatewayz.sync.cli.runtime.Stopper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker beside {@code up} frozen while it syncs. */
@Timeout(240)
class FrozenWorkerIT {
    /** A frozen worker's steps are missed after ten seconds, its transaction after fifteen, its polls in between. */
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @TempDir
    Path directory;

    @Test
    void aFrozenWorker_costsASyncAtMostFortySeconds() throws Exception {
        assumeTrue(TemporalBinary.find(System.getenv()).isPresent(), "no temporal program");
        Process second = null;
        try (Stopper stopper = new Stopper()) {
            DataDirectory data = DataDirectory.at(directory).create();
            HarmedUp up = HarmedUp.start(data, stopper);
            second = secondWorker();
            up.untilASyncIsComplete(Instant.now());
            String job = up.startSync();
            signal("STOP", second);
            Instant frozen = Instant.now();

            Duration took = up.untilItEnds(job, frozen);

            System.out.println("a worker froze; the sync was complete after " + took.toMillis() + " ms");
            assertThat(took).isLessThan(LIMIT);
            signal("CONT", second);
            assertThat(second.isAlive()).isTrue();
        } finally {
            if (second != null) {
                second.destroyForcibly().onExit().join();
            }
        }
    }

    /** {@code ./catalog-sync worker --data DIR}, once it takes work. */
    private Process secondWorker() throws IOException {
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "worker",
                        "--data",
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = worker.inputReader();
        String line = output.readLine();
        while (line != null && !line.contains("worker started")) {
            line = output.readLine();
        }
        assertThat(line).as("the worker has started").isNotNull();
        // A full pipe would stop it.
        Thread reader = new Thread(() -> output.lines().forEach(said -> {}));
        reader.setDaemon(true);
        reader.start();
        return worker;
    }

    private static void signal(String name, Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
