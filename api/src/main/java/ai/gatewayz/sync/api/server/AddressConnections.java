package ai.gatewayz.sync.api.server;

import ai.gatewayz.sync.api.http.ClientAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/** Closes connections that an address opens beyond its share: each costs a descriptor, whatever is sent on it. */
final class AddressConnections implements Connection.Listener {
    /** More than a proxy in front needs for as many requests as are worked on and waited for. */
    static final int MOST = 1000;

    private final Map<String, Integer> open = new ConcurrentHashMap<>();
    /** A connection that is closed does not tell whose it was. */
    private final Map<Connection, String> owners = new ConcurrentHashMap<>();

    @Override
    public void onOpened(Connection connection) {
        String address = connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote
                ? ClientAddress.network(remote.getAddress().getHostAddress())
                : "";
        owners.put(connection, address);
        if (open.merge(address, 1, Integer::sum) > MOST) {
            connection.close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        String address = owners.remove(connection);
        if (address != null) {
            open.computeIfPresent(address, (name, count) -> count > 1 ? count - 1 : null);
        }
    }
}
