package ai.gatewayz.sync.activities.cache;

/** A target that did not take what it was told; the message holds no secret. */
final class TargetDownException extends Exception {
    private static final long serialVersionUID = 1L;

    TargetDownException(String message) {
        super(message);
    }
}
