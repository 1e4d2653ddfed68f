package ai.gatewayz.sync.simulator.wire;

/**
 * One list endpoint of a provider.
 *
 * @param path below the base URL, e.g. {@code /v1/models}
 * @param requires a query that must be present, e.g. {@code verbose=true}, or the empty text
 */
public record Listing(String path, String requires, ListFrame envelope, PageCut paging, RowWriter rows) {
    boolean matches(String requestPath, Query query) {
        if (!requestPath.equals(path)) {
            return false;
        }
        int equals = requires.indexOf('=');
        return equals < 0 || query.get(requires.substring(0, equals)).equals(requires.substring(equals + 1));
    }

    /** The path with the required query. */
    String pathAndQuery() {
        return requires.isEmpty() ? path : path + "?" + requires;
    }
}
