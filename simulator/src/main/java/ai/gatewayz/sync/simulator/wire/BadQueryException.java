package ai.gatewayz.sync.simulator.wire;

/** A request that a real provider would answer with status 400. */
public final class BadQueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadQueryException(String message) {
        super(message);
    }
}
