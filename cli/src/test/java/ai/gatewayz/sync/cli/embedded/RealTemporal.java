package ai.gatewayz.sync.cli.embedded;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The real server's program for tests. */
final class RealTemporal {
    private RealTemporal() {}

    static Path require() {
        Optional<Path> binary = TemporalBinary.find(System.getenv());
        if (binary.isEmpty()) {
            System.out.println("skipped: no temporal program on the PATH or in TEMPORAL_CLI");
        }
        Assumptions.assumeTrue(binary.isPresent(), "no temporal program on the PATH or in TEMPORAL_CLI");
        return binary.orElseThrow();
    }
}
