package ai.gatewayz.sync.api.ops;

import ai.gatewayz.sync.api.auth.NeedsRole;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.ops.SnapshotQueries.StoredBody;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** Shows the bytes that a provider sent, page after page: the evidence behind a price. */
@Path("/admin/snapshots")
public final class SnapshotsResource {
    private final SnapshotQueries snapshots;

    /** The route over the stored bodies. */
    SnapshotsResource(SnapshotQueries snapshots) {
        this.snapshots = snapshots;
    }

    /** The decoded body, as a file: no browser shall show what somebody else wrote. */
    @GET
    @Path("/{sha256}")
    @NeedsRole(Role.OPERATOR)
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
    public Response snapshot(@PathParam("sha256") String sha256, @Context UriInfo uri) {
        QueryReader.of(uri);
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw ApiException.notFound("snapshot");
        }
        StoredBody snapshot =
                snapshots.find(HexFormat.of().parseHex(sha256)).orElseThrow(() -> ApiException.notFound("snapshot"));
        StreamingOutput body = out -> {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(snapshot.gzip()), 64 * 1024)) {
                in.transferTo(out);
            }
        };
        return Response.ok(body, MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header("Content-Length", snapshot.rawBytes())
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + snapshot.provider() + "-" + sha256.substring(0, 12) + ".json\"")
                .build();
    }
}
