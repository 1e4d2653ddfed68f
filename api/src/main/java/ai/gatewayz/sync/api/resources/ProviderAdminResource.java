package ai.gatewayz.sync.api.resources;

import ai.gatewayz.sync.api.auth.NeedsRole;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.db.ProviderDirectory;
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
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Switches providers on and off. That switch is the operators': no sync and no start writes it. */
@Path("/admin/providers/{slug}")
@Produces(MediaType.APPLICATION_JSON)
public final class ProviderAdminResource {
    private final Jdbi records;
    private final ProviderDirectory directory;

    /** The routes over a database that may be written. */
    public ProviderAdminResource(Jdbi records, ProviderDirectory directory) {
        this.records = records;
        this.directory = directory;
    }

    /** What operators decide about a provider, and its tier. */
    public record ProviderSwitch(String slug, boolean isActive, String tier, Instant updatedAt) {}

    /** How a provider stands. */
    @GET
    public ProviderSwitch provider(@PathParam("slug") String name, @Context UriInfo uri) {
        QueryReader.of(uri);
        return read(directory.require(name).slug());
    }

    /** Switches a provider: a disabled one is left out of syncs of all; its models stay as they are. */
    @POST
    @NeedsRole(Role.ADMIN)
    public ProviderSwitch change(@PathParam("slug") String name, @Context UriInfo uri) {
        QueryReader query = QueryReader.of(uri, "is_active");
        String active = query.text("is_active");
        boolean isActive = query.flag("is_active");
        if (active == null) {
            throw ApiException.badRequest("is_active", "is missing: true or false");
        }
        String slug = directory.require(name).slug();
        records.useHandle(handle -> handle.createUpdate("""
                        UPDATE providers SET is_active = :active, updated_at = now()
                        WHERE slug = :slug AND is_active <> :active
                        """)
                .bind("active", isActive)
                .bind("slug", slug)
                .execute());
        return read(slug);
    }

    private ProviderSwitch read(String slug) {
        return records.withHandle(handle -> handle.createQuery(
                        "SELECT slug, is_active, tier, updated_at FROM providers WHERE slug = :slug")
                .bind("slug", slug)
                .map(ConstructorMapper.of(ProviderSwitch.class))
                .one());
    }
}
