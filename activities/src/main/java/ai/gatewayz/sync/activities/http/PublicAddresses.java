package ai.gatewayz.sync.activities.http;

import ai.gatewayz.sync.workflows.client.PublicNetworks;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.Dns;
import okhttp3.HttpUrl;

/**
 * Resolves names and refuses every name that leads, even partly, into a network that providers do not live in. The
 * connection is made to the very addresses that were checked, so a name cannot change its mind in between.
 */
final class PublicAddresses implements Dns {
    /** A name or literal leads to an address that may not be called. */
    static final class RefusedAddressException extends UnknownHostException {
        RefusedAddressException(String host) {
            super(host);
        }
    }

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.%]*");
    private final Dns resolver;
    private final boolean privateNetworks;

    /**
     * A policy over a resolver.
     *
     * @param privateNetworks also allow loopback and private networks; link-local ones, where clouds keep their
     *     metadata, stay refused
     */
    PublicAddresses(Dns resolver, boolean privateNetworks) {
        this.resolver = resolver;
        this.privateNetworks = privateNetworks;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> addresses = resolver.lookup(host);
        for (InetAddress address : addresses) {
            if (!allows(address)) {
                throw new RefusedAddressException(host);
            }
        }
        return addresses;
    }

    /** Checks an address that is written out in a URL: the HTTP client does not resolve those. */
    void checkLiteral(HttpUrl url) throws UnknownHostException {
        if (isLiteral(url) && !allows(InetAddress.getByName(url.host()))) {
            throw new RefusedAddressException(url.host());
        }
    }

    /** Whether a URL names this machine itself. */
    static boolean isLoopback(HttpUrl url) throws UnknownHostException {
        return url.host().equals("localhost")
                || isLiteral(url) && InetAddress.getByName(url.host()).isLoopbackAddress();
    }

    private static boolean isLiteral(HttpUrl url) {
        return LITERAL.matcher(url.host()).matches();
    }

    boolean allows(InetAddress address) {
        return PublicNetworks.allows(address, privateNetworks);
    }
}
