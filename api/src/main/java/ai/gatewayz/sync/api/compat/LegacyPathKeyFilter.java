package ai.gatewayz.sync.api.compat;

import ai.gatewayz.sync.api.error.ApiException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The form of earlier tools, whose pricing routes held the key in the path. Where it is allowed, such a request becomes the
 * same one with its key in the header before anything else sees it; otherwise 410 says how to ask.
 */
@PreMatching
@Priority(LegacyPathKeyFilter.BEFORE_AUTHENTICATION)
public final class LegacyPathKeyFilter implements ContainerRequestFilter {
    static final int BEFORE_AUTHENTICATION = 20;

    private static final String PREFIX = "admin/pricing/sync/";
    private static final List<String> OWN_WORDS = List.of("cleanup");

    private final boolean isAllowed;
    private final Predicate<String> isAdminKey;

    /**
     * A filter.
     *
     * @param isAdminKey compares in constant time
     */
    public LegacyPathKeyFilter(boolean isAllowed, Predicate<String> isAdminKey) {
        this.isAllowed = isAllowed;
        this.isAdminKey = isAdminKey;
    }

    /** A key and the path that the request means. */
    private record Legacy(String key, String path) {}

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<Legacy> found = read(request.getMethod(), request.getUriInfo().getPath(false));
        if (found.isEmpty()) {
            return;
        }
        Legacy legacy = found.orElseThrow();
        boolean known = isAdminKey.test(legacy.key());
        if (!isAllowed || !known) {
            throw ApiException.of(
                    410, "keys are no longer part of a path; send Authorization: Bearer <key> to " + legacy.path());
        }
        request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + legacy.key());
        request.setRequestUri(UriBuilder.fromUri(request.getUriInfo().getRequestUri())
                .replacePath(legacy.path())
                .build());
    }

    private static Optional<Legacy> read(String method, String path) {
        String plain = path.startsWith("/") ? path.substring(1) : path;
        if (!plain.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] parts = plain.substring(PREFIX.length()).split("/", -1);
        String target = target(method, parts);
        return target == null ? Optional.empty() : Optional.of(new Legacy(decoded(parts[0]), target));
    }

    private static @Nullable String target(String method, String... parts) {
        if (method.equals("POST")) {
            return parts.length == 1 && !OWN_WORDS.contains(parts[0]) ? "/admin/pricing/sync" : null;
        }
        if (parts.length != 3) {
            return null;
        }
        return parts[1].equals("status")
                ? "/admin/pricing/sync/" + parts[2]
                : parts[1].equals("scheduler") && parts[2].equals("status") ? "/admin/pricing/scheduler/status" : null;
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
