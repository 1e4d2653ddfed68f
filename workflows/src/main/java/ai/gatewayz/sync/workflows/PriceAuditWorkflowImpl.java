package ai.gatewayz.sync.workflows;

import ai.gatewayz.sync.workflows.activity.PriceAuditActivities;
import ai.gatewayz.sync.workflows.model.PriceAuditRecord;
import ai.gatewayz.sync.workflows.model.PriceAuditReport;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import org.slf4j.Logger;

/** One step after the other: both read much, and neither is in a hurry. */
public final class PriceAuditWorkflowImpl implements PriceAuditWorkflow {
    private static final Logger LOG = Workflow.getLogger("ai.gatewayz.sync.audit");

    @Override
    public PriceAuditReport auditPrices() {
        long started = Workflow.currentTimeMillis();
        try {
            PriceAuditReport report = new PriceAuditReport(
                    activities(ActivityPolicies.audit("stored lists: read again"))
                            .replayLists(),
                    activities(ActivityPolicies.audit("stored prices: compare with feeds"))
                            .compareWithFeeds());
            activities(ActivityPolicies.record("price audit"))
                    .recordPriceAudit(new PriceAuditRecord(started, Workflow.currentTimeMillis() - started, report));
            tell(report);
            return report;
        } catch (ActivityFailure e) {
            if (!CancellationScope.current().isCancelRequested()) {
                LOG.error(
                        "Price audit failed: {}",
                        e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
            }
            throw e;
        }
    }

    private static PriceAuditActivities activities(ActivityOptions options) {
        return Workflow.newActivityStub(PriceAuditActivities.class, options);
    }

    private static void tell(PriceAuditReport report) {
        String line = line(report);
        Workflow.setCurrentDetails(line);
        if (report.isClean()) {
            LOG.info(line);
        } else {
            LOG.warn(line);
        }
    }

    static String line(PriceAuditReport report) {
        PriceAuditReport.Replay replay = report.replay();
        PriceAuditReport.Feeds feeds = report.feeds();
        return "Price audit complete: of " + replay.prices() + " prices recorded from " + replay.lists() + " lists "
                + replay.differing() + " would differ, " + replay.unreadable() + " lists cannot be read; of "
                + feeds.lines() + " price lines that feeds tell too " + feeds.open() + " differ unexplained, "
                + feeds.wrong() + " as with a wrong unit";
    }
}
