package ai.gatewayz.sync.activities.http;

import java.net.URI;
import java.net.URISyntaxException;

/** The operator's replacement for every provider's base URL. */
final class BaseUrlTemplate {
    private static final String PLACEHOLDER = "{provider}";

    private BaseUrlTemplate() {}

    /** Refuses a template that is no plain base URL with the placeholder. Never repeats it: it may hold a password. */
    static void check(String template) {
        if (!template.contains(PLACEHOLDER)) {
            throw refusal("lacks " + PLACEHOLDER);
        }
        URI uri = parse(template);
        if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            throw refusal("is neither http:// nor https://");
        }
        if (uri.getHost() == null) {
            throw refusal("has no host");
        }
        if (uri.getRawUserInfo() != null) {
            throw refusal("holds a user name or password");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refusal("holds a query or fragment");
        }
    }

    /** The base URL of one provider, without a slash at its end. */
    static String baseUrl(String template, String slug) {
        String base = template.replace(PLACEHOLDER, slug);
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    private static URI parse(String template) {
        try {
            return new URI(template.replace(PLACEHOLDER, "provider"));
        } catch (URISyntaxException e) {
            // The cause repeats its input, which may hold a password.
            throw refusal("is not a URL");
        }
    }

    private static IllegalArgumentException refusal(String reason) {
        return new IllegalArgumentException(
                "PROVIDER_BASE_URL_TEMPLATE " + reason + "; expected e.g. http://127.0.0.1:9100/{provider}");
    }
}
