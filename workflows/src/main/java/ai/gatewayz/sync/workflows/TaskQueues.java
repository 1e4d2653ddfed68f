package ai.gatewayz.sync.workflows;

/** Names of the task queues. */
public final class TaskQueues {
    /** Workflows and database steps. */
    public static final String CATALOG_SYNC = "catalog-sync";

    /** Calls to providers. */
    public static final String CATALOG_FETCH = "catalog-fetch";

    private TaskQueues() {}
}
