package ai.gatewayz.sync.api;

/** The API cannot start; the message says why in one line. */
public final class ApiStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ApiStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
