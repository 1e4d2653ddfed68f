package ai.gatewayz.sync.cli.runtime;

import java.util.Optional;

/** Whether this process may use as much memory as large lists need. */
public final class Memory {
    private static final long MIB = 1024 * 1024;
    private static final long LEAST_MIB = 300;

    private Memory() {}

    /** What is wrong and how to mend it; empty when there is enough. */
    public static Optional<String> problem() {
        long heap = Runtime.getRuntime().maxMemory() / MIB;
        return heap >= LEAST_MIB
                ? Optional.empty()
                : Optional.of("Java may use " + heap + " MiB of memory, which large lists do not fit into; set"
                        + " CATALOG_SYNC_JAVA_OPTS=-Xmx1g");
    }
}
