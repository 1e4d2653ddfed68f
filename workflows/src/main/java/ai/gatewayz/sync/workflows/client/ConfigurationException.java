package ai.gatewayz.sync.workflows.client;

/** A setting that stops the start: one line that names the variable and the fix, never a secret's value. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the variable and what to do. */
    public ConfigurationException(String variable, String problem) {
        super(variable + ": " + problem);
    }
}
