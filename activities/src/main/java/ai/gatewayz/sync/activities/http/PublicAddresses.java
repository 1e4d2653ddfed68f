package ai.gatewayz.sync.activities.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
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
    private static final List<Network> SPECIAL_V4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");
    private static final List<Network> SPECIAL_V6 = networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");
    private static final Network GLOBAL_V6 = Network.of("2000::/3");
    private static final Network NAT64 = Network.of("64:ff9b::/96");
    private static final List<Network> PRIVATE =
            networks("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7");
    private static final Network METADATA_V6 = Network.of("fd00:ec2::254/128");

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
        return isPublic(address)
                || privateNetworks
                        && !METADATA_V6.contains(address)
                        && PRIVATE.stream().anyMatch(network -> network.contains(address));
    }

    static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return SPECIAL_V4.stream().noneMatch(network -> network.contains(address));
        }
        if (NAT64.contains(address)) {
            return isPublic(Network.parse(Arrays.copyOfRange(address.getAddress(), 12, 16)));
        }
        return GLOBAL_V6.contains(address) && SPECIAL_V6.stream().noneMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... blocks) {
        return Arrays.stream(blocks).map(Network::of).toList();
    }

    /** A block of addresses. */
    private record Network(InetAddress base, int bits) {
        static Network of(String block) {
            int slash = block.indexOf('/');
            try {
                return new Network(
                        InetAddress.getByName(block.substring(0, slash)), Integer.parseInt(block.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(block, e);
            }
        }

        static InetAddress parse(byte[] bytes) {
            try {
                return InetAddress.getByAddress(bytes);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("not the length of an address", e);
            }
        }

        boolean contains(InetAddress address) {
            byte[] mine = base.getAddress();
            byte[] other = address.getAddress();
            if (mine.length != other.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
