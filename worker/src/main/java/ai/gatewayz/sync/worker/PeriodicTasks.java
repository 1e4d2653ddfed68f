package ai.gatewayz.sync.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be done when nothing else happens, every few seconds in every worker: each task locks its rows, so that
 * several workers do not do it twice. One that breaks is tried again and does not keep the others from their turn.
 */
final class PeriodicTasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTasks.class);
    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final ScheduledExecutorService timer;

    /** A thread for each: one that waits for others must not keep the rest from their turn. */
    private PeriodicTasks(int tasks) {
        timer = Executors.newScheduledThreadPool(tasks, task -> {
            Thread thread = new Thread(task, "periodic-tasks");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A task by name. */
    record Task(String name, Runnable work) {}

    static PeriodicTasks start(List<Task> tasks) {
        PeriodicTasks started = new PeriodicTasks(tasks.size());
        for (Task task : tasks) {
            ScheduledFuture<?> unused = started.timer.scheduleWithFixedDelay(
                    () -> run(task), BETWEEN.toMillis(), BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
        }
        return started;
    }

    /** Runs it in this thread; whatever it throws would end the timer for good, and silently. */
    private static void run(Task task) {
        FutureTask<?> attempt = new FutureTask<>(task.work(), null);
        attempt.run();
        try {
            attempt.get();
        } catch (ExecutionException e) {
            LOG.warn("{} did not work out and is tried again: {}", task.name(), String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
