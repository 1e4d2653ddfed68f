package ai.gatewayz.sync.api.jobs;

import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Bounds calls to Temporal: its client would go on trying for a minute, and callers are told within five seconds. */
public final class TemporalCalls implements AutoCloseable {
    /** Below the five seconds that callers are promised. */
    public static final Duration USUAL = Duration.ofMillis(3500);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "api-temporal-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    /** Makes a call that gives up after the usual time. */
    public <T> T call(Supplier<T> call) {
        return within(USUAL, call);
    }

    /** Makes a call that gives up in time, with the failure of its last attempt. */
    public <T> T within(Duration limit, Supplier<T> call) {
        Context.CancellableContext context =
                Context.current().withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS, timer);
        try {
            Context previous = context.attach();
            try {
                return call.get();
            } finally {
                context.detach(previous);
            }
        } finally {
            context.cancel(null);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
