package ai.gatewayz.sync.api.audit;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Rows of mutating calls. */
interface AuditDao {
    /** Adds a call that has been answered. */
    @SqlUpdate("""
            INSERT INTO audit_log (actor, role, method, route, path, status, request_id)
            VALUES (:actor, lower(:role), :method, :route, :path, :status, :requestId)
            """)
    void insert(@BindMethods AuditedCall call);

    /** The newest calls before an id, newest first. */
    @SqlQuery("""
            SELECT id, at, actor, role, method, route, path, status, request_id
            FROM audit_log WHERE id < :before ORDER BY id DESC LIMIT :limit
            """)
    @RegisterConstructorMapper(AuditEntry.class)
    List<AuditEntry> newest(long before, int limit);

    /** A call that has been answered. */
    record AuditedCall(
            String actor, String role, String method, String route, String path, int status, String requestId) {}

    /**
     * One mutating call.
     *
     * @param actor the beginning of the SHA-256 of the caller's key
     * @param route the route's template; {@code unknown} when no route matched
     * @param path what was asked for, without its query
     */
    record AuditEntry(
            long id,
            Instant at,
            String actor,
            String role,
            String method,
            String route,
            String path,
            int status,
            String requestId) {}
}
