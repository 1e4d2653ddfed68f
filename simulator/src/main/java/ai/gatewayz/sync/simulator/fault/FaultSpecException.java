package ai.gatewayz.sync.simulator.fault;

/** A fault spec that breaks the grammar; the message names the bad part. */
public final class FaultSpecException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    FaultSpecException(String spec, String problem) {
        super("fault '" + spec + "': " + problem);
    }
}
