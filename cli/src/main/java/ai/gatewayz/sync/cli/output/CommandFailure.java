package ai.gatewayz.sync.cli.output;

/** A failure that people can act on: one line that says what is wrong and what to do. Never holds a secret. */
public final class CommandFailure extends RuntimeException {
    /** The work failed. */
    public static final int FAILED = 1;
    /** The command or its settings were wrong. */
    public static final int USAGE = 2;
    /** The user stopped it. */
    public static final int INTERRUPTED = 130;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    private CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The work could not be done. */
    public static CommandFailure failed(String message) {
        return new CommandFailure(FAILED, message);
    }

    /** The work could not be done, with the reason for the log. */
    public static CommandFailure failed(String message, Throwable cause) {
        return new CommandFailure(FAILED, message, cause);
    }

    /** The command line or a setting is wrong. */
    public static CommandFailure usage(String message) {
        return new CommandFailure(USAGE, message);
    }

    /** The waiting thread was interrupted; keeps the thread's mark. */
    public static CommandFailure interrupted() {
        Thread.currentThread().interrupt();
        return new CommandFailure(INTERRUPTED, "interrupted");
    }

    /** The process's exit code. */
    public int exitCode() {
        return exitCode;
    }
}
