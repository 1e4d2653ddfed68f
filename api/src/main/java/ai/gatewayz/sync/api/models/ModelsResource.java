package ai.gatewayz.sync.api.models;

import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.models.ModelQueries.PageBounds;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.catalog.model.ModelKind;
import ai.gatewayz.sync.workflows.CacheTags;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the catalog. */
@Open
@Path("/models")
@Produces(MediaType.APPLICATION_JSON)
public final class ModelsResource {
    private static final String[] LIST_PARAMETERS = {
        "gateway",
        "provider",
        "kind",
        "model_id",
        "modality",
        "q",
        "capability",
        "price_state",
        "min_context",
        "max_input_price",
        "updated_since",
        "include_inactive",
        "sort",
        "limit",
        "offset"
    };
    private static final String ALL = "all";
    private static final int USUAL_LIMIT = 100;
    private static final int MOST_MODELS = 50_000;
    private static final int MOST_HITS = 200;
    private static final int MOST_SKIPPED = 10_000_000;
    private static final long MOST_CONTEXT = 1_000_000_000_000L;
    private static final List<String> PRICE_STATES = List.of("priced", "free", "dynamic", "unknown");

    private final ModelQueries models;
    private final RenderedCache cache;
    private final ProviderDirectory directory;

    /** The routes over their queries. */
    ModelsResource(ModelQueries models, RenderedCache cache, ProviderDirectory directory) {
        this.models = models;
        this.cache = cache;
        this.directory = directory;
    }

    /** A page of the catalog, or all of it. */
    @GET
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        QueryReader query = QueryReader.of(uri, LIST_PARAMETERS);
        PageBounds page = page(query, USUAL_LIMIT);
        String gateway = gateway(query.text("gateway"));
        List<String> slugs = slugs(query, gateway);
        ModelFilter filter = filter(query, slugs);
        return answer(
                headers,
                tag(slugs, directory),
                "list " + filter + page + gateway,
                () -> models.list(filter, page, gateway));
    }

    /** The same column by column, all of it unless a limit is given. */
    @GET
    @Path("/table")
    public Response table(@Context UriInfo uri, @Context HttpHeaders headers) {
        QueryReader query = QueryReader.of(uri, LIST_PARAMETERS);
        PageBounds page = page(query, MOST_MODELS);
        List<String> slugs = slugs(query, gateway(query.text("gateway")));
        ModelFilter filter = filter(query, slugs);
        return answer(headers, tag(slugs, directory), "table " + filter + page, () -> models.table(filter, page));
    }

    private static PageBounds page(QueryReader query, int usualLimit) {
        String sort = query.choice("sort", ModelOrder.words());
        return new PageBounds(
                sort == null ? "provider" : sort,
                query.number("limit", usualLimit, 1, MOST_MODELS),
                query.number("offset", 0, 0, MOST_SKIPPED));
    }

    private List<String> slugs(QueryReader query, String gateway) {
        List<String> slugs = new ArrayList<>();
        if (!gateway.equals(ALL)) {
            slugs.add(gateway);
        }
        String provider = query.text("provider");
        if (provider != null) {
            slugs.addAll(directory.resolve(List.of(provider)));
        }
        return slugs;
    }

    private static ModelFilter filter(QueryReader query, List<String> slugs) {
        return new ModelFilter(
                slugs,
                kinds(query),
                query.longText("model_id"),
                query.text("modality"),
                query.text("q"),
                query.choice("capability", ModelFilter.CAPABILITIES),
                query.choice("price_state", PRICE_STATES),
                query.number("min_context", 0, MOST_CONTEXT),
                query.amount("max_input_price"),
                query.text("updated_since") == null ? null : query.instant("updated_since", Instant.EPOCH),
                query.flag("include_inactive"));
    }

    private static List<String> kinds(QueryReader query) {
        List<String> kinds = query.list("kind", ModelKind.values().length);
        kinds.forEach(kind -> query.require("kind", kind, ModelKind.keys()));
        return kinds;
    }

    private String gateway(@Nullable String given) {
        return given == null || given.equals(ALL)
                ? ALL
                : directory.resolve(List.of(given)).get(0);
    }

    /** Tags of a list: a change at any of the gateways that it covers makes it stale. */
    static String tag(List<String> slugs, ProviderDirectory directory) {
        return slugs.isEmpty()
                ? CacheTags.ALL + " " + directory.gatewayTags()
                : slugs.stream().distinct().map(CacheTags::gateway).collect(Collectors.joining(" "));
    }

    /** Counts of models, of one provider or of all. */
    @GET
    @Path("/stats")
    public Stats.ModelStats stats(@Context UriInfo uri) {
        String provider = QueryReader.of(uri, "provider").text("provider");
        return models.stats(
                provider == null ? null : directory.resolve(List.of(provider)).get(0));
    }

    /** Models by name, best matches first. */
    @GET
    @Path("/search")
    public Response search(@Context UriInfo uri, @Context HttpHeaders headers) {
        QueryReader query = QueryReader.of(uri, "q", "limit");
        int limit = query.number("limit", 20, 1, MOST_HITS);
        String text = query.text("q");
        if (text == null || text.isBlank()) {
            throw ApiException.badRequest("q", "is missing: what shall be searched for?");
        }
        String words = text.strip();
        return answer(
                headers,
                CacheTags.SEARCH + " " + directory.gatewayTags(),
                "search " + limit + " " + words,
                () -> models.search(words, limit));
    }

    /** One model with the origin of its price; model ids contain slashes. */
    @GET
    @Path("/{provider}/{model_id: .+}")
    public Response model(
            @PathParam("provider") String name,
            @PathParam("model_id") String modelId,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        QueryReader.of(uri);
        String version = models.version().tag();
        String slug = directory.slug(version, name);
        if (isStrange(modelId)) {
            throw ApiException.notFound("model");
        }
        return answer(version, headers, CacheTags.model(modelId), "model " + slug + " " + modelId, () -> models.find(
                        slug, modelId)
                .orElseThrow(() -> ApiException.noModel(slug, modelId, models.near(slug, modelId))));
    }

    /** Whether a text can be no model's id. */
    static boolean isStrange(String modelId) {
        return modelId.length() > 512
                || modelId.codePoints()
                        .anyMatch(c -> Character.isISOControl(c) || c == 0xfffd || c >= 0xd800 && c <= 0xdfff);
    }

    private Response answer(
            HttpHeaders headers,
            String tag,
            String question,
            java.util.function.Supplier<ModelQueries.Rendered> render) {
        return answer(models.version().tag(), headers, tag, question, render);
    }

    private Response answer(
            String version,
            HttpHeaders headers,
            String tag,
            String question,
            java.util.function.Supplier<ModelQueries.Rendered> render) {
        return new CachedAnswer(headers, tag).of(version, gzip -> cache.get(version, question, tag, gzip, render));
    }
}
