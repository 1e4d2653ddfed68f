package ai.gatewayz.sync.workflows;

/** Workflow ids, which are the job ids of the API. */
public final class WorkflowIds {
    /** Id of scheduled catalog syncs; Temporal appends the nominal time. */
    public static final String CATALOG_SYNC = "catalog-sync";

    private static final String PROVIDER_SYNC = "provider-sync:";
    private static final String PROVIDER_DRY_RUN = "provider-dry-run:";

    private WorkflowIds() {}

    /** A catalog sync started by hand; {@code suffix} makes it unique. */
    public static String manualCatalogSync(String suffix) {
        return CATALOG_SYNC + "-manual-" + suffix;
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
        return workflowId.equals(CATALOG_SYNC) || workflowId.startsWith(CATALOG_SYNC + "-") || isProvider(workflowId);
    }

    /** Whether a workflow syncs one provider. */
    public static boolean isProvider(String workflowId) {
        return workflowId.startsWith(PROVIDER_SYNC) || workflowId.startsWith(PROVIDER_DRY_RUN);
    }
}
