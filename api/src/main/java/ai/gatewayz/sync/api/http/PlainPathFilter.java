package ai.gatewayz.sync.api.http;

import ai.gatewayz.sync.api.error.ApiException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/** Refuses matrix parameters: JAX-RS would strip them silently, and what was meant by them would not happen. */
@PreMatching
@Priority(PlainPathFilter.FIRST)
public final class PlainPathFilter implements ContainerRequestFilter {
    static final int FIRST = 10;

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo().getRequestUri().getRawPath().indexOf(';') >= 0) {
            throw ApiException.of(400, "paths take no parameters behind a semicolon; escape it as %3B");
        }
    }
}
