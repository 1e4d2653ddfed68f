package ai.gatewayz.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.embedded.TemporalBinary;
import ai.gatewayz.sync.cli.runtime.Stopper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The servers of {@code up} killed the hard way, while it runs and while it syncs. */
@Timeout(240)
class DeadPartsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** A step whose end was lost is missed after ten seconds, and begun again. */
    private static final Duration CUT_OFF_LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private void kill(String part) throws IOException {
        List<String> numbers = part.equals("postgres")
                ? Files.readAllLines(directory.resolve("postgres/postmaster.pid"))
                : List.of(Files.readString(directory.resolve("temporal/server.pid"))
                        .strip()
                        .split(" ", -1)[1]);
        assertThat(ProcessHandle.of(Long.parseLong(numbers.get(0).strip()))
                        .orElseThrow()
                        .destroyForcibly())
                .isTrue();
    }

    @Test
    void killedServers_areStartedAgain_andSyncsAreCompleteWithinHalfAMinute_twice() throws Exception {
        assumeTrue(TemporalBinary.find(System.getenv()).isPresent(), "no temporal program");
        try (Stopper stopper = new Stopper()) {
            DataDirectory data = DataDirectory.at(directory).create();
            HarmedUp up = HarmedUp.start(data, stopper);
            up.untilASyncIsComplete(Instant.now());
            for (String part : List.of("temporal", "postgres", "temporal", "postgres")) {
                // In the middle of a sync, which has to end by itself, too.
                String job = up.startSync();
                kill(part);
                Instant killed = Instant.now();

                Duration took = up.untilASyncIsComplete(killed);

                System.out.println(part + " was killed; a sync was complete after " + took.toMillis() + " ms");
                assertThat(took).as("after the death of " + part).isLessThan(LIMIT);
                Duration cut = up.untilItEnds(job, killed);
                System.out.println(part + ": the sync that it cut off was complete after " + cut.toMillis() + " ms");
                assertThat(cut).as("the sync that lost " + part).isLessThan(CUT_OFF_LIMIT);
                assertThat(up.call("GET", "/health/ready").statusCode()).isEqualTo(200);
            }
            assertThat(up.all().keeper().failure()).isEmpty();
        }
    }
}
