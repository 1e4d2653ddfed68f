package ai.gatewayz.sync.api.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** What callers are told apart by when they show no key: the other side of the connection, never what a header says. */
public final class ClientAddress {
    /** Request attribute that holds it. */
    public static final String PROPERTY = "client_address";

    /** Only the first half of an IPv6 address is assigned; the rest is the holder's to vary. */
    private static final int NETWORK_BYTES_V6 = 8;

    private ClientAddress() {}

    /** The address of a request. */
    public static String of(ContainerRequestContext request) {
        return String.valueOf(request.getProperty(PROPERTY));
    }

    /** The address itself, or the network of an IPv6 address in hexadecimal digits. */
    public static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES_V6));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
