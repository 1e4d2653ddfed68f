package ai.gatewayz.sync.cli.output;

/** A failure that people can act on: one line that says what is wrong and what to do. Never holds a secret. */
public final class Problem extends RuntimeException {
    /** The work failed. */
    public static final int FAILED = 1;
    /** The command or its settings were wrong. */
    public static final int USAGE = 2;
    /** The user stopped it. */
    public static final int INTERRUPTED = 130;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Problem(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    private Problem(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The work could not be done. */
    public static Problem failed(String message) {
        return new Problem(FAILED, message);
    }

    /** The work could not be done, with the reason for the log. */
    public static Problem failed(String message, Throwable cause) {
        return new Problem(FAILED, message, cause);
    }

    /** The command line or a setting is wrong. */
    public static Problem usage(String message) {
        return new Problem(USAGE, message);
    }

    /** The waiting thread was interrupted; keeps the thread's mark. */
    public static Problem interrupted() {
        Thread.currentThread().interrupt();
        return new Problem(INTERRUPTED, "interrupted");
    }

    /** The process's exit code. */
    public int exitCode() {
        return exitCode;
    }
}
