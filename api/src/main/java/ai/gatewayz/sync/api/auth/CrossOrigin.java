package ai.gatewayz.sync.api.auth;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;

/** Lets pages of other origins read what anybody may read: open GET routes, without credentials, and nothing else. */
public final class CrossOrigin implements DynamicFeature {
    private final AllowedOrigins allowed;

    /** For these origins. */
    public CrossOrigin(AllowedOrigins allowed) {
        this.allowed = allowed;
    }

    @Override
    public void configure(ResourceInfo route, FeatureContext context) {
        boolean open = route.getResourceClass().isAnnotationPresent(Open.class)
                || route.getResourceMethod().isAnnotationPresent(Open.class);
        if (open && route.getResourceMethod().isAnnotationPresent(GET.class)) {
            context.register(new Headers(allowed));
        }
    }

    /** Names the origin in the answer of one route. */
    private record Headers(AllowedOrigins allowed) implements ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            MultivaluedMap<String, Object> headers = response.getHeaders();
            if (allowed.isAny()) {
                headers.putSingle("Access-Control-Allow-Origin", "*");
            } else {
                headers.add(HttpHeaders.VARY, "Origin");
                String origin = request.getHeaderString("Origin");
                if (origin != null && allowed.contains(origin)) {
                    headers.putSingle("Access-Control-Allow-Origin", origin);
                }
            }
            headers.putSingle("Access-Control-Expose-Headers", "ETag, X-Request-Id, Retry-After");
        }
    }
}
