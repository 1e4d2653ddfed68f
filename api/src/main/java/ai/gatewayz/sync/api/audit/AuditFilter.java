package ai.gatewayz.sync.api.audit;

import ai.gatewayz.sync.api.auth.Caller;
import ai.gatewayz.sync.api.error.JettyProblems;
import ai.gatewayz.sync.api.http.LoggedPath;
import ai.gatewayz.sync.api.http.RouteNames;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.Optional;
import java.util.Set;

/**
 * Notes every mutating call of a known caller, refused ones too. Calls without a valid key change nothing; they are counted
 * and limited, but cannot fill a table. Of open routes, such as the signed webhook, those that were accepted are noted.
 */
final class AuditFilter implements ContainerResponseFilter {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final int LONGEST_METHOD = 16;

    private final AuditLog log;
    private final LoggedPath logged;

    /** Notes into a log, paths so. */
    AuditFilter(AuditLog log, LoggedPath logged) {
        this.log = log;
        this.logged = logged;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (READING.contains(request.getMethod())) {
            return;
        }
        Optional<Caller> caller = Caller.of(request);
        if (caller.isEmpty() && response.getStatus() >= 400) {
            return;
        }
        log.add(new AuditDao.AuditedCall(
                caller.map(Caller::id).orElse("anonymous"),
                caller.map(known -> known.role().name()).orElse("none"),
                method(request.getMethod()),
                RouteNames.of(request),
                logged.of(request.getUriInfo().getRequestUri().getRawPath(), response.getStatus()),
                response.getStatus(),
                String.valueOf(request.getProperty(JettyProblems.REQUEST_ID))));
    }

    private static String method(String text) {
        String cut = text.length() > LONGEST_METHOD ? text.substring(0, LONGEST_METHOD) : text;
        return cut.replaceAll("[^\\x21-\\x7e]", "?");
    }
}
