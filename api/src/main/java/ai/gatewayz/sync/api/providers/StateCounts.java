package ai.gatewayz.sync.api.providers;

/** Counts by activity and health. */
public record StateCounts(
        long total, long active, long inactive, long healthy, long degraded, long down, long unknown) {}
