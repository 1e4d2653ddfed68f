package ai.gatewayz.sync.workflows.activity;

import ai.gatewayz.sync.workflows.model.PriceAuditRecord;
import ai.gatewayz.sync.workflows.model.PriceAuditReport;
import io.temporal.activity.ActivityInterface;

/** Whether stored prices are what their sources said. */
@ActivityInterface
public interface PriceAuditActivities {
    /** Reads the lists of the last days with the present code. */
    PriceAuditReport.Replay replayLists();

    /** Compares the catalog's prices with what independent feeds say. */
    PriceAuditReport.Feeds compareWithFeeds();

    /** Writes the audit's row; a repeated call changes nothing. */
    void recordPriceAudit(PriceAuditRecord record);
}
