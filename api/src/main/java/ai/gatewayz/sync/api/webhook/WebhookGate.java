package ai.gatewayz.sync.api.webhook;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.ClientAddress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.Map;
import java.util.Set;

/** Stands before webhooks: a bucket of requests per address, and a count of how they ended. */
@FromWebhook
@Priority(Priorities.AUTHENTICATION)
final class WebhookGate implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String RESULT = "webhook_result";
    private static final Map<Integer, String> RESULTS = Map.of(
            202, "accepted",
            400, "malformed",
            401, "unauthorized",
            409, "conflict",
            413, "too_large",
            415, "unsupported",
            422, "invalid",
            429, "rate_limited",
            503, "unavailable");

    /** Outcomes that no status tells apart. */
    private static final Set<String> FINER =
            Set.of("ignored", "duplicate", "unsigned", "bad_signature", "bad_headers", "stale", "error");

    private final TokenBuckets buckets;
    private final MeterRegistry metrics;

    /** A gate over buckets. */
    WebhookGate(TokenBuckets buckets, MeterRegistry metrics) {
        this.buckets = buckets;
        this.metrics = metrics;
        RESULTS.values().forEach(this::counter);
        FINER.forEach(this::counter);
    }

    private Counter counter(String result) {
        return Counter.builder("webhook_requests_total")
                .description("Requests to the webhook by what became of them")
                .tag("result", result)
                .register(metrics);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!buckets.take(ClientAddress.of(request))) {
            throw ApiException.tooMany("too many requests from this address; try again later");
        }
    }

    /** Names the outcome more exactly than its status does. */
    public static void result(ContainerRequestContext request, String result) {
        request.setProperty(RESULT, result);
    }

    /** Takes note that a request was genuine: it does not count against its address. */
    public void genuine(ContainerRequestContext request) {
        buckets.giveBack(ClientAddress.of(request));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String result = request.getProperty(RESULT) instanceof String named
                ? named
                : RESULTS.getOrDefault(response.getStatus(), "error");
        counter(result).increment();
    }
}
