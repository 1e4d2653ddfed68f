package ai.gatewayz.sync.api.audit;

import ai.gatewayz.sync.api.audit.AuditDao.AuditEntry;
import ai.gatewayz.sync.api.auth.NeedsRole;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.http.QueryReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads who changed what. */
@Path("/admin/audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
    private static final int MOST_ROWS = 1000;

    private final AuditLog log;

    /** The route over the log. */
    AuditResource(AuditLog log) {
        this.log = log;
    }

    /** Calls, newest first; {@code next_before} continues with older ones. */
    public record AuditPage(
            List<AuditEntry> data, int returned, @Nullable Long nextBefore) {}

    /** A page of the log. */
    @GET
    @NeedsRole(Role.ADMIN)
    public AuditPage list(@Context UriInfo uri) {
        QueryReader query = QueryReader.of(uri, "limit", "before");
        int limit = query.number("limit", 100, 1, MOST_ROWS);
        Long before = query.number("before", 1, Long.MAX_VALUE);
        List<AuditEntry> rows = log.newest(before == null ? Long.MAX_VALUE : before, limit);
        return new AuditPage(
                rows,
                rows.size(),
                rows.size() < limit ? null : rows.get(rows.size() - 1).id());
    }
}
