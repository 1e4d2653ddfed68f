package ai.gatewayz.sync.workflows.model;

import ai.gatewayz.sync.catalog.run.SyncTrigger;
import java.util.List;

/**
 * Start of a catalog sync. Every field may be left out, so that {@code {}} from the CLI or the Web UI syncs everything.
 *
 * @param providers slugs, or {@link #TIER} and a tier's name for all of its providers; empty means every active, supported
 *     provider
 * @param triggeredBy who or what asked, shown to operators
 * @param parallelism how many providers run at the same time
 * @param asGroup whether the providers are a standing group, as of a schedule, rather than each asked for by name: then one
 *     without its key is skipped, not failed
 */
public record CatalogSyncRequest(
        SyncKind kind, List<String> providers, boolean dryRun, String triggeredBy, int parallelism, boolean asGroup) {
    /** Providers at a time when the request does not say. */
    public static final int DEFAULT_PARALLELISM = 8;

    /** What stands before a tier's name among the providers, as in {@code tier:hourly}. */
    public static final String TIER = "tier:";

    private static final int MAX_PARALLELISM = 64;

    /** Fills in what a payload left out: absent JSON fields arrive as null. */
    public CatalogSyncRequest {
        kind = kind == null ? SyncKind.FULL : kind;
        providers = providers == null ? List.of() : List.copyOf(providers);
        triggeredBy = triggeredBy == null || triggeredBy.isBlank() ? SyncTrigger.MANUAL.key() : triggeredBy;
        parallelism = parallelism < 1 ? DEFAULT_PARALLELISM : Math.min(parallelism, MAX_PARALLELISM);
    }

    /** What started it, as far as this product knows: names of people are {@link SyncTrigger#MANUAL}. */
    public SyncTrigger trigger() {
        return SyncTrigger.by(triggeredBy);
    }

    /** The same request by somebody else. */
    public CatalogSyncRequest by(String name) {
        return new CatalogSyncRequest(kind, providers, dryRun, name, parallelism, asGroup);
    }

    /** Which providers, in a few words: {@code all}, {@code tier:hourly}, or how many. */
    public String scope() {
        if (providers.isEmpty()) {
            return "all";
        }
        boolean tiers = providers.stream().allMatch(name -> name.startsWith(TIER));
        return tiers ? String.join(", ", providers) : providers.size() + " providers";
    }

    /** A request whose providers, if there are any, were asked for by name. */
    public CatalogSyncRequest(
            SyncKind kind, List<String> providers, boolean dryRun, String triggeredBy, int parallelism) {
        this(kind, providers, dryRun, triggeredBy, parallelism, false);
    }
}
