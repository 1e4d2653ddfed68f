package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.workflows.activity.DigestActivities;
import ai.gatewayz.sync.workflows.model.DigestReport;
import io.temporal.workflow.Workflow;
import org.slf4j.Logger;

/** One step that is repeated. Which events a digest has, and who took it, is in the database. */
public final class DigestWorkflowImpl implements DigestWorkflow {
    private static final Logger LOG = Workflow.getLogger("ai.gatewayz.sync.digest");

    @Override
    public DigestReport tellDigest() {
        DigestReport report = Workflow.newActivityStub(DigestActivities.class, ActivityPolicies.sendDigests())
                .sendDigests();
        Workflow.setCurrentDetails(
                report.digests() == 0
                        ? "nothing had changed"
                        : report.title() + " (up to event " + report.until() + ")");
        if (report.digests() > 0) {
            LOG.info("Digest told: {}", report.title());
        }
        return report;
    }
}
