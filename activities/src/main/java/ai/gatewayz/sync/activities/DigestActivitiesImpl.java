package ai.gatewayz.sync.activities;

import ai.gatewayz.sync.activities.http.NotificationException;
import ai.gatewayz.sync.activities.notify.Digests;
import ai.gatewayz.sync.workflows.FailureTypes;
import ai.gatewayz.sync.workflows.activity.DigestActivities;
import ai.gatewayz.sync.workflows.model.DigestReport;
import io.temporal.failure.ApplicationFailure;

/** Sends digests. */
public final class DigestActivitiesImpl implements DigestActivities {
    private final Digests digests;

    /** Sends those of a database. */
    public DigestActivitiesImpl(Digests digests) {
        this.digests = digests;
    }

    @Override
    public DigestReport sendDigests() {
        return ActivityFailures.database(() -> {
            try {
                return digests.send();
            } catch (NotificationException e) {
                throw ApplicationFailure.newFailure(
                        "a channel did not take the digest: " + e.getMessage(), FailureTypes.DIGEST_NOT_TAKEN);
            }
        });
    }
}
