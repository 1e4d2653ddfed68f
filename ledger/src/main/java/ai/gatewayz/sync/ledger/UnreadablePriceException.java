package ai.gatewayz.sync.ledger;

import org.jspecify.annotations.Nullable;

/** A stored price that this program cannot read, as after a step back to an older one. */
public final class UnreadablePriceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadablePriceException(String part, String value, @Nullable Throwable cause) {
        super("a stored price has the " + part + " '" + value + "', which this program cannot read", cause);
    }
}
