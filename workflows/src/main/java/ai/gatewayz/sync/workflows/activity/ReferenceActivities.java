package ai.gatewayz.sync.workflows.activity;

import ai.gatewayz.sync.workflows.model.ReferenceReport;
import io.temporal.activity.ActivityInterface;

/** Calls to independent price feeds. */
@ActivityInterface
public interface ReferenceActivities {
    /** Brings reference prices in step with their feeds; a feed that fails is reported, and its last prices stay. */
    ReferenceReport refreshReferences();
}
