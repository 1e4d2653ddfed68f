package ai.gatewayz.sync.cli.docs;

/** A file has lost a comment that marks its generated lines. */
public final class MissingBlockException extends Exception {
    private static final long serialVersionUID = 1L;

    MissingBlockException(String message) {
        super(message);
    }
}
