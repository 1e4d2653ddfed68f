package ai.gatewayz.sync.api.models;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.migrations.CatalogDatabase;
import com.fasterxml.jackson.core.JsonFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What many readers wait for while the catalog moves on and on. */
@ExtendWith(CatalogDatabase.class)
@SuppressWarnings("NullAway.Init") // set before each test
final class LiveIndexTest {
    private static final int READERS = 6;
    private static final int PATIENCE_SECONDS = 30;

    private final AtomicInteger readings = new AtomicInteger();
    private final CountDownLatch firstBegan = new CountDownLatch(1);
    private final CountDownLatch firstMayGoOn = new CountDownLatch(1);

    private Jdbi jdbi;
    private LiveIndex live;

    /** The catalog moves on whenever all of it is looked at, so that no reading finds what the one before has found. */
    @BeforeEach
    void begin(DataSource database) {
        jdbi = Jdbi.create(database);
        live = new LiveIndex(
                Jdbi.create(database).setSqlLogger(new SqlLogger() {
                    @Override
                    public void logBeforeExecution(StatementContext context) {
                        if (context.getRawSql().equals(ModelSql.STATES)) {
                            move();
                            await(readings.incrementAndGet());
                        }
                    }
                }),
                new JsonFactory());
    }

    private void move() {
        jdbi.useHandle(handle -> handle.execute("UPDATE catalog_generation SET generation = generation + 1"));
    }

    private void await(int reading) {
        if (reading > 1) {
            return;
        }
        firstBegan.countDown();
        try {
            assertThat(firstMayGoOn.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CompletableFuture<Long> ask(LiveIndex live, List<Thread> threads) {
        CompletableFuture<Long> generation = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                generation.complete(live.now().version().generation());
            } catch (RuntimeException e) {
                generation.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
        return generation;
    }

    @Test
    void readersThatWait_shareOneReading_thatBeganAfterTheyAsked() throws Exception {
        List<Thread> threads = new ArrayList<>();
        CompletableFuture<Long> first = ask(live, threads);
        assertThat(firstBegan.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        List<CompletableFuture<Long>> others = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            others.add(ask(live, threads));
        }
        awaitWaiting(threads.subList(1, threads.size()));
        firstMayGoOn.countDown();

        assertThat(first.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
        for (CompletableFuture<Long> other : others) {
            assertThat(other.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(readings).hasValue(2);
    }

    /** Each has asked for the version, and waits for a limited time until it is its turn. */
    private static void awaitWaiting(List<Thread> threads) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING)) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void doubt_isNotAnsweredByAReadingThatBeganBefore() throws Exception {
        List<Thread> threads = new ArrayList<>();
        CompletableFuture<Long> first = ask(live, threads);
        assertThat(firstBegan.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        jdbi.useHandle(handle -> handle.execute("UPDATE catalog_generation SET generation = 0"));
        live.doubt();
        CompletableFuture<Long> second = ask(live, threads);
        awaitWaiting(threads.subList(1, 2));
        firstMayGoOn.countDown();

        assertThat(first.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
        assertThat(second.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
        assertThat(readings).hasValue(2);
    }
}
