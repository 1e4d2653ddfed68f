package ai.gatewayz.sync.activities;

import ai.gatewayz.sync.activities.announced.Announcements;
import ai.gatewayz.sync.workflows.activity.AnnouncementActivities;
import ai.gatewayz.sync.workflows.model.AnnouncedChange;
import ai.gatewayz.sync.workflows.model.AnnouncementLook;

/** Looks whether announced changes came. */
public final class AnnouncementActivitiesImpl implements AnnouncementActivities {
    private final Announcements announcements;

    /** Over the announcements of a database. */
    public AnnouncementActivitiesImpl(Announcements announcements) {
        this.announcements = announcements;
    }

    @Override
    public AnnouncementLook lookAtAnnouncement(AnnouncedChange change) {
        return ActivityFailures.database(() -> announcements.look(change));
    }
}
