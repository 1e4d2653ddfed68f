package ai.gatewayz.sync.api.auth;

import ai.gatewayz.sync.api.error.ApiException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;

/** Closes every route that is not marked as open: forgetting an annotation closes a route, never opens one. */
public final class RoleFeature implements DynamicFeature {
    @Override
    public void configure(ResourceInfo route, FeatureContext context) {
        Method method = route.getResourceMethod();
        boolean open = method.isAnnotationPresent(Open.class)
                || route.getResourceClass().isAnnotationPresent(Open.class)
                // Jersey's own answers to OPTIONS tell the methods of a path and nothing else.
                || route.getResourceClass().getName().startsWith("org.glassfish.jersey.");
        if (!open) {
            NeedsRole needed = method.getAnnotation(NeedsRole.class);
            Role usual = method.isAnnotationPresent(GET.class) ? Role.VIEWER : Role.ADMIN;
            context.register(new RoleFilter(needed == null ? usual : needed.value()));
        }
    }

    /** Asks for a role. */
    @Priority(Priorities.AUTHORIZATION)
    private record RoleFilter(Role needed) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            Caller caller = Caller.of(request).orElseThrow(ApiException::unauthorized);
            if (!caller.role().covers(needed)) {
                throw ApiException.of(
                        403,
                        "this key may not do this; it needs the role "
                                + needed.name().toLowerCase(java.util.Locale.ROOT));
            }
        }
    }
}
