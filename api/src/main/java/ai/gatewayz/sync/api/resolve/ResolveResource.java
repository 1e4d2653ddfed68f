package ai.gatewayz.sync.api.resolve;

import ai.gatewayz.sync.api.auth.Bulk;
import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.JsonBody;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.http.TakesBody;
import ai.gatewayz.sync.api.resolve.Resolver.Candidate;
import ai.gatewayz.sync.api.resolve.Resolver.Resolution;
import ai.gatewayz.sync.catalog.model.MatchKey;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Says of ids in usage which offering they are, by which rule, or why none: never a guess. */
@Open
@Path("/resolve")
@Produces(MediaType.APPLICATION_JSON)
public final class ResolveResource {
    private static final long MOST_COUNTED = 1_000_000_000_000_000L;

    /** Searching for ids that are close takes a while each time: it is done for those that are met most. */
    private static final int MOST_SUGGESTED = 20;

    private final Supplier<Resolver> resolvers;
    private final BiFunction<String, String, List<String>> near;

    /**
     * The route over the catalog.
     *
     * @param resolvers a new one for each request
     * @param near ids that are most like one, of a provider, else of others as provider and id
     */
    ResolveResource(Supplier<Resolver> resolvers, BiFunction<String, String, List<String>> near) {
        this.resolvers = resolvers;
        this.near = near;
    }

    /** What the ids mean, those that are met most first. */
    public record Resolutions(List<Resolution> results) {}

    /** What each id means. */
    @POST
    @Bulk
    @TakesBody(maxBytes = Bulk.MAX_BYTES)
    public Resolutions resolve(@Context ContainerRequestContext request, @Context UriInfo uri) {
        QueryReader.of(uri);
        List<Resolver.Asked> asked = new ArrayList<>();
        for (JsonNode item : JsonBody.of(request, "ids").list("ids", Bulk.MOST_ITEMS)) {
            JsonBody fields = JsonBody.item(item, "id", "provider", "count");
            String id = fields.text("id");
            if (id == null) {
                throw ApiException.badRequest("id", "is missing");
            }
            asked.add(new Resolver.Asked(id, fields.text("provider"), fields.number("count", 0, MOST_COUNTED)));
        }
        List<Resolution> results = new ArrayList<>(resolvers.get().resolve(asked));
        results.sort(Comparator.comparingLong((Resolution r) -> r.count() == null ? -1 : r.count())
                .reversed());
        return new Resolutions(suggest(results));
    }

    private List<Resolution> suggest(List<Resolution> results) {
        int left = MOST_SUGGESTED;
        List<Resolution> all = new ArrayList<>();
        for (Resolution result : results) {
            if (left > 0 && "no_such_model".equals(result.reason())) {
                left--;
                all.add(result.withCandidates(near.apply("", result.id()).stream()
                        .map(ResolveResource::candidate)
                        .toList()));
            } else {
                all.add(result);
            }
        }
        return all;
    }

    private static Candidate candidate(String slugAndId) {
        int slash = slugAndId.indexOf('/');
        String model = slugAndId.substring(slash + 1);
        return new Candidate(
                slugAndId.substring(0, slash), model, MatchKey.of(model).value());
    }
}
