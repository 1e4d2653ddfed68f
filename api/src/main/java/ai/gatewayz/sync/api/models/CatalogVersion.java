package ai.gatewayz.sync.api.models;

import java.time.Instant;

/**
 * Which state of the catalog readers see.
 *
 * @param generation number of the last commit that changed it
 * @param asOf when it was changed or last confirmed
 * @param state digest of the providers' names, health and last complete syncs, which change answers without a new generation
 */
public record CatalogVersion(long generation, Instant asOf, String state) {
    /** A short text that is equal for equal answers only. */
    public String tag() {
        return tag(generation, state);
    }

    /** The same of a version that is known by these. */
    static String tag(long generation, String state) {
        return "g" + generation + "-" + state;
    }
}
