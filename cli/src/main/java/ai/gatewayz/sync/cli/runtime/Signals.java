package ai.gatewayz.sync.cli.runtime;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns Ctrl-C and termination signals into an orderly stop. Shutdown hooks would run all at once, the embedded
 * database's own among them, and take it away from under the worker.
 */
public final class Signals {
    private static final Map<String, Integer> CODES = Map.of("INT", 130, "TERM", 143, "HUP", 129);
    /** A signal concerns the process, so what it says is the process's too; 0 = none came. */
    private static final AtomicInteger SEEN = new AtomicInteger();

    private Signals() {}

    /**
     * From now on the first signal stops everything and ends the process; a second one ends it at once.
     *
     * @param announce is run when the stop begins
     */
    public static void stop(Stopper stopper, Runnable announce) {
        CODES.forEach((name, code) -> org.jline.utils.Signals.register(name, () -> {
            if (!SEEN.compareAndSet(0, code)) {
                Runtime.getRuntime().halt(code);
            }
            announce.run();
            stopper.close();
            System.exit(code);
        }));
    }

    /** Whether a signal has begun to stop the process: failures that follow from that are no news. */
    public static boolean isStopping() {
        return SEEN.get() != 0;
    }

    /** The exit code of the signal that came, else the command's own. */
    public static int exitCode(int ofCommand) {
        return isStopping() ? SEEN.get() : ofCommand;
    }
}
