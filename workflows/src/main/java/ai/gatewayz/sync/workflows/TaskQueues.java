package ai.gatewayz.sync.workflows;

import java.time.Duration;

/** Names of the task queues, and how long a task of a workflow may be with a worker. */
public final class TaskQueues {
    /** Workflows and database steps. */
    public static final String CATALOG_SYNC = "catalog-sync";

    /** Calls to providers. */
    public static final String CATALOG_FETCH = "catalog-fetch";

    /**
     * A worker that froze with a task in its hands is waited for this long; a chain of steps may meet it several times. Tasks
     * of ours take milliseconds.
     */
    public static final Duration WORKFLOW_TASK_LIMIT = Duration.ofSeconds(5);

    private TaskQueues() {}
}
