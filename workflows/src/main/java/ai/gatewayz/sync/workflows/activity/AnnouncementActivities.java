package ai.gatewayz.sync.workflows.activity;

import ai.gatewayz.sync.workflows.model.AnnouncedChange;
import ai.gatewayz.sync.workflows.model.AnnouncementLook;
import io.temporal.activity.ActivityInterface;

/** Changes that lists announce for a date. */
@ActivityInterface
public interface AnnouncementActivities {
    /** Tells how the announcements of an instant stand, after settling those that the catalog can settle. */
    AnnouncementLook lookAtAnnouncement(AnnouncedChange change);
}
