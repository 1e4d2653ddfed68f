package ai.gatewayz.sync.activities;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;

/** Tells Temporal that the running activity is alive; throws when it was cancelled. */
final class Heartbeat {
    private final ActivityExecutionContext context;

    private Heartbeat(ActivityExecutionContext context) {
        this.context = context;
    }

    /** The heartbeat of the activity that runs in this thread; its methods may be called from others. */
    static Heartbeat ofThisActivity() {
        return new Heartbeat(Activity.getExecutionContext());
    }

    void beat(String details) {
        context.heartbeat(details);
    }
}
