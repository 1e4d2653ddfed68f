package ai.gatewayz.sync.workflows.activity;

import ai.gatewayz.sync.workflows.model.ApplyReport;
import ai.gatewayz.sync.workflows.model.TransformReport;
import ai.gatewayz.sync.workflows.model.TransformRequest;
import ai.gatewayz.sync.workflows.model.UpsertRequest;
import io.temporal.activity.ActivityInterface;

/** The two database steps of one provider's sync. */
@ActivityInterface
public interface ProviderActivities {
    /** Reads a body from the vault, compares it with the catalog and stages what differs. */
    TransformReport transform(TransformRequest request);

    /** Applies the staged differences in one transaction; on a dry run rolls it back. */
    ApplyReport upsert(UpsertRequest request);
}
