package ai.gatewayz.sync.api.models;

import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
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
import java.util.List;

/** The catalog for clients that read OpenAI's or OpenRouter's model list. */
@Open
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenAiModelsResource {
    private final ModelQueries models;
    private final RenderedCache cache;
    private final ProviderDirectory directory;

    /** The route over its queries. */
    OpenAiModelsResource(ModelQueries models, RenderedCache cache, ProviderDirectory directory) {
        this.models = models;
        this.cache = cache;
        this.directory = directory;
    }

    /** Every active model. */
    @GET
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        String provider = QueryReader.of(uri, "provider").text("provider");
        List<String> slugs = provider == null ? List.of() : directory.resolve(List.of(provider));
        String version = models.version().tag();
        String tag = ModelsResource.tag(slugs, directory);
        return new CachedAnswer(headers, tag)
                .of(
                        version,
                        gzip -> cache.get(
                                version, "openai " + slugs, tag, gzip, () -> models.openAi(ModelFilter.active(slugs))));
    }

    /** One entry of the list by its id: a provider, a slash, and the provider's id of the model. */
    @GET
    @Path("/{id: .+}")
    public Response model(@PathParam("id") String id, @Context UriInfo uri, @Context HttpHeaders headers) {
        QueryReader.of(uri);
        int slash = id.indexOf('/');
        if (slash < 1 || slash == id.length() - 1 || ModelsResource.isStrange(id.substring(slash + 1))) {
            throw ApiException.notFound("model " + QueryReader.shown(id));
        }
        String slug = directory.require(id.substring(0, slash)).slug();
        String modelId = id.substring(slash + 1);
        String version = models.version().tag();
        String tag = CacheTags.model(modelId);
        return new CachedAnswer(headers, tag)
                .of(
                        version,
                        gzip -> cache.get(
                                version, "openai model " + slug + " " + modelId, tag, gzip, () -> models.findOpenAi(
                                                slug, modelId)
                                        .orElseThrow(() ->
                                                ApiException.noModel(slug, modelId, models.near(slug, modelId)))));
    }
}
