package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.workflows.model.SyncKind;
import java.util.List;

/** Workflow ids, which are the job ids of the API. */
public final class WorkflowIds {
    /** Id of scheduled catalog syncs; Temporal appends the nominal time. */
    public static final String CATALOG_SYNC = "catalog-sync";

    /** Id of scheduled pricing syncs; Temporal appends the nominal time. */
    public static final String PRICING_SYNC = "pricing-sync";

    /** Id of the digest for operators. */
    public static final String DIGEST = "digest";

    /** Id of the look at all stored prices. */
    public static final String PRICE_AUDIT = "price-audit";

    private static final List<String> CATALOG_BASES = List.of(CATALOG_SYNC, PRICING_SYNC);
    private static final String CRON_SUFFIX = "-cron";
    private static final String PROVIDER_SYNC = "provider-sync:";
    private static final String PROVIDER_DRY_RUN = "provider-dry-run:";

    private static final String ANNOUNCED_CHANGE = "announced:";

    private WorkflowIds() {}

    /** The timer of what a provider announces for an instant, such as {@code announced:groq:2026-12-01T00:00:00Z}. */
    public static String announcedChange(String slug, String instant) {
        return ANNOUNCED_CHANGE + slug + ":" + instant;
    }

    /** A catalog sync started by hand; {@code suffix} makes it unique. */
    public static String manualCatalogSync(SyncKind kind, String suffix) {
        return (kind == SyncKind.PRICES ? PRICING_SYNC : CATALOG_SYNC) + "-manual-" + suffix;
    }

    /**
     * One provider's sync: the same id from schedule, API, CLI and Web UI, so that there is one run at a time. A dry run
     * writes nothing and has an id of its own; sharing one would let a real sync join a dry run and do nothing.
     */
    public static String providerSync(String slug, boolean dryRun) {
        return (dryRun ? PROVIDER_DRY_RUN : PROVIDER_SYNC) + slug;
    }

    /** Whether a workflow is this product's. */
    public static boolean isOurs(String workflowId) {
        return isProvider(workflowId)
                || CATALOG_BASES.stream()
                        .anyMatch(base -> workflowId.equals(base) || workflowId.startsWith(base + "-"));
    }

    /** Whether a workflow syncs one provider. */
    public static boolean isProvider(String workflowId) {
        return workflowId.startsWith(PROVIDER_SYNC) || workflowId.startsWith(PROVIDER_DRY_RUN);
    }

    /** The slug of a workflow that syncs one provider. */
    public static String provider(String workflowId) {
        return workflowId.substring(workflowId.indexOf(':') + 1);
    }

    /** Whether a workflow is a dry run of one provider. */
    public static boolean isDryRun(String workflowId) {
        return workflowId.startsWith(PROVIDER_DRY_RUN);
    }

    /** Whether a workflow stands for a schedule on a server without schedules: it waits most of the time. */
    public static boolean isCron(String workflowId) {
        return workflowId.endsWith(CRON_SUFFIX);
    }

    /** Id of the workflow that stands for a schedule on a server without schedules. */
    public static String cron(String scheduleId) {
        return scheduleId + CRON_SUFFIX;
    }
}
