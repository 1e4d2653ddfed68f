package ai.gatewayz.sync.workflows.activity;

import ai.gatewayz.sync.workflows.model.DigestReport;
import io.temporal.activity.ActivityInterface;

/** Digests of the change feed for operators. */
@ActivityInterface
public interface DigestActivities {
    /** Sends what happened since the last digest to every channel that has not taken it yet. */
    DigestReport sendDigests();
}
