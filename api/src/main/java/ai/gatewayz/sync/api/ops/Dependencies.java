package ai.gatewayz.sync.api.ops;

import ai.gatewayz.sync.api.error.DatabaseFailures;
import ai.gatewayz.sync.api.temporal.TemporalCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Whether the database and Temporal answer. Who asks often gets what was found a moment ago. */
final class Dependencies {
    private static final String LATE = "the database does not answer in time";
    private static final Duration LIMIT = Duration.ofSeconds(2);
    /** Above the wait for a connection, below what those who ask wait for. */
    private static final Duration DATABASE_LIMIT = Duration.ofMillis(4500);

    /** The answer is a few rows in memory; with the wait for a connection. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    private static final Duration FRESH = Duration.ofSeconds(1);
    /** A write leaves something to clear away, so good news is believed for longer. */
    private static final Duration WRITE_FRESH = Duration.ofSeconds(15);

    private final HealthQueries reads;
    private final HealthQueries writes;
    private final TemporalCalls temporal;
    private final SlowReads slowReads;
    private @Nullable Look look;
    private volatile @Nullable Long written;

    /**
     * What the database said; the instant is of any provider's last success.
     *
     * @param reason what is the matter with it; null when nothing is
     */
    record Database(
            boolean isUp, boolean isWritable, @Nullable String reason, Optional<Instant> lastSuccess) {
        static Database down(String reason) {
            return new Database(false, false, reason, Optional.empty());
        }
    }

    /** One look at the database, which may still be under way. */
    private record Look(long begun, CompletableFuture<Database> found) {
        boolean isFresh() {
            return !found.isDone() || System.nanoTime() - begun < FRESH.toNanos();
        }
    }

    /** Over connections that read, others that may write, Temporal, and what the first of them were seen to take. */
    Dependencies(HealthQueries reads, HealthQueries writes, TemporalCalls temporal, SlowReads slowReads) {
        this.reads = reads;
        this.writes = writes;
        this.temporal = temporal;
        this.slowReads = slowReads;
    }

    /** Asks the database; a database that hangs counts as one that does not answer. */
    Database database() {
        try {
            return current().found().get(DATABASE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Database.down(LATE);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Database.down("this process is stopping");
        }
    }

    private synchronized Look current() {
        Look last = look;
        if (last != null && last.isFresh()) {
            return last;
        }
        CompletableFuture<Database> found = new CompletableFuture<>();
        Thread thread = new Thread(() -> found.complete(ask()), "api-health-database");
        thread.setDaemon(true);
        thread.start();
        Look next = new Look(System.nanoTime(), found);
        look = next;
        return next;
    }

    private Database ask() {
        long begun = System.nanoTime();
        Optional<Instant> success;
        try {
            success = reads.lastSuccess();
        } catch (JdbiException e) {
            return Database.down(DatabaseFailures.reason(e));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        if (took.compareTo(DATABASE_LIMIT) >= 0) {
            // Those who asked were told so meanwhile.
            return Database.down(LATE);
        }
        String slow = slow(took);
        Long last = written;
        if (last != null && System.nanoTime() - last < WRITE_FRESH.toNanos()) {
            return new Database(true, true, slow, success);
        }
        try {
            writes.write();
        } catch (JdbiException e) {
            // An account that may make no temporary tables says nothing about the tables that are ours.
            if (DatabaseFailures.isUnavailable(e)) {
                return new Database(true, false, DatabaseFailures.reason(e), success);
            }
        }
        written = System.nanoTime();
        return new Database(true, true, slow, success);
    }

    /** What is the matter with a database that answers; null when nothing is. */
    private @Nullable String slow(Duration took) {
        return took.compareTo(SLOW) >= 0
                ? "the database is slow: the least question took " + took.toSeconds() + " s"
                : slowReads.reason().orElse(null);
    }

    /** Asks Temporal. */
    boolean isTemporalUp() {
        return temporal.isUp(LIMIT);
    }
}
