package ai.gatewayz.sync.api.temporal;

import ai.gatewayz.sync.workflows.client.TemporalConnection;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.context.Context;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Bounds calls to Temporal: its client goes on trying for a minute, its first call asks for capabilities beyond any
 * deadline, and callers are told within five seconds. So calls run on threads of their own that can be left behind.
 */
public final class TemporalCalls implements AutoCloseable {
    /** Below the five seconds that callers are promised. */
    private static final Duration USUAL = Duration.ofMillis(3800);

    private static final int MOST_THREADS = 32;

    /** A burst waits its turn, within its time; the server's own threads are fewer than may wait here. */
    private static final int MOST_WAITING = 96;

    private final TemporalConnection connection;
    private final ExecutorService threads = threads();

    /** Calls over a connection, which stays the caller's to close. */
    public TemporalCalls(TemporalConnection connection) {
        this.connection = connection;
    }

    /** What calls are made with. */
    public WorkflowClient client() {
        return connection.client();
    }

    /** Asks the server whether it is there, within a limit. */
    public boolean isUp(Duration limit) {
        try {
            within(
                    limit,
                    () -> connection.stubs().blockingStub().getSystemInfo(GetSystemInfoRequest.getDefaultInstance()));
            return true;
        } catch (StatusRuntimeException e) {
            return false;
        }
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                MOST_THREADS, MOST_THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, "api-temporal-call");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Makes a call that gives up after the usual time. */
    public <T> T call(Supplier<T> call) {
        return within(USUAL, call);
    }

    /**
     * Makes a call that gives up in time.
     *
     * @throws io.grpc.StatusRuntimeException when it took too long, or too many calls are under way; a start that was
     *     given up may still happen, which is why repeating it finds the same job
     */
    public <T> T within(Duration limit, Supplier<T> call) {
        Future<T> answer;
        try {
            // What is started there belongs to the trace of this request.
            answer = threads.submit(Context.current().wrapSupplier(call)::get);
        } catch (RejectedExecutionException e) {
            throw Status.RESOURCE_EXHAUSTED
                    .withDescription("too many calls to Temporal are under way")
                    .withCause(e)
                    .asRuntimeException();
        }
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw Status.DEADLINE_EXCEEDED
                    .withDescription("no answer within " + limit)
                    .asRuntimeException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Status.CANCELLED.withCause(e).asRuntimeException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a call to Temporal broke", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
