package ai.gatewayz.sync.api.providers;

import ai.gatewayz.sync.api.auth.NeedsRole;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.providers.ProviderSwitches.OperatorChoice;
import ai.gatewayz.sync.catalog.provider.Tier;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Switches providers on and off and moves them between tiers. Both are the operators': no sync and no start writes them. */
@Path("/admin/providers/{slug}")
@Produces(MediaType.APPLICATION_JSON)
public final class ProviderAdminResource {
    /** The last one gives the choice back to the code. */
    private static final List<String> TIERS = Stream.concat(
                    Arrays.stream(Tier.values()).map(Tier::key), Stream.of("default"))
            .toList();

    private final ProviderSwitches switches;
    private final ProviderDirectory directory;

    /** The routes over the switches. */
    ProviderAdminResource(ProviderSwitches switches, ProviderDirectory directory) {
        this.switches = switches;
        this.directory = directory;
    }

    /** How a provider stands. */
    @GET
    public OperatorChoice provider(@PathParam("slug") String name, @Context UriInfo uri) {
        QueryReader.of(uri);
        return switches.find(directory.require(name).slug());
    }

    /**
     * Switches a provider, or moves it to another tier. A disabled one is left out of syncs of all, and its models are not
     * offered until the first list after it is enabled.
     */
    @POST
    @NeedsRole(Role.ADMIN)
    public OperatorChoice change(@PathParam("slug") String name, @Context UriInfo uri) {
        QueryReader query = QueryReader.of(uri, "is_active", "tier");
        String active = query.text("is_active");
        boolean isActive = query.flag("is_active");
        String tier = query.choice("tier", TIERS);
        if (active == null && tier == null) {
            throw ApiException.badRequest("is_active", "or tier is missing");
        }
        String slug = directory.require(name).slug();
        switches.change(slug, active == null ? null : isActive, tier);
        return switches.find(slug);
    }
}
