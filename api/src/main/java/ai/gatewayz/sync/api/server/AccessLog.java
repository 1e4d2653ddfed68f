package ai.gatewayz.sync.api.server;

import ai.gatewayz.sync.api.error.JettyProblems;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line per request, without the query: a key that somebody put there by mistake must not reach a log. */
final class AccessLog implements RequestLog {
    private static final Logger LOG = LoggerFactory.getLogger("ai.gatewayz.sync.api.access");
    private static final int MAX_PATH = 300;

    @Override
    public void log(Request request, Response response) {
        if (LOG.isInfoEnabled()) {
            LOG.info(
                    "{} {} {} {} B {} ms {}",
                    plain(request.getMethod()),
                    plain(request.getHttpURI().getPath()),
                    response.getStatus(),
                    Response.getContentBytesWritten(response),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.getBeginNanoTime()),
                    request.getAttribute(JettyProblems.REQUEST_ID));
        }
    }

    private static String plain(String text) {
        if (text == null) {
            return "-";
        }
        String cut = text.length() > MAX_PATH ? text.substring(0, MAX_PATH) : text;
        return cut.replaceAll("[^\\x21-\\x7e]", "?");
    }
}
