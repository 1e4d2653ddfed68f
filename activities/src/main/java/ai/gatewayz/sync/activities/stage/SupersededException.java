package ai.gatewayz.sync.activities.stage;

/** A newer fetch of the provider was applied already. */
public final class SupersededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SupersededException(String provider, long fence, long applied) {
        super("fetch " + fence + " of " + provider + " is older than the applied fetch " + applied);
    }
}
