package ai.gatewayz.sync.worker;

/** A worker that cannot start; one line that says what is missing. */
public final class WorkerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkerStartException(String message, Throwable cause) {
        super(message.lines().findFirst().orElse(message), cause);
    }
}
