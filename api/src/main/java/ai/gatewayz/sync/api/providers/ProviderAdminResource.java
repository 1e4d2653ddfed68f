package ai.gatewayz.sync.api.providers;

import ai.gatewayz.sync.api.auth.NeedsRole;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.QueryReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Switches providers on and off and moves them between tiers. Both are the operators': no sync and no start writes them. */
@Path("/admin/providers/{slug}")
@Produces(MediaType.APPLICATION_JSON)
public final class ProviderAdminResource {
    /** The last one gives the choice back to the code. */
    private static final List<String> TIERS = List.of("every_15_minutes", "hourly", "every_4_hours", "default");

    private static final String CHANGE = """
            UPDATE providers
            SET is_active = wanted.active, tier_override = wanted.tier, updated_at = now()
            FROM (
                SELECT id, coalesce(:active::boolean, is_active) AS active,
                       CASE coalesce(:tier, '') WHEN '' THEN tier_override WHEN 'default' THEN NULL ELSE :tier END AS tier
                FROM providers WHERE slug = :slug
            ) wanted
            WHERE providers.id = wanted.id
              AND (providers.is_active, providers.tier_override) IS DISTINCT FROM (wanted.active, wanted.tier)
            """;

    private final Jdbi records;
    private final ProviderDirectory directory;

    /** The routes over a database that may be written. */
    public ProviderAdminResource(Jdbi records, ProviderDirectory directory) {
        this.records = records;
        this.directory = directory;
    }

    /**
     * What operators decide about a provider.
     *
     * @param tier how often it is asked when tiers are switched on
     * @param isTierSet whether operators said so, instead of the code
     */
    public record ProviderSwitch(String slug, boolean isActive, String tier, boolean isTierSet, Instant updatedAt) {}

    /** How a provider stands. */
    @GET
    public ProviderSwitch provider(@PathParam("slug") String name, @Context UriInfo uri) {
        QueryReader.of(uri);
        return read(directory.require(name).slug());
    }

    /**
     * Switches a provider, or moves it to another tier. A disabled one is left out of syncs of all, and its models are not
     * offered until the first list after it is enabled.
     */
    @POST
    @NeedsRole(Role.ADMIN)
    public ProviderSwitch change(@PathParam("slug") String name, @Context UriInfo uri) {
        QueryReader query = QueryReader.of(uri, "is_active", "tier");
        String active = query.text("is_active");
        boolean isActive = query.flag("is_active");
        String tier = query.choice("tier", TIERS);
        if (active == null && tier == null) {
            throw ApiException.badRequest("is_active", "or tier is missing");
        }
        String slug = directory.require(name).slug();
        records.useHandle(handle -> handle.createUpdate(CHANGE)
                .bind("active", active == null ? null : isActive)
                .bind("tier", tier)
                .bind("slug", slug)
                .execute());
        return read(slug);
    }

    private ProviderSwitch read(String slug) {
        return records.withHandle(handle -> handle.createQuery(
                        "SELECT slug, is_active, coalesce(tier_override, tier) AS tier, tier_override IS NOT NULL AS is_tier_set,"
                                + " updated_at FROM providers WHERE slug = :slug")
                .bind("slug", slug)
                .map(ConstructorMapper.of(ProviderSwitch.class))
                .one());
    }
}
