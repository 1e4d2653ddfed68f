package ai.gatewayz.sync.activities.http;

/** A variable holds something that cannot be a key. Names the variable, never its value. */
public final class UnusableKeyException extends RuntimeException {
    private final String variable;
    private final String reason;

    UnusableKeyException(String variable, String reason) {
        this.variable = variable;
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return variable + " " + reason;
    }

    /** The variable to correct. */
    public String variable() {
        return variable;
    }
}
