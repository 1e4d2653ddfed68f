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
 * What has to be done when nothing else happens, every few seconds in every worker: each chore locks its rows, so that
 * several workers do not do it twice. One that breaks is tried again and does not keep the others from their turn.
 */
final class Chores implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "chores");
        thread.setDaemon(true);
        return thread;
    });

    private Chores() {}

    /** A chore by name. */
    record Chore(String name, Runnable work) {}

    static Chores start(List<Chore> chores) {
        Chores started = new Chores();
        for (Chore chore : chores) {
            ScheduledFuture<?> unused = started.timer.scheduleWithFixedDelay(
                    () -> run(chore), BETWEEN.toMillis(), BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
        }
        return started;
    }

    /** Runs it in this thread; whatever it throws would end the timer for good, and silently. */
    private static void run(Chore chore) {
        FutureTask<?> attempt = new FutureTask<>(chore.work(), null);
        attempt.run();
        try {
            attempt.get();
        } catch (ExecutionException e) {
            LOG.warn("{} did not work out and is tried again: {}", chore.name(), String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
