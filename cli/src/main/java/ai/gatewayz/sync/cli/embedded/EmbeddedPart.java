package ai.gatewayz.sync.cli.embedded;

import java.nio.file.Path;

/** A server that runs as a child of this process and can die alone. */
public interface EmbeddedPart {
    /** What people call it. */
    String name();

    /** Whether its process lives; it may be frozen all the same. */
    boolean isAlive();

    /**
     * Starts it again, at the same address and on the same data, after it has died.
     *
     * @throws ai.gatewayz.sync.cli.output.CommandFailure saying why it does not start
     */
    void restart();

    /** Where it writes what happens to it. */
    Path log();
}
