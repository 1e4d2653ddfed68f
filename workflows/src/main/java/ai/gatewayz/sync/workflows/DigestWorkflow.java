package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.workflows.model.DigestReport;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Tells operators what changed since the last digest; runs by a cron line, or when somebody starts it. */
@WorkflowInterface
public interface DigestWorkflow {
    /** The workflow's type name. */
    String TYPE = "Digest";

    /** Ends when every channel took the digest. */
    @WorkflowMethod(name = TYPE)
    DigestReport tellDigest();
}
