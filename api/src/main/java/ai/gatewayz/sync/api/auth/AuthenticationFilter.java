package ai.gatewayz.sync.api.auth;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.ClientAddress;
import ai.gatewayz.sync.api.http.QueuedResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the caller's role from the one Authorization header. Below the closed prefixes a key is asked for before anything
 * else is told, so that not even the routes can be probed. On open routes a foreign bearer token is nobody's business.
 */
@PreMatching
public final class AuthenticationFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final List<String> CLOSED = List.of("admin", "pricing", "api/sync/models", "api/cache");
    private static final String SCHEME = "Bearer ";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    /** Below these a second start finds the job of the first, as it does with the same idempotency key. */
    private static final List<String> JOINING = List.of("admin/model-sync/provider/", "pricing/sync/run/");
    /** Request property: what a request that may join running work was counted as. */
    private static final String COUNTED = "counted_start";

    private final ApiKeys keys;
    private final RequestLimits limits;

    /** A filter over the installation's keys. */
    public AuthenticationFilter(ApiKeys keys, RequestLimits limits) {
        this.keys = keys;
        this.limits = limits;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean closed = isClosed(request.getUriInfo().getPath(true));
        Optional<Caller> caller = caller(request.getHeaders().get(HttpHeaders.AUTHORIZATION));
        caller.ifPresent(found -> request.setProperty(Caller.PROPERTY, found));
        if (!closed) {
            return;
        }
        if (caller.isEmpty()) {
            limits.countRefusal(ClientAddress.of(request));
            throw ApiException.unauthorized();
        }
        count(caller.orElseThrow(), request);
    }

    private void count(Caller caller, ContainerRequestContext request) {
        String path = request.getUriInfo().getPath(true);
        String key = request.getHeaderString(IDEMPOTENCY_KEY);
        boolean joins = key != null || JOINING.stream().anyMatch(path::startsWith);
        if (!joins || !request.getMethod().equals("POST") || request.hasEntity()) {
            limits.count(caller, request.getMethod());
            return;
        }
        String start = request.getUriInfo().getRequestUri() + " " + key;
        limits.countStart(caller, start);
        request.setProperty(COUNTED, start);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(COUNTED) instanceof String start
                && request.getProperty(Caller.PROPERTY) instanceof Caller caller) {
            limits.answered(
                    caller, start, response.getEntity() instanceof QueuedResponse queued && queued.alreadyRunning());
        }
    }

    private Optional<Caller> caller(@Nullable List<String> headers) {
        if (headers == null || headers.size() != 1) {
            return Optional.empty();
        }
        String header = headers.get(0);
        boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return bearer ? keys.callerOf(header.substring(SCHEME.length())) : Optional.empty();
    }

    /** Whether a path, without its leading slash or with it, is below a prefix that needs a key. */
    public static boolean isClosed(String path) {
        String plain = path.startsWith("/") ? path.substring(1) : path;
        return CLOSED.stream()
                .flatMap(prefix -> Stream.of(plain.equals(prefix), plain.startsWith(prefix + "/")))
                .anyMatch(Boolean::booleanValue);
    }
}
