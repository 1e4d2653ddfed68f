package ai.gatewayz.sync.api.holds;

import ai.gatewayz.sync.api.auth.Caller;
import ai.gatewayz.sync.api.auth.NeedsRole;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.JsonBody;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.http.TakesBody;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Prices that a guard holds back, and the decisions about them. */
@Path("/admin/held-changes")
@Produces(MediaType.APPLICATION_JSON)
public final class HeldChangesResource {
    private static final int MOST_ROWS = 1000;
    private static final List<String> STATES = List.of("pending", "released", "approved", "rejected", "superseded");
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private final HeldChangeStore store;
    private final ProviderDirectory directory;

    /** The routes over their store. */
    HeldChangesResource(HeldChangeStore store, ProviderDirectory directory) {
        this.store = store;
        this.directory = directory;
    }

    /** Held prices, newest first; without a next cursor they are the last. */
    public record HeldChanges(
            List<HeldChange> data,
            int returned,
            long total,
            @Nullable String nextCursor) {}

    /** What a decision about many did. */
    public record Decided(String decision, int decided, List<Long> ids) {}

    /** Lists those that wait, or with {@code status} others. */
    @GET
    public HeldChanges list(@Context UriInfo uri) {
        QueryReader query = QueryReader.of(uri, "provider", "status", "rule", "run", "limit", "cursor");
        String provider = query.text("provider");
        String status = query.choice("status", STATES);
        HoldSelection selection = new HoldSelection(
                List.of(),
                provider == null ? null : directory.require(provider).slug(),
                status == null ? HoldSelection.PENDING : status,
                query.choice("rule", BulkDecision.RULES),
                query.text("run"));
        int limit = query.number("limit", 100, 1, MOST_ROWS);
        Long cursor = query.number("cursor", 1, Long.MAX_VALUE);
        List<HeldChange> found = store.list(selection, cursor == null ? Long.MAX_VALUE : cursor, limit);
        return new HeldChanges(
                found,
                found.size(),
                store.count(selection),
                found.size() < limit ? null : Long.toString(found.get(limit - 1).id()));
    }

    /** Approves or rejects many at once, and none when they are not as many as expected. */
    @POST
    @Path("/decisions")
    @NeedsRole(Role.OPERATOR)
    @TakesBody(maxBytes = 131_072)
    public Decided decide(@Context UriInfo uri, @Context ContainerRequestContext request) {
        QueryReader.of(uri);
        JsonBody body = JsonBody.of(request, "decision", "ids", "filter", "note", "expected");
        BulkDecision decision = BulkDecision.of(body, directory);
        List<Long> ids = store.decide(decision, by(request));
        return new Decided(decision.approve() ? "approved" : "rejected", ids.size(), ids);
    }

    /** Serves the price from now on. */
    @POST
    @Path("/{id}/approve")
    @NeedsRole(Role.OPERATOR)
    @TakesBody(maxBytes = 8192)
    public HeldChange approve(
            @PathParam("id") String id, @Context UriInfo uri, @Context ContainerRequestContext request) {
        QueryReader.of(uri);
        String note = JsonBody.of(request, "note").text("note");
        return ended(number(id), store.approve(number(id), by(request), note));
    }

    /** Goes on serving the former price until the provider says something else. */
    @POST
    @Path("/{id}/reject")
    @NeedsRole(Role.OPERATOR)
    @TakesBody(maxBytes = 8192)
    public HeldChange reject(
            @PathParam("id") String id, @Context UriInfo uri, @Context ContainerRequestContext request) {
        QueryReader.of(uri);
        String note = JsonBody.of(request, "note").text("note");
        return ended(number(id), store.reject(number(id), by(request), note));
    }

    private HeldChange ended(long id, boolean decided) {
        HeldChange change = store.find(id).orElseThrow(() -> ApiException.notFound("held change"));
        if (!decided) {
            throw ApiException.of(409, "this change is " + change.status() + " already");
        }
        return change;
    }

    static long number(String id) {
        if (!ID.matcher(id).matches()) {
            throw ApiException.notFound("such an id");
        }
        return Long.parseLong(id);
    }

    /** Who decides: the role and the public part of the key. */
    static String by(ContainerRequestContext request) {
        return Caller.of(request)
                .map(caller -> caller.role().name().toLowerCase(Locale.ROOT) + "/" + caller.id())
                .orElse("unknown");
    }
}
