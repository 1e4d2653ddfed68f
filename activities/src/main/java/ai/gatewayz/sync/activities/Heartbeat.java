package ai.gatewayz.sync.activities;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Tells Temporal that the running activity is alive, so that the end of its worker is noticed within seconds. */
final class Heartbeat {
    private static final int SECONDS = 2;

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "activity-heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    private final ActivityExecutionContext context;

    private Heartbeat(ActivityExecutionContext context) {
        this.context = context;
    }

    /** The heartbeat of the activity that runs in this thread; its methods may be called from others. */
    static Heartbeat ofThisActivity() {
        return new Heartbeat(Activity.getExecutionContext());
    }

    /** The number of the attempt, from 1. */
    int attempt() {
        return context.getInfo().getAttempt();
    }

    /** Beats once; throws when the activity was cancelled. */
    void beat(String details) {
        context.heartbeat(details);
    }

    /** Beats by itself until it is closed, for a step that cannot stop in the middle. */
    Beating beating(String details) {
        return new Beating(CLOCK.scheduleAtFixedRate(
                () -> {
                    try {
                        context.heartbeat(details);
                    } catch (ActivityCompletionException e) {
                        // A transaction runs to its end: whether it committed must be known.
                        return;
                    }
                },
                SECONDS,
                SECONDS,
                TimeUnit.SECONDS));
    }

    /** Heartbeats that go on by themselves. */
    static final class Beating implements AutoCloseable {
        private final ScheduledFuture<?> task;

        private Beating(ScheduledFuture<?> task) {
            this.task = task;
        }

        @Override
        public void close() {
            task.cancel(false);
        }
    }
}
