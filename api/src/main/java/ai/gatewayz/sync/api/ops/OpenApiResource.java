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

    /** The same for every API of a process, and only for who asks: reading it takes a third of a start. */
    private static final class Description {
        static final byte[] YAML = read();
        static final byte[] JSON = json();

        private static byte[] read() {
            try (InputStream in = OpenApiResource.class.getResourceAsStream(FILE)) {
                if (in == null) {
                    throw new IllegalStateException(FILE + " is not in the archive");
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(FILE + " cannot be read", e);
            }
        }

        private static byte[] json() {
            try {
                return new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(YAML));
            } catch (IOException e) {
                throw new UncheckedIOException(FILE + " is no YAML", e);
            }
        }
    }

    /** As it was written. */
    @GET
    @Path("/openapi.yaml")
    @Produces("application/yaml")
    public byte[] yaml(@Context UriInfo uri) {
        QueryReader.of(uri);
        return Description.YAML;
    }

    /** As JSON. */
    @GET
    @Path("/openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    public byte[] json(@Context UriInfo uri) {
        QueryReader.of(uri);
        return Description.JSON;
    }
}
