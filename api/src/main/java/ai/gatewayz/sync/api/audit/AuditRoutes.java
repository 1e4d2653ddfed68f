package ai.gatewayz.sync.api.audit;

import ai.gatewayz.sync.api.http.LoggedPath;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import org.jdbi.v3.core.Jdbi;

/** Adds the route of the audit log, and what writes it. */
public final class AuditRoutes {
    private AuditRoutes() {}

    /** Over a database that may be written; paths are kept so. */
    public static void register(JerseyEnvironment jersey, Jdbi records, LoggedPath logged) {
        AuditLog log = new AuditLog(records.onDemand(AuditDao.class));
        jersey.register(new AuditFilter(log, logged));
        jersey.register(new AuditResource(log));
    }
}
