package ai.gatewayz.sync.api.auth;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.QueryReader;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;

/** Tells callers what their key may do, so that a page shows what can be used. */
@Path("/admin/key")
@Produces(MediaType.APPLICATION_JSON)
public final class KeyResource {
    /** A role: {@code viewer}, {@code operator} or {@code admin}. */
    public record KeyRole(String role) {}

    /** The role of the caller's key. */
    @GET
    public KeyRole role(@Context UriInfo uri, @Context ContainerRequestContext request) {
        QueryReader.of(uri);
        Caller caller = Caller.of(request).orElseThrow(ApiException::unauthorized);
        return new KeyRole(caller.role().name().toLowerCase(Locale.ROOT));
    }
}
