package ai.gatewayz.sync.api.auth;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/**
 * Who makes a request.
 *
 * @param id the beginning of the SHA-256 of the key: tells keys apart and opens nothing
 */
public record Caller(String id, Role role) {
    static final String PROPERTY = "caller";

    /** The caller of a request; empty without a valid key. */
    public static Optional<Caller> of(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof Caller caller ? Optional.of(caller) : Optional.empty();
    }
}
