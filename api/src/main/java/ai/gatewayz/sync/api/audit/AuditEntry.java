package ai.gatewayz.sync.api.audit;

import java.time.Instant;

/**
 * One mutating call.
 *
 * @param actor the beginning of the SHA-256 of the caller's key
 * @param route the route's template; {@code unknown} when no route matched
 * @param path what was asked for, without its query
 */
public record AuditEntry(
        long id,
        Instant at,
        String actor,
        String role,
        String method,
        String route,
        String path,
        int status,
        String requestId) {}
