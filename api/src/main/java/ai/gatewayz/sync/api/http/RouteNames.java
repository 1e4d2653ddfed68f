package ai.gatewayz.sync.api.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.uri.UriTemplate;

/** Names the route of a request by its template, so that what was asked for cannot make names. */
public final class RouteNames {
    /** Request attribute that holds it once the request was answered. */
    public static final String PROPERTY = "route_name";

    /** The name of no route. */
    public static final String UNKNOWN = "unknown";

    /** By their templates, of which there are as many as routes. */
    private static final Map<String, String> NAMES = new ConcurrentHashMap<>();

    private RouteNames() {}

    /** Such as {@code /models/{provider}/{model_id}}; {@code unknown} when no route matched. */
    public static String of(ContainerRequestContext request) {
        List<UriTemplate> matched = ((ExtendedUriInfo) request.getUriInfo()).getMatchedTemplates();
        if (matched.isEmpty()) {
            return UNKNOWN;
        }
        StringBuilder route = new StringBuilder();
        matched.forEach(template -> route.insert(0, template.getTemplate()));
        return NAMES.computeIfAbsent(
                route.toString(),
                templates -> templates.replaceAll("\\{(\\w+):[^}]*}", "{$1}").replaceAll("//+", "/"));
    }
}
