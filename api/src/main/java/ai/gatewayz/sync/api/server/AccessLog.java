package ai.gatewayz.sync.api.server;

import ai.gatewayz.sync.api.error.JettyProblems;
import ai.gatewayz.sync.api.http.LoggedPath;
import ai.gatewayz.sync.api.http.RouteNames;
import ai.gatewayz.sync.workflows.WorkflowIds;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One line per request, without the query: a key that somebody put there by mistake must not reach a log. Reads that succeed, by
 * far the most, are of interest to those who look for something; figures of them are among the metrics.
 */
final class AccessLog implements RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("ai.gatewayz.sync.api.access");
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
    private static final int LONGEST_METHOD = 16;
    private static final String KEYED = "/admin/pricing/sync/";

    private final LoggedPath logged;

    /** Writes paths so. */
    AccessLog(LoggedPath logged) {
        this.logged = logged;
    }

    @Override
    public void log(Request request, Response response) {
        boolean isOrdinary = READS.contains(request.getMethod()) && response.getStatus() < 400;
        Level level = isOrdinary ? Level.DEBUG : Level.INFO;
        if (LOG.isEnabledForLevel(level)) {
            LOG.atLevel(level)
                    .log(
                            "{} {} {} {} B {} ms {}",
                            plain(request.getMethod()),
                            logged.of(path(request), response.getStatus()),
                            response.getStatus(),
                            Response.getContentBytesWritten(response),
                            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.getBeginNanoTime()),
                            request.getAttribute(JettyProblems.REQUEST_ID));
        }
    }

    /** What no route knows may be anything: only its beginning is told. */
    private static @Nullable String path(Request request) {
        String path = request.getHttpURI().getPath();
        if (path == null || !RouteNames.UNKNOWN.equals(request.getAttribute(RouteNames.PROPERTY))) {
            return withoutKey(path);
        }
        int begin = path.startsWith(KEYED) ? KEYED.length() - 1 : path.indexOf('/', 1);
        return begin < 0 ? path : path.substring(0, begin + 1) + "-";
    }

    /** Earlier tools put keys where only job ids and words of ours belong. */
    private static @Nullable String withoutKey(@Nullable String path) {
        if (path == null || !path.startsWith(KEYED)) {
            return path;
        }
        String[] parts = path.substring(KEYED.length()).split("/", 2);
        boolean known = parts[0].equals("cleanup") || WorkflowIds.isOurs(parts[0].replace("%3A", ":"));
        return known ? path : KEYED + "-" + (parts.length > 1 ? "/" + parts[1] : "");
    }

    private static String plain(@Nullable String text) {
        if (text == null) {
            return "-";
        }
        String cut = text.length() > LONGEST_METHOD ? text.substring(0, LONGEST_METHOD) : text;
        return cut.replaceAll("[^\\x21-\\x7e]", "?");
    }
}
