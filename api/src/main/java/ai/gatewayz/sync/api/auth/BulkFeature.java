package ai.gatewayz.sync.api.auth;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.ClientAddress;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.concurrent.Semaphore;

/** Holds {@link Bulk} routes to their limits before their bodies are read. */
public final class BulkFeature implements DynamicFeature {
    private static final int MOST_AT_ONCE = 4;
    private static final String RUNNING = "bulk_running";

    private final RequestLimits limits;
    private final Semaphore running = new Semaphore(MOST_AT_ONCE);

    /** With the counts of all routes. */
    public BulkFeature(RequestLimits limits) {
        this.limits = limits;
    }

    @Override
    public void configure(ResourceInfo route, FeatureContext context) {
        if (route.getResourceMethod().isAnnotationPresent(Bulk.class)) {
            context.register(new Gate(limits, running), Priorities.AUTHORIZATION);
        }
    }

    /** Lets one request in and takes note when it is answered. */
    private record Gate(RequestLimits limits, Semaphore running)
            implements ContainerRequestFilter, ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            limits.countBulk(ClientAddress.of(request));
            if (!running.tryAcquire()) {
                throw ApiException.tooMany(
                        "as many such requests as are answered at once are being answered; ask again");
            }
            request.setProperty(RUNNING, true);
        }

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            if (request.getProperty(RUNNING) != null) {
                request.removeProperty(RUNNING);
                running.release();
            }
        }
    }
}
