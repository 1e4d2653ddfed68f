package ai.gatewayz.sync.api.ops;

import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.http.QueryReader;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The description of this API for programs, as it was written and as JSON. */
@Open
@Path("/")
public final class OpenApiResource {
    private static final String FILE = "/openapi.yaml";

    private final byte[] yaml;
    private final byte[] json;

    /** Reads the description, once. */
    OpenApiResource() {
        try (InputStream in = OpenApiResource.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not in the archive");
            }
            yaml = in.readAllBytes();
            json = new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /** As it was written. */
    @GET
    @Path("/openapi.yaml")
    @Produces("application/yaml")
    public byte[] yaml(@Context UriInfo uri) {
        QueryReader.of(uri);
        return yaml;
    }

    /** As JSON. */
    @GET
    @Path("/openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    public byte[] json(@Context UriInfo uri) {
        QueryReader.of(uri);
        return json;
    }
}
