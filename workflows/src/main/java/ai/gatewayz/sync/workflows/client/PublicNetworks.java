package ai.gatewayz.sync.workflows.client;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Which addresses are those of machines that anybody on the internet can reach. */
public final class PublicNetworks {
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

    private PublicNetworks() {}

    /**
     * Whether an address may be called.
     *
     * @param privateNetworks also allow loopback and private networks; link-local ones, where clouds keep their
     *     metadata, stay refused
     */
    public static boolean allows(InetAddress address, boolean privateNetworks) {
        return isPublic(address)
                || privateNetworks
                        && !METADATA_V6.contains(address)
                        && PRIVATE.stream().anyMatch(network -> network.contains(address));
    }

    /** Whether an address is one of the public internet. */
    public static boolean isPublic(InetAddress address) {
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
