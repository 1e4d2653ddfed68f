package ai.gatewayz.sync.api.holds;

import ai.gatewayz.sync.api.auth.NeedsRole;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.JsonBody;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.http.TakesBody;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pins: prices and delistings that operators set and no sync ever touches. */
@Path("/admin/overrides")
@Produces(MediaType.APPLICATION_JSON)
public final class OverridesResource {
    private static final int MOST_ROWS = 1000;
    private static final String[] FIELDS = fields();

    private final PinStore store;
    private final ProviderDirectory directory;

    /** The routes over their store. */
    OverridesResource(PinStore store, ProviderDirectory directory) {
        this.store = store;
        this.directory = directory;
    }

    private static String[] fields() {
        List<String> fields = new ArrayList<>(List.of("provider", "model_id", "kind", "state", "note"));
        fields.addAll(NewPin.PRICES);
        fields.add(PinnedLines.FIELD);
        return fields.toArray(String[]::new);
    }

    /** Pins, newest first. */
    public record Overrides(List<OperatorPin> data, int returned) {}

    /** Lists the pins; {@code upstream_moved} tells which were set before the provider changed its price. */
    @GET
    public Overrides list(@Context UriInfo uri) {
        QueryReader query = QueryReader.of(uri, "provider", "limit");
        String provider = query.text("provider");
        List<OperatorPin> found = store.list(
                provider == null ? null : directory.require(provider).slug(), query.number("limit", 100, 1, MOST_ROWS));
        return new Overrides(found, found.size());
    }

    /** Pins a price, or pins a model off. */
    @POST
    @NeedsRole(Role.OPERATOR)
    @TakesBody(maxBytes = 32 * 1024)
    public Response create(@Context UriInfo uri, @Context ContainerRequestContext request) {
        QueryReader.of(uri);
        JsonBody body = JsonBody.of(request, FIELDS);
        String slug = directory.require(required(body, "provider")).slug();
        String modelId = required(body, "model_id");
        String kind = body.choice("kind", List.of("price", "delist"));
        if (kind == null) {
            throw ApiException.badRequest("kind", "is missing: price or delist");
        }
        NewPin pin = new NewPin(
                slug, modelId, kind, state(body, kind), prices(body), PinnedLines.of(body), body.text("note"));
        long model = store.model(slug, modelId).orElseThrow(() -> ApiException.notFound("model"));
        long id = store.create(model, pin, HeldChangesResource.by(request))
                .orElseThrow(() -> ApiException.of(409, "this model has such an override; delete it first"));
        return Response.status(Response.Status.CREATED)
                .entity(store.find(id).orElseThrow(() -> ApiException.notFound("override")))
                .build();
    }

    /** Removes a pin; what the provider says is served again. */
    @DELETE
    @Path("/{id}")
    @NeedsRole(Role.OPERATOR)
    public OperatorPin delete(
            @PathParam("id") String id, @Context UriInfo uri, @Context ContainerRequestContext request) {
        QueryReader.of(uri);
        long number = HeldChangesResource.number(id);
        OperatorPin pin = store.find(number).orElseThrow(() -> ApiException.notFound("override"));
        if (!store.delete(number, HeldChangesResource.by(request))) {
            throw ApiException.notFound("override");
        }
        return pin;
    }

    private static String required(JsonBody body, String name) {
        String value = body.text(name);
        if (value == null) {
            throw ApiException.badRequest(name, "is missing");
        }
        return value;
    }

    private static @org.jspecify.annotations.Nullable String state(JsonBody body, String kind) {
        String state = body.choice("state", List.of("priced", "free"));
        if (kind.equals("delist")) {
            return null;
        }
        return state == null ? "priced" : state;
    }

    private static Map<String, BigDecimal> prices(JsonBody body) {
        Map<String, BigDecimal> prices = new LinkedHashMap<>();
        for (String name : NewPin.PRICES) {
            String text = body.text(name);
            if (text != null) {
                prices.put(name, NewPin.amount(name, text));
            }
        }
        return prices;
    }
}
