package ai.gatewayz.sync.api.subscriptions;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.workflows.client.PublicNetworks;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An address that may be subscribed. What a name leads to is looked at by the worker each time that it connects: here only what
 * the address itself says.
 */
record SubscriberAddress(URI uri) {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|\\[.*]");

    /**
     * Reads an address.
     *
     * @param privateNetworks also take http and private networks
     */
    static SubscriberAddress of(String text, boolean privateNetworks) {
        URI uri = parse(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (!scheme.equals("https") && !(privateNetworks && scheme.equals("http"))) {
            throw refused("must begin with https://");
        }
        if (host == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw refused("must be an https address");
        }
        if (uri.getRawUserInfo() != null) {
            throw refused("must not hold a user name or password");
        }
        if (uri.getRawFragment() != null) {
            throw refused("must not hold a fragment");
        }
        if (!privateNetworks && isThisMachine(host) || !allows(host, privateNetworks)) {
            throw refused("must not lead into a private network");
        }
        return new SubscriberAddress(uri);
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw refused("must be an https address");
        }
    }

    private static boolean isThisMachine(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.endsWith(".localhost");
    }

    /** Of an address that is written out; names are for the worker. */
    private static boolean allows(String host, boolean privateNetworks) {
        if (!LITERAL.matcher(host).matches()) {
            return true;
        }
        try {
            return PublicNetworks.allows(InetAddress.getByName(host), privateNetworks);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static ApiException refused(String problem) {
        return ApiException.badRequest("url", problem);
    }

    /** Scheme, host and port. */
    String origin() {
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost().toLowerCase(Locale.ROOT)
                + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
