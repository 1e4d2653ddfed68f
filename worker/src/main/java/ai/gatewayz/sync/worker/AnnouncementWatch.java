package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.activities.announced.Announcements;
import ai.gatewayz.sync.workflows.client.AnnouncementTimers;
import ai.gatewayz.sync.workflows.model.AnnouncedChange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Brings announcements, and their timers, in step with the catalog after each commit. At the start, and now and then, every
 * timer is started again: one that is there stays, and one that a server lost is made anew.
 */
final class AnnouncementWatch {
    private static final Duration BETWEEN_REBUILDS = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    private final Announcements announcements;
    private final AnnouncementTimers timers;
    private final InstantSource clock;
    private long generation = -1;
    private Instant looked = Instant.EPOCH;
    private Instant rebuilt = Instant.EPOCH;

    AnnouncementWatch(Announcements announcements, AnnouncementTimers timers, InstantSource clock) {
        this.announcements = announcements;
        this.timers = timers;
        this.clock = clock;
    }

    /** Is called by one thread at a time. */
    void tick() {
        Instant now = clock.instant();
        boolean isRebuild = !now.isBefore(rebuilt.plus(BETWEEN_REBUILDS));
        long current = announcements.generation();
        boolean isLook = !now.isBefore(looked.plus(BETWEEN_LOOKS)) && announcements.isAnyDue();
        if (isRebuild || isLook || current != generation) {
            announcements.reconcile();
            generation = current;
            looked = now;
        }
        // Only the first time: a timer that has looked as often as it may is not started again for the same instant.
        boolean isFirst = rebuilt.equals(Instant.EPOCH);
        for (AnnouncedChange change : announcements.untimed(isRebuild, isFirst)) {
            timers.start(change);
            announcements.setTimer(change, true);
        }
        for (AnnouncedChange change : announcements.needless()) {
            timers.cancel(change);
            announcements.setTimer(change, false);
        }
        if (isRebuild) {
            rebuilt = now;
        }
    }
}
