package ai.gatewayz.sync.activities.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.http.NotificationClient;
import ai.gatewayz.sync.activities.metrics.SyncMetrics;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random outages, lost answers, restarts, and two workers of which one freezes in the middle of a message while the other takes
 * over: whoever leaves out messages that it had before gets every event, in order, each of them once.
 */
@ExtendWith(CatalogDatabase.class)
final class SubscriptionOrderTest {
    private final NotificationClient http = new NotificationClient(true);
    /** As a worker has it: a connection of its own for each of ten thousands of statements was most of this test's time. */
    private HikariDataSource pool;

    private Jdbi jdbi;
    private Feed feed;

    @BeforeEach
    void prepare(DataSource database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setMinimumIdle(1);
        pool = new HikariDataSource(config);
        jdbi = Jdbi.create(pool).installPlugin(new SqlObjectPlugin());
        feed = new Feed(jdbi);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private SubscriptionDelivery worker() {
        return new SubscriptionDelivery(
                jdbi.onDemand(DeliveryDao.class),
                new Messages(Feed.KEY, http, feed),
                new SyncMetrics(new SimpleMeterRegistry(), feed),
                feed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyEvent_arrivesOnceMore_inOrder(long seed) throws Exception {
        Random random = new Random(seed);
        String id = "sub_%016x".formatted(seed);
        AtomicInteger percentDown = new AtomicInteger();
        AtomicInteger frozen = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Receiver receiver = new Receiver(() -> answer(id, random, percentDown, frozen))) {
            feed.subscribe(Math.toIntExact(seed), receiver.url());
            for (int round = 0; round < 40; round++) {
                feed.commit(1 + draw(random, 120), "model.added", "groq", "m" + round);
                percentDown.set(draw(random, 3) * 45);
                List<Future<?>> passes =
                        List.of(threads.submit(() -> worker().run(id)), threads.submit(() -> worker().run(id)));
                for (Future<?> pass : passes) {
                    pass.get(30, TimeUnit.SECONDS);
                }
                feed.pass(Duration.ofSeconds(draw(random, 400)));
            }
            percentDown.set(0);
            // The longest wait is ten minutes.
            feed.pass(Duration.ofMinutes(10));
            worker().run(id);

            assertThat(frozen.get()).isPositive();
            assertThat(receiver.seqs()).isEqualTo(feed.seqs());
        } finally {
            threads.shutdownNow();
        }
    }

    private static int draw(Random random, int bound) {
        synchronized (random) {
            return random.nextInt(bound);
        }
    }

    /** What happens while a message is with the receiver, and its answer. */
    private int answer(String id, Random random, AtomicInteger percentDown, AtomicInteger frozen) {
        if (draw(random, 8) == 0 && frozen.incrementAndGet() < 20) {
            // The one that sends has frozen for so long that its lease is over; another one does its work meanwhile.
            feed.pass(Duration.ofMinutes(2));
            worker().run(id);
        }
        return draw(random, 100) < percentDown.get() ? 500 : 200;
    }
}
