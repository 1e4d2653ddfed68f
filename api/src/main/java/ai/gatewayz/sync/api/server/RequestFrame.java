package ai.gatewayz.sync.api.server;

import ai.gatewayz.sync.api.error.JettyProblems;
import ai.gatewayz.sync.api.http.ClientAddress;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Gives each request an id and each response the headers that keep browsers from doing more than asked. */
final class RequestFrame extends Handler.Wrapper {
    private static final String HEADER = "X-Request-Id";
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    RequestFrame(Handler inner) {
        super(inner);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String given = request.getHeaders().get(HEADER);
        String id = given != null && ACCEPTED.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        request.setAttribute(JettyProblems.REQUEST_ID, id);
        request.setAttribute(ClientAddress.PROPERTY, ClientAddress.network(Request.getRemoteAddr(request)));
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HEADER, id);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        return super.handle(request, response, callback);
    }
}
