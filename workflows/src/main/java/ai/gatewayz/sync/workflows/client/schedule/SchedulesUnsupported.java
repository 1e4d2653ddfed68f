package ai.gatewayz.sync.workflows.client.schedule;

/** The Temporal server has no schedules; cron workflows run in their place and cannot be changed. */
public final class SchedulesUnsupported extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchedulesUnsupported() {
        super("this Temporal server has no schedules: syncs run by fixed cron workflows, which can be triggered but not"
                + " changed; use a Temporal server, or put the temporal program on the PATH");
    }
}
