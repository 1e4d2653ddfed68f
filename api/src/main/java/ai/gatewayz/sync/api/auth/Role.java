package ai.gatewayz.sync.api.auth;

/** What a key allows; each role includes the ones before it. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Reads and starts syncs. */
    OPERATOR,
    /** Everything. */
    ADMIN;

    /** Whether this role is enough for a route. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
