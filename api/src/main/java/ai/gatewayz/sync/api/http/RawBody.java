package ai.gatewayz.sync.api.http;

import jakarta.ws.rs.container.ContainerRequestContext;

/** The bytes of a request whose route asked for them unread. */
public final class RawBody {
    static final String PROPERTY = "raw_body";

    private RawBody() {}

    /** The bytes; empty without a body. */
    public static byte[] of(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof byte[] bytes ? bytes : new byte[0];
    }
}
