package ai.gatewayz.sync.activities.imported;

/** An import that could not be done; nothing of it was written. Its message is one line and holds no secret. */
public final class ImportFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ImportFailedException(String message) {
        super(message);
    }

    ImportFailedException(String message, Throwable cause) {
        super(message + ": " + reason(cause), cause);
    }

    /** The innermost words: JDBI's own repeat the statement. */
    private static String reason(Throwable cause) {
        Throwable last = cause;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        String message = last.getMessage();
        return message == null
                ? last.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}
