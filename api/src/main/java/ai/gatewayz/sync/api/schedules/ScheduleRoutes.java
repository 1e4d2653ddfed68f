package ai.gatewayz.sync.api.schedules;

import ai.gatewayz.sync.api.jobs.SyncStarter;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.time.Clock;

/** Adds the routes of schedules. */
public final class ScheduleRoutes {
    private ScheduleRoutes() {}

    /** Over the live schedules, and what starts their syncs by hand. */
    public static void register(JerseyEnvironment jersey, LiveSchedules schedules, SyncStarter starter, Clock clock) {
        jersey.register(new SchedulesResource(schedules, starter, clock));
    }
}
