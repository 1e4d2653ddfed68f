package ai.gatewayz.sync.api.ops;

import ai.gatewayz.sync.api.auth.NeedsRole;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.JsonBody;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.http.TakesBody;
import ai.gatewayz.sync.api.models.RenderedCache;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.api.webhook.Invalidations;
import ai.gatewayz.sync.workflows.CacheTags;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invalidates caches by hand: this process's at once, everybody else's through the outbox. */
@Path("/api/cache")
@Produces(MediaType.APPLICATION_JSON)
public final class CacheResource {
    private static final String MODELS = "models";
    private static final String DETAIL = "model-detail";
    private static final String SEARCH = "search";
    private static final String RANKINGS = "rankings";

    private final RenderedCache cache;
    private final Invalidations invalidations;
    private final ProviderDirectory directory;
    private final Clock clock;

    /** The route over this process's cache and the outbox. */
    CacheResource(RenderedCache cache, Invalidations invalidations, ProviderDirectory directory, Clock clock) {
        this.cache = cache;
        this.invalidations = invalidations;
        this.directory = directory;
        this.clock = clock;
    }

    /** Tags that were invalidated, and how many answers this process forgot. */
    public record InvalidatedTags(List<String> tags, int entries) {}

    /** The answer. */
    public record InvalidationAnswer(boolean success, InvalidatedTags invalidated, Instant timestamp) {}

    /** Invalidates what a type names. */
    @POST
    @Path("/invalidate")
    @NeedsRole(Role.OPERATOR)
    @TakesBody
    public InvalidationAnswer invalidate(@Context ContainerRequestContext request) {
        QueryReader.of(request.getUriInfo());
        JsonBody body = JsonBody.of(request, "type", "gateway", "modelId");
        String type = body.choice("type", List.of(MODELS, DETAIL, RANKINGS, SEARCH));
        if (type == null) {
            throw ApiException.badRequest(
                    "type", "must be one of " + String.join(", ", MODELS, DETAIL, RANKINGS, SEARCH));
        }
        List<String> tags = tags(type, body.text("gateway"), body.text("modelId"));
        invalidations.request(tags);
        return new InvalidationAnswer(true, new InvalidatedTags(tags, cache.evict(tags)), clock.instant());
    }

    private List<String> tags(String type, @Nullable String gateway, @Nullable String modelId) {
        String slug = gateway == null || gateway.equals("all")
                ? null
                : directory.resolve(List.of(gateway)).get(0);
        if (type.equals(DETAIL) && modelId == null) {
            throw ApiException.badRequest("modelId", "is missing: which model's page?");
        }
        if (!type.equals(DETAIL) && modelId != null) {
            throw ApiException.badRequest("modelId", "goes with the type " + DETAIL + " only");
        }
        return switch (type) {
            case MODELS -> List.of(slug == null ? CacheTags.ALL : CacheTags.gateway(slug));
            case DETAIL -> List.of(CacheTags.model(String.valueOf(modelId)));
            case SEARCH -> List.of(CacheTags.SEARCH);
            default -> List.of(CacheTags.RANKINGS);
        };
    }
}
