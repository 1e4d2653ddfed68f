package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.workflows.model.PriceAuditReport;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Looks whether stored prices are what their sources said, and what independent feeds say of them. Changes no price. */
@WorkflowInterface
public interface PriceAuditWorkflow {
    /** The workflow's type name. */
    String TYPE = "PriceAudit";

    /** Ends with what was found, which is no failure, or fails when it could not look. */
    @WorkflowMethod(name = TYPE)
    PriceAuditReport auditPrices();
}
