package ai.gatewayz.sync.activities.http;

import ai.gatewayz.sync.activities.http.ProviderCallException.Kind;
import ai.gatewayz.sync.activities.provider.Credential;
import ai.gatewayz.sync.activities.provider.Provider;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Builds the requests: which addresses may be called, and which of them may see a key. */
final class PageRequests {
    private static final String USER_AGENT = "gatewayz-catalog-sync/1.0";
    private static final int HTTPS_PORT = 443;
    private static final Pattern SETTING = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

    private final FetchSettings settings;
    private final ProviderKeys keys;
    private final PublicAddresses addresses;

    PageRequests(FetchSettings settings, ProviderKeys keys, PublicAddresses addresses) {
        this.settings = settings;
        this.keys = keys;
        this.addresses = addresses;
    }

    /** The address of a list's first page. */
    HttpUrl start(Provider provider) {
        PageCall call = new PageCall(provider, 1);
        HttpUrl url = HttpUrl.get(address(call));
        if (url == null) {
            throw call.failure(Kind.NOT_CONFIGURED, "the list's address is not http");
        }
        return url;
    }

    private URI address(PageCall call) {
        Provider provider = call.provider();
        String template = settings.baseUrlTemplate();
        try {
            if (template != null) {
                return provider.listUri(
                        BaseUrlTemplate.baseUrl(template, provider.slug().value()));
            }
            return provider.publishedListUri(keys::addressPart)
                    .orElseThrow(() -> call.failure(
                            Kind.NOT_CONFIGURED,
                            "its address needs a setting; set " + String.join(" and ", provider.baseUrlVariables())));
        } catch (IllegalArgumentException e) {
            throw call.failure(
                    Kind.NOT_CONFIGURED,
                    "its address cannot be made from " + String.join(" and ", provider.baseUrlVariables()));
        }
    }

    /** The request of one page. */
    Request build(PageCall call, HttpUrl url) {
        Request.Builder request = new Request.Builder()
                .url(url)
                .header("User-Agent", USER_AGENT)
                .header("Accept", "application/json")
                // Set by us, so that the HTTP client leaves decompression, and its limits, to us.
                .header("Accept-Encoding", "gzip");
        call.provider().headers().forEach(request::header);
        boolean keyMayTravel;
        try {
            checkAddress(call, url);
            keyMayTravel = url.isHttps() || PublicAddresses.isLoopback(url);
        } catch (UnknownHostException e) {
            throw refused(call, url);
        }
        if (keyMayTravel) {
            addSettings(call, request);
        }
        Optional<String> key = key(call);
        if (key.isPresent() && keyMayTravel) {
            Credential credential = call.provider().credential();
            request.header(credential.header(), credential.prefix() + key.orElseThrow());
        }
        return request.build();
    }

    private void addSettings(PageCall call, Request.Builder request) {
        call.provider().settingHeaders().forEach((header, variable) -> {
            String value = keys.addressPart(variable);
            if (value != null && !value.isEmpty()) {
                if (!SETTING.matcher(value).matches()) {
                    throw call.failure(Kind.NOT_CONFIGURED, variable + " has characters that a header cannot have");
                }
                request.header(header, value);
            }
        });
    }

    private void checkAddress(PageCall call, HttpUrl url) throws UnknownHostException {
        if (settings.baseUrlTemplate() == null && (!url.isHttps() || url.port() != HTTPS_PORT)) {
            throw call.failure(Kind.ADDRESS_REFUSED, "only https on port " + HTTPS_PORT + " is called");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw call.failure(Kind.ADDRESS_REFUSED, "the address holds a user name or password");
        }
        addresses.checkLiteral(url);
    }

    private Optional<String> key(PageCall call) {
        Credential credential = call.provider().credential();
        Optional<String> key;
        try {
            key = keys.find(credential);
        } catch (UnusableKeyException e) {
            throw call.failure(Kind.NOT_CONFIGURED, e.getMessage());
        }
        if (key.isEmpty() && credential.required() && settings.baseUrlTemplate() == null) {
            throw call.failure(
                    Kind.NOT_CONFIGURED, "no key is set; set " + String.join(" or ", credential.variables()));
        }
        return key;
    }

    static ProviderCallException refused(PageCall call, HttpUrl url) {
        return call.failure(
                Kind.ADDRESS_REFUSED, url.host() + " leads to a loopback, private or otherwise special address");
    }
}
