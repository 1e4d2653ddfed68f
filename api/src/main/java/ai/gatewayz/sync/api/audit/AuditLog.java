package ai.gatewayz.sync.api.audit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers mutating calls in the database; what cannot be stored goes into the log, so that none is lost silently. */
public final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private static final int UNAVAILABLE = 503;

    private final Jdbi records;

    /** A log in a database that may be written. */
    public AuditLog(Jdbi records) {
        this.records = records;
    }

    /** A call that has been answered. */
    record Call(String actor, String role, String method, String route, String path, int status, String requestId) {}

    void add(Call call) {
        if (call.status() == UNAVAILABLE) {
            // The database may be what is away, and the caller waits no longer for its answer.
            LOG.info("not served: {}", call);
            return;
        }
        try {
            records.useHandle(handle -> handle.createUpdate("""
                            INSERT INTO audit_log (actor, role, method, route, path, status, request_id)
                            VALUES (:actor, :role, :method, :route, :path, :status, :requestId)
                            """)
                    .bindMap(Map.of(
                            "actor", call.actor(),
                            "role", call.role().toLowerCase(Locale.ROOT),
                            "method", call.method(),
                            "route", call.route(),
                            "path", call.path(),
                            "status", call.status(),
                            "requestId", call.requestId()))
                    .execute());
        } catch (JdbiException e) {
            LOG.warn("audit row not stored ({}): {}", e.getClass().getSimpleName(), call);
        }
    }

    /** The newest calls before an id, newest first. */
    public List<AuditEntry> newest(long before, int limit) {
        return records.withHandle(handle -> handle.createQuery("""
                        SELECT id, at, actor, role, method, route, path, status, request_id
                        FROM audit_log WHERE id < :before ORDER BY id DESC LIMIT :limit
                        """)
                .bind("before", before)
                .bind("limit", limit)
                .map(ConstructorMapper.of(AuditEntry.class))
                .list());
    }
}
