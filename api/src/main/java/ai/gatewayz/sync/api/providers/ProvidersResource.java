package ai.gatewayz.sync.api.providers;

import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.QueryReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the provider registry: facts, health, counts and freshness. Keys are not in the database at all. */
@Open
@Path("/providers")
@Produces(MediaType.APPLICATION_JSON)
public final class ProvidersResource {
    private final ProviderDirectory directory;
    private final Clock clock;

    /** The routes over the registry. */
    ProvidersResource(ProviderDirectory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** All providers. */
    public record ProviderViews(List<ProviderView> data, int total) {}

    /**
     * One provider; its age of success is in seconds.
     *
     * @param verdict how it is, in a word; the reason is a sentence, null when all is well
     * @param listed models of its last list
     * @param keptMissing active models that its last list did not show, complete or not
     * @param modelsPriced active models whose price is known, as free or as dynamic too
     * @param unreadTerms where its listed models state price terms that are not read
     */
    public record ProviderView(
            String slug,
            String name,
            List<String> aliases,
            String baseUrl,
            String tier,
            boolean isSupported,
            boolean requiresKey,
            boolean quotesPrices,
            @Nullable String note,
            boolean isActive,
            String healthStatus,
            String verdict,
            @Nullable String verdictReason,
            long listed,
            long keptMissing,
            long modelsActive,
            long modelsInactive,
            long modelsPriced,
            List<String> unreadTerms,
            @Nullable Instant lastCompleteSync,
            @Nullable Instant lastSuccess,
            @Nullable Long secondsSinceSuccess,
            @Nullable Instant lastFailure,
            int consecutiveFailures,
            @Nullable String lastErrorCode) {
        static ProviderView of(RegisteredProvider row, Instant now) {
            Instant success = row.lastSuccessAt();
            ProviderVerdict verdict = ProviderVerdict.of(row);
            return new ProviderView(
                    row.slug(),
                    row.name(),
                    row.aliases(),
                    row.baseUrl(),
                    row.tier(),
                    row.isSupported(),
                    row.requiresKey(),
                    row.quotesPrices(),
                    row.note(),
                    row.isActive(),
                    row.healthStatus(),
                    verdict.word(),
                    verdict.reason(),
                    row.listed(),
                    row.keptMissing(),
                    row.modelsActive(),
                    row.modelsInactive(),
                    row.modelsPriced(),
                    row.unreadTerms(),
                    row.lastCompleteAt(),
                    success,
                    success == null
                            ? null
                            : Math.max(0, Duration.between(success, now).toSeconds()),
                    row.lastFailureAt(),
                    row.consecutiveFailures(),
                    row.lastErrorCode());
        }
    }

    /** Every provider. */
    @GET
    public ProviderViews list(@Context UriInfo uri) {
        QueryReader.of(uri);
        Instant now = clock.instant();
        List<ProviderView> list =
                directory.list().stream().map(row -> ProviderView.of(row, now)).toList();
        return new ProviderViews(list, list.size());
    }

    /** Counts of providers. */
    @GET
    @Path("/stats")
    public StateCounts stats(@Context UriInfo uri) {
        QueryReader.of(uri);
        return directory.counts();
    }

    /** One provider by slug or alias. */
    @GET
    @Path("/{slug}")
    public ProviderView provider(@PathParam("slug") String name, @Context UriInfo uri) {
        QueryReader.of(uri);
        String slug = directory.require(name).slug();
        return directory.list().stream()
                .filter(row -> row.slug().equals(slug))
                .findFirst()
                .map(row -> ProviderView.of(row, clock.instant()))
                .orElseThrow(() -> ApiException.notFound("provider " + slug));
    }
}
