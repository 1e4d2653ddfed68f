package ai.gatewayz.sync.workflows.model;

import java.util.List;

/**
 * Start of a catalog sync. Every field may be left out, so that {@code {}} from the CLI or the Web UI syncs everything.
 *
 * @param providers slugs; empty means every active, supported provider
 * @param triggeredBy who or what asked, shown to operators
 * @param parallelism how many providers run at the same time
 */
public record CatalogSyncRequest(
        SyncKind kind, List<String> providers, boolean dryRun, String triggeredBy, int parallelism) {
    /** Providers at a time when the request does not say. */
    public static final int DEFAULT_PARALLELISM = 8;

    private static final int MAX_PARALLELISM = 64;

    /** Fills in what a payload left out: absent JSON fields arrive as null. */
    public CatalogSyncRequest {
        kind = kind == null ? SyncKind.FULL : kind;
        providers = providers == null ? List.of() : List.copyOf(providers);
        triggeredBy = triggeredBy == null || triggeredBy.isBlank() ? "manual" : triggeredBy;
        parallelism = parallelism < 1 ? DEFAULT_PARALLELISM : Math.min(parallelism, MAX_PARALLELISM);
    }
}
