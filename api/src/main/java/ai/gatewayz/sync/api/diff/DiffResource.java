package ai.gatewayz.sync.api.diff;

import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.diff.CatalogDiffs.CatalogDiff;
import ai.gatewayz.sync.api.diff.CatalogDiffs.State;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.QueryReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;

/** Compares two states of the catalog: which models came, went, or cost something else. */
@Open
@Path("/diff")
@Produces(MediaType.APPLICATION_JSON)
public final class DiffResource {
    private static final int USUAL_LIMIT = 1_000;
    private static final int MOST = 50_000;

    private final CatalogDiffs diffs;

    /** The route over the comparisons. */
    public DiffResource(CatalogDiffs diffs) {
        this.diffs = diffs;
    }

    /** What changed between two generations or instants; the end is now where it is left out. */
    @GET
    public CatalogDiff diff(@Context UriInfo uri) {
        QueryReader query = QueryReader.of(uri, "from", "to", "limit");
        int limit = query.number("limit", USUAL_LIMIT, 1, MOST);
        if (query.text("from") == null) {
            throw ApiException.badRequest("from", "is missing: a generation or an instant");
        }
        return diffs.between(state(query, "from"), state(query, "to"), limit);
    }

    private static State state(QueryReader query, String name) {
        String given = query.text(name);
        if (given == null) {
            return new State(null, null);
        }
        return given.indexOf('-') > 0 || given.indexOf('T') > 0
                ? new State(null, query.instant(name, Instant.EPOCH))
                : new State(query.number(name, 0, Long.MAX_VALUE), null);
    }
}
