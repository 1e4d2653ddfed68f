package ai.gatewayz.sync.api.audit;

import ai.gatewayz.sync.api.audit.AuditDao.AuditEntry;
import ai.gatewayz.sync.api.audit.AuditDao.AuditedCall;
import java.util.List;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers mutating calls in the database; what cannot be stored goes into the log, so that none is lost silently. */
final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private static final int UNAVAILABLE = 503;

    private final AuditDao rows;

    /** A log of these rows. */
    AuditLog(AuditDao rows) {
        this.rows = rows;
    }

    void add(AuditedCall call) {
        if (call.status() == UNAVAILABLE) {
            // The database may be what is away, and the caller waits no longer for its answer.
            LOG.info("not served: {}", call);
            return;
        }
        try {
            rows.insert(call);
        } catch (JdbiException e) {
            LOG.warn("audit row not stored ({}): {}", e.getClass().getSimpleName(), call);
        }
    }

    /** The newest calls before an id, newest first. */
    public List<AuditEntry> newest(long before, int limit) {
        return rows.newest(before, limit);
    }
}
