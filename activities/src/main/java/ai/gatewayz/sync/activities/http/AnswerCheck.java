package ai.gatewayz.sync.activities.http;

import ai.gatewayz.sync.activities.http.ProviderCallException.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Response;
import okio.Buffer;
import okio.GzipSource;
import okio.Source;

/** Judges an answer by its status and headers, before its list is read. */
final class AnswerCheck {
    private static final int ERROR_BODY_BYTES = 4 * 1024;
    private static final List<String> NOT_JSON =
            List.of("text/html", "application/xhtml", "text/xml", "application/xml");

    private final RetryAfter retryAfter;

    AnswerCheck(RetryAfter retryAfter) {
        this.retryAfter = retryAfter;
    }

    /** Returns whether the body is compressed; throws unless the answer is a 200 that may be a list. */
    boolean requireList(PageCall call, Response response) {
        if (response.code() != 200) {
            throw failure(call, response);
        }
        String type = lowerCase(response.headers(), "Content-Type");
        if (NOT_JSON.stream().anyMatch(type::startsWith)) {
            throw call.failure(Kind.BAD_PAYLOAD, "the answer is a page of HTML or XML, not JSON");
        }
        return switch (lowerCase(response.headers(), "Content-Encoding")) {
            case "", "identity" -> false;
            case "gzip", "x-gzip" -> true;
            default -> throw call.failure(Kind.BAD_PAYLOAD, "the answer has an encoding that was not asked for");
        };
    }

    private ProviderCallException failure(PageCall call, Response response) {
        int status = response.code();
        Kind kind = kind(status);
        if (status == 400 && isAboutTheKey(response)) {
            kind = Kind.AUTH_FAILED;
        }
        String what = "HTTP " + status + " from " + response.request().url().host();
        List<String> variables = call.provider().credential().variables();
        if (kind == Kind.AUTH_FAILED && !variables.isEmpty()) {
            what += ": the key was refused or is missing; see " + String.join(" or ", variables);
        } else if (kind == Kind.REDIRECTED) {
            what += target(response);
        }
        boolean mayWait = kind == Kind.RATE_LIMITED || kind == Kind.UNAVAILABLE;
        return call.failure(
                kind, what, mayWait ? retryAfter.read(response.headers()).orElse(null) : null);
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 204, 205 -> Kind.EMPTY;
            case 401, 403 -> Kind.AUTH_FAILED;
            case 408, 425 -> Kind.UNAVAILABLE;
            case 429 -> Kind.RATE_LIMITED;
            // We never ask whether something changed, so there is nothing that could be unchanged.
            case 304 -> Kind.BAD_PAYLOAD;
            default ->
                status >= 500
                        ? Kind.UNAVAILABLE
                        : status >= 400 ? Kind.PROVIDER_ERROR : status >= 300 ? Kind.REDIRECTED : Kind.BAD_PAYLOAD;
        };
    }

    private static String target(Response response) {
        String location = response.header("Location");
        HttpUrl target = location == null ? null : response.request().url().resolve(location);
        return target == null ? "" : ": it redirects to " + target.scheme() + "://" + target.host();
    }

    /** Google's interfaces answer a bad key with 400 and this reason. */
    private static boolean isAboutTheKey(Response response) {
        try {
            Source source = response.body().source();
            if (lowerCase(response.headers(), "Content-Encoding").equals("gzip")) {
                source = new GzipSource(source);
            }
            Buffer start = new Buffer();
            while (start.size() < ERROR_BODY_BYTES && source.read(start, ERROR_BODY_BYTES - start.size()) >= 0) {
                // Each round takes what has come.
            }
            return start.readUtf8().contains("API_KEY_INVALID");
        } catch (IOException e) {
            // The status alone decides.
            return false;
        }
    }

    private static String lowerCase(Headers headers, String name) {
        String value = headers.get(name);
        return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    }
}
