package ai.gatewayz.sync.cli.client;

import org.jspecify.annotations.Nullable;

/** The service cannot be reached now; the same call may work later. */
public final class ServiceAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServiceAway(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
