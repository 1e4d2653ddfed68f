package ai.gatewayz.sync.api.metrics;

import ai.gatewayz.sync.api.http.RouteNames;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Times requests by route; unknown paths and methods share one label, so that nobody can make labels. */
@PreMatching
public final class RequestMetrics implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String BEGUN = "begun_nanos";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");

    private final MeterRegistry registry;
    /** Looked up by their labels in the registry, each would take longer than what it counts. */
    private final Map<Labels, Timer> timers = new ConcurrentHashMap<>();

    /** What requests are told apart by. */
    private record Labels(String method, String route, int status) {}

    /** Times into a registry. */
    public RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(BEGUN, System.nanoTime());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String route = RouteNames.of(request);
        request.setProperty(RouteNames.PROPERTY, route);
        if (request.getProperty(BEGUN) instanceof Long begun) {
            timers.computeIfAbsent(new Labels(method(request), route, response.getStatus()), this::timer)
                    .record(Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private Timer timer(Labels labels) {
        return Timer.builder("http.server.requests")
                .description("Requests by route")
                .tag("method", labels.method())
                .tag("uri", labels.route())
                .tag("status", String.format(Locale.ROOT, "%03d", labels.status()))
                .serviceLevelObjectives(
                        Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofMillis(250), Duration.ofSeconds(1))
                .register(registry);
    }

    /** A method that HTTP knows, else {@code OTHER}. */
    static String method(ContainerRequestContext request) {
        return METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER";
    }
}
