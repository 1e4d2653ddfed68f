package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.workflows.model.AnnouncedChange;
import ai.gatewayz.sync.workflows.model.AnnouncementLook;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Waits for an instant that a provider announced something for, syncs the provider then, and looks whether it came. */
@WorkflowInterface
public interface AnnouncedChangeWorkflow {
    /** The workflow's type name. */
    String TYPE = "AnnouncedChange";

    /** Ends when every announcement of the instant is settled, or nobody announces any of them any more. */
    @WorkflowMethod(name = TYPE)
    AnnouncementLook awaitChange(AnnouncedChange change);
}
