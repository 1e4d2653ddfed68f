package ai.gatewayz.sync.activities.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.http.NotificationClient;
import ai.gatewayz.sync.activities.metrics.SyncMetrics;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.workflows.client.SubscriptionKey;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What subscribers get, with a real PostgreSQL and real receivers. */
@ExtendWith(CatalogDatabase.class)
final class SubscriptionDeliveryTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final NotificationClient http = new NotificationClient(true);
    private final AtomicInteger status = new AtomicInteger(204);
    private final Receiver receiver = new Receiver(status::get);
    private Jdbi jdbi;
    private Feed feed;
    private SubscriptionDelivery delivery;

    @BeforeEach
    void start(DataSource database) {
        jdbi = Jdbi.create(database).installPlugin(new SqlObjectPlugin());
        feed = new Feed(jdbi);
        delivery = delivery(Feed.KEY, http);
    }

    @AfterEach
    void stop() {
        receiver.close();
        http.close();
    }

    private SubscriptionDelivery delivery(SubscriptionKey key, NotificationClient client) {
        return new SubscriptionDelivery(
                jdbi.onDemand(DeliveryDao.class),
                new Messages(key, client, feed),
                new SyncMetrics(registry, feed),
                feed);
    }

    private double counted(String outcome) {
        return registry.counter("subscription_deliveries_total", "status", outcome)
                .count();
    }

    @Test
    void events_areToldInTheirOrder_upToAHundredAtOnce() {
        feed.commit(7, "model.added", "groq", "before");
        String id = feed.subscribe(1, receiver.url());
        feed.commit(250, "model.added", "groq", "after");
        List<Long> all = feed.seqs();

        delivery.run(id);

        assertThat(receiver.seqs()).isEqualTo(all.subList(7, all.size()));
        assertThat(receiver.messages().stream().map(m -> m.path("data").size())).containsExactly(100, 100, 50);
        assertThat(receiver.messages().get(0).path("type").asText()).isEqualTo("catalog.changes");
        assertThat(receiver.events().get(0).toString())
                .matches("\\{\"seq\":8,\"type\":\"model.added\",\"at\":\"[^\"]+Z\",\"provider_slug\":\"groq\","
                        + "\"provider_model_id\":\"after\",\"model_id\":\"after\",\"generation\":1,\"job_id\":\"job\","
                        + "\"before\":null,\"after\":\\{\"n\":\"1\"}}");
        assertThat(feed.column(id, "delivered_seq"))
                .isEqualTo(all.get(all.size() - 1).toString());
        assertThat(counted("delivered")).isEqualTo(3);
    }

    @Test
    void onlyWantedEvents_areTold_andTheOthersArePassedBy() {
        String id = feed.subscribe(1, receiver.url());
        feed.set(id, "types = '{model.added}', providers = '{groq,xai}', models = '{m}'");
        feed.commit(1, "model.added", "groq", "m");
        feed.commit(1, "model.delisted", "groq", "m");
        feed.commit(1, "model.added", "openai", "m");
        feed.commit(1, "model.added", "xai", "other");
        feed.commit(1, "model.added", "xai", "m");
        feed.commit(60_000, "model.updated", "xai", "m");
        feed.commit(1, "model.added", "xai", "m");

        delivery.run(id);

        List<Long> all = feed.seqs();
        assertThat(receiver.seqs()).containsExactly(all.get(0), all.get(4), all.get(60_005));
        assertThat(feed.column(id, "delivered_seq")).isEqualTo(all.get(60_005).toString());
    }

    @Test
    void smallMoves_areLeftOut_andMovesOfUnknownSizeNever() {
        String id = feed.subscribe(1, receiver.url());
        feed.set(id, "min_change_percent = 5");
        String was = "{\"pricing_state\":\"priced\",\"prompt\":\"0.0000010\",\"completion\":\"0.000002\"}";
        feed.reprice(was, "{\"pricing_state\":\"priced\",\"prompt\":\"0.000001049\",\"completion\":\"0.000002\"}");
        feed.reprice(was, "{\"pricing_state\":\"priced\",\"prompt\":\"0.00000105\",\"completion\":\"0.000002\"}");
        feed.reprice(was, "{\"pricing_state\":\"priced\",\"prompt\":\"0.000001\",\"completion\":\"0.0000019\"}");
        feed.reprice(was, "{\"pricing_state\":\"priced\",\"prompt\":\"0.000001\",\"completion\":\"0.00000191\"}");
        feed.reprice(was, "{\"pricing_state\":\"priced\",\"prompt\":\"0.000001\",\"completion\":null}");
        feed.reprice(was, "{\"pricing_state\":\"unknown\",\"prompt\":null,\"completion\":null}");
        feed.reprice(was, "{\"pricing_state\":\"priced\",\"prompt\":\"0.000001\",\"completion\":\"0.0000020\"}");
        feed.reprice(
                "{\"pricing_state\":\"priced\",\"prompt\":\"0\",\"completion\":\"0.000002\"}",
                "{\"pricing_state\":\"priced\",\"prompt\":\"0.000001\",\"completion\":\"0.000002\"}");
        feed.commit(1, "model.delisted", "groq", "m");

        delivery.run(id);

        List<Long> all = feed.seqs();
        assertThat(receiver.seqs())
                .containsExactly(all.get(1), all.get(2), all.get(4), all.get(5), all.get(6), all.get(7), all.get(8));
    }

    @Test
    void whoIsDownForAnHour_getsEverythingOnceItIsBack() {
        String id = feed.subscribe(1, receiver.url());
        status.set(503);
        for (int minute = 0; minute < 60; minute++) {
            feed.commit(3, "model.added", "groq", "m" + minute);
            // Each time by another worker: nothing that matters is in its memory.
            delivery(Feed.KEY, http).run(id);
            feed.pass(Duration.ofMinutes(1));
        }
        assertThat(receiver.messages()).hasSize(1);
        assertThat(feed.column(id, "delivered_seq")).isEqualTo("0");
        assertThat(feed.column(id, "last_error")).isEqualTo("answered with status 503");
        int attempts = Integer.parseInt(String.valueOf(feed.column(id, "failures")));
        assertThat(attempts).isBetween(8, 13);

        status.set(200);
        feed.pass(Duration.ofMinutes(10));
        delivery.run(id);

        assertThat(receiver.seqs()).isEqualTo(feed.seqs());
        assertThat(feed.column(id, "failures")).isEqualTo("0");
        assertThat(feed.column(id, "last_error")).isNull();
        assertThat(counted("failed")).isEqualTo(attempts);
    }

    @Test
    void whoTakesNothingForThreeDays_isDead_andIsToldEverythingWhenItIsResumed() {
        String id = feed.subscribe(1, receiver.url());
        feed.commit(1, "model.added", "groq", "m");
        status.set(500);
        int attempts = 0;
        while ("active".equals(feed.column(id, "state"))) {
            delivery.run(id);
            feed.pass(Duration.ofHours(2));
            attempts++;
        }
        assertThat(attempts).isEqualTo(3 * 12 + 1);
        assertThat(feed.column(id, "dead_reason"))
                .isEqualTo("nothing was taken for three days; the last attempt: answered with status 500");
        feed.commit(1, "model.added", "groq", "n");
        int before = receiver.messages().size();
        delivery.run(id);
        assertThat(receiver.messages()).hasSize(before);

        status.set(204);
        feed.set(id, "state = 'active', dead_reason = NULL, failing_since = NULL, failures = 0");
        delivery.run(id);
        assertThat(receiver.seqs()).isEqualTo(feed.seqs());
    }

    @Test
    void aReplay_tellsTheSameEventsUnderNewIds() {
        String id = feed.subscribe(1, receiver.url());
        feed.commit(3, "model.added", "groq", "m");
        delivery.run(id);
        feed.set(id, "delivered_seq = 1, replays = replays + 1, lease_token = lease_token + 1");
        delivery.run(id);
        assertThat(receiver.seqs()).containsExactly(1L, 2L, 3L, 2L, 3L);
    }

    @Test
    void aTest_isSentOnce_alsoToWhoIsPaused() {
        String id = feed.subscribe(1, receiver.url());
        feed.commit(1, "model.added", "groq", "m");
        feed.set(id, "state = 'paused', test_id = 'a_test', test_requested_at = now()");
        delivery.run(id);
        assertThat(receiver.messages().toString())
                .isEqualTo("[{\"type\":\"subscription.test\",\"timestamp\":\"2026-11-28T10:00:00Z\",\"data\":[]}]");
        assertThat(feed.column(id, "test_ended_at IS NOT NULL AND test_error IS NULL"))
                .isEqualTo("true");

        status.set(404);
        feed.set(id, "test_id = 'other_test', test_ended_at = NULL");
        delivery.run(id);
        delivery.run(id);
        assertThat(feed.column(id, "test_error")).isEqualTo("answered with status 404");
        assertThat(receiver.messages()).hasSize(2);
    }

    @Test
    void anotherKey_isAFailureThatSaysSo() {
        String id = feed.subscribe(1, receiver.url());
        feed.commit(1, "model.added", "groq", "m");
        SubscriptionKey other = Objects.requireNonNull(SubscriptionKey.of(SubscriptionKey.random()));
        delivery(other, http).run(id);
        assertThat(feed.column(id, "last_error"))
                .isEqualTo(
                        "its address and secret cannot be read: SUBSCRIPTION_SECRET_KEY is another one than when it was"
                                + " made");
        assertThat(receiver.messages()).isEmpty();
    }

    @Test
    void keyThatTookThePlaceOfAnother_sealsEverythingAgain_andTellsOnWithoutTheOldOne() throws InterruptedException {
        String told = feed.subscribe(1, receiver.url());
        String paused = feed.subscribe(2, receiver.url());
        feed.set(paused, "state = 'paused'");
        String text = SubscriptionKey.random();
        SubscriptionKey both = Objects.requireNonNull(SubscriptionKey.of(text, Feed.KEY_TEXT));
        SubscriptionKey alone = Objects.requireNonNull(SubscriptionKey.of(text));
        feed.commit(1, "model.added", "groq", "m");

        try (SubscriptionRelay relay = new SubscriptionRelay(jdbi, both, http, new SyncMetrics(registry, feed), feed)) {
            relay.tick();
            receiver.next();
            String sealed = feed.column(paused, "sealed");
            relay.tick();
            assertThat(feed.column(paused, "sealed")).as("sealed once").isEqualTo(sealed);
        }
        assertThat(jdbi.onDemand(DeliveryDao.class).sealed())
                .hasSize(2)
                .allMatch(row -> alone.open(row.id(), row.sealed()).isPresent())
                .noneMatch(row -> Feed.KEY.open(row.id(), row.sealed()).isPresent());
        feed.set(paused, "state = 'active'");
        delivery(alone, http).run(paused);
        assertThat(feed.column(paused, "failures")).isEqualTo("0");
        assertThat(feed.column(told, "last_error")).isNull();
    }

    @Test
    void addressesThatMayNotBeCalled_andRedirects_areFailures() throws IOException {
        feed.commit(1, "model.added", "groq", "m");
        String local = feed.subscribe(1, receiver.url());
        String named = feed.subscribe(2, "https://localhost:" + receiver.url().replaceAll("\\D+(\\d+)/.*", "$1") + "/");
        String metadata = feed.subscribe(3, "http://169.254.169.254/latest");
        for (String id : List.of(local, named, metadata)) {
            feed.set(id, "delivered_seq = 0");
        }
        try (NotificationClient strict = new NotificationClient(false)) {
            delivery(Feed.KEY, strict).run(local);
            delivery(Feed.KEY, strict).run(named);
        }
        delivery.run(metadata);
        assertThat(feed.column(local, "last_error")).isEqualTo("the address must begin with https://");
        assertThat(feed.column(named, "last_error")).isEqualTo("the name leads into a private network");
        assertThat(feed.column(metadata, "last_error")).isEqualTo("the address must not lead into a private network");

        HttpServer redirecting = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        redirecting.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", receiver.url());
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        redirecting.start();
        String moved =
                feed.subscribe(4, "http://127.0.0.1:" + redirecting.getAddress().getPort() + "/");
        feed.set(moved, "delivered_seq = 0");
        delivery.run(moved);
        redirecting.stop(0);
        assertThat(feed.column(moved, "last_error")).isEqualTo("answered with status 307");
        assertThat(receiver.messages()).isEmpty();
    }

    @Test
    void whoHangs_orNeverEnds_keepsNobodyElseWaiting() throws IOException, InterruptedException {
        try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SubscriptionRelay relay =
                        new SubscriptionRelay(jdbi, Feed.KEY, http, new SyncMetrics(registry, feed), feed)) {
            for (int number = 1; number < 20; number++) {
                feed.subscribe(number, "http://127.0.0.1:" + hanging.getLocalPort() + "/");
            }
            feed.subscribe(99, receiver.url());
            feed.commit(1, "model.added", "groq", "m");
            long begun = System.nanoTime();
            relay.tick();
            relay.tick();
            receiver.next();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void aBodyWithoutAnEnd_isNotRead() throws IOException {
        HttpServer endless = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endless.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            byte[] much = new byte[64 * 1024];
            while (!Thread.currentThread().isInterrupted()) {
                exchange.getResponseBody().write(much);
            }
        });
        endless.start();
        String id = feed.subscribe(1, "http://127.0.0.1:" + endless.getAddress().getPort() + "/");
        feed.commit(1, "model.added", "groq", "m");
        long begun = System.nanoTime();
        delivery.run(id);
        endless.stop(0);
        assertThat(feed.column(id, "delivered_seq"))
                .isEqualTo(feed.seqs().get(0).toString());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }
}
