package ai.gatewayz.sync.activities.cache;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.http.NotificationClient;
import ai.gatewayz.sync.activities.metrics.SyncMetrics;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.workflows.client.SharedSecret;
import ai.gatewayz.sync.workflows.model.InvalidateRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.JedisPooled;
import redis.embedded.RedisServer;

/** The way from a commit to caches, with a real PostgreSQL, a real Redis and a real subscriber. */
@ExtendWith(CatalogDatabase.class)
final class CacheRelayTest {
    private static final String SECRET = "kJ8-outgoing-3Vq9xTz7LmPw2sRd";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_795_000_000));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SyncMetrics metrics = new SyncMetrics(registry, CLOCK);
    private final NotificationClient http = new NotificationClient(true);
    private final MockWebServer subscriber = new MockWebServer();
    private Jdbi jdbi;
    private int redisPort;
    private RedisServer redisServer;
    private JedisPooled redis;
    private RedisTarget redisTarget;

    @BeforeEach
    void start(DataSource database) throws IOException {
        jdbi = Jdbi.create(database).installPlugin(new SqlObjectPlugin());
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            redisPort = socket.getLocalPort();
        }
        startRedis();
        redis = new JedisPooled("127.0.0.1", redisPort);
        redisTarget = new RedisTarget(URI.create("redis://127.0.0.1:" + redisPort + "/0"));
        subscriber.start();
    }

    @AfterEach
    void stop() throws IOException {
        redis.close();
        redisTarget.close();
        redisServer.stop();
        subscriber.close();
        http.close();
    }

    private void startRedis() throws IOException {
        redisServer = RedisServer.newRedisServer()
                .port(redisPort)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        redisServer.start();
    }

    private CacheRelay relay(CacheTarget... targets) {
        return new CacheRelay(jdbi, List.of(targets), metrics);
    }

    private SubscriberTarget subscriberTarget() {
        return new SubscriberTarget(
                subscriber.url("/hook").toString(),
                SharedSecret.of(SECRET.getBytes(StandardCharsets.UTF_8)),
                http,
                CLOCK);
    }

    private long commit(String job, String provider, String type, String... ids) {
        return ChangeFeed.commit(jdbi, job, provider, type, ids);
    }

    /** Makes failed targets due at once. */
    private void pass() {
        jdbi.useHandle(handle -> handle.execute("UPDATE cache_targets SET next_attempt_at = now()"));
    }

    private double counted(String target, String status) {
        return registry.counter("cache_invalidations_total", "target", target, "status", status)
                .count();
    }

    @Test
    void redis_losesTheKeysOfWhatChanged_andNoOther() {
        for (String key : List.of(
                "provider:groq",
                "gateway:groq",
                "model:a",
                "pricing:a",
                "stats",
                "catalog:page:1",
                "catalog:page:2",
                "catalog:epoch",
                "provider:xai",
                "model:b")) {
            redis.set("gw:models:" + key, key.equals("catalog:epoch") ? "0" : "x");
        }
        redis.set("other", "x");
        long generation;
        try (CacheRelay relay = relay(redisTarget)) {
            generation = commit("provider-sync:groq", "groq", "price.changed", "a");
            relay.invalidate(new InvalidateRequest("groq", generation, false));
        }

        assertThat(new TreeSet<>(redis.keys("*")))
                .containsExactly("gw:models:catalog:epoch", "gw:models:model:b", "gw:models:provider:xai", "other");
        assertThat(redis.get("gw:models:catalog:epoch")).isEqualTo(Long.toString(generation));
        assertThat(counted("redis", "delivered")).isEqualTo(1);
    }

    @Test
    void redisWithManyPages_losesAllOfThem() {
        for (int i = 0; i < 5000; i++) {
            redis.set("gw:models:catalog:page:" + i, "x");
        }
        try (CacheRelay relay = relay(redisTarget)) {
            relay.invalidate(
                    new InvalidateRequest("groq", commit("provider-sync:groq", "groq", "model.added", "a"), false));
        }

        assertThat(redis.keys("*")).containsExactly("gw:models:catalog:epoch");
    }

    @Test
    void epoch_neverGoesBack() throws TargetDownException {
        redisTarget.assertGeneration(9);
        redisTarget.assertGeneration(10);
        redisTarget.assertGeneration(9);

        assertThat(redis.get("gw:models:catalog:epoch")).isEqualTo("10");
    }

    @Test
    void redisDown_failsNoSync_andIsDrainedWhenItIsBack() throws IOException {
        try (CacheRelay relay = relay(redisTarget)) {
            redisServer.stop();
            relay.invalidate(
                    new InvalidateRequest("groq", commit("provider-sync:groq", "groq", "price.changed", "a"), false));
            pass();
            long generation = commit("provider-sync:groq", "groq", "price.changed", "b");
            relay.invalidate(new InvalidateRequest("groq", generation, false));
            assertThat(counted("redis", "failed")).isEqualTo(2);
            assertThat(counted("redis", "delivered")).isZero();

            startRedis();
            redis.set("gw:models:model:a", "x");
            redis.set("gw:models:model:b", "x");
            pass();
            relay.tick();

            assertThat(redis.keys("*")).containsExactly("gw:models:catalog:epoch");
            assertThat(redis.get("gw:models:catalog:epoch")).isEqualTo(Long.toString(generation));
            assertThat(counted("redis", "delivered")).isEqualTo(1);

            redis.flushAll();
            relay.tick();
            assertThat(redis.get("gw:models:catalog:epoch")).isEqualTo(Long.toString(generation));
        }
    }

    @Test
    void attemptsAreNeverFurtherApartThanHalfAMinute() throws IOException {
        redisServer.stop();
        try (CacheRelay relay = relay(redisTarget)) {
            commit("provider-sync:groq", "groq", "price.changed", "a");
            for (int i = 0; i < 8; i++) {
                pass();
                relay.tick();
            }
        }
        startRedis();

        Map<String, Object> row = jdbi.withHandle(handle -> handle.createQuery("SELECT failures, last_error,"
                        + " next_attempt_at <= now() + interval '30 seconds' AS soon,"
                        + " next_attempt_at > now() + interval '20 seconds' AS late FROM cache_targets")
                .mapToMap()
                .one());
        assertThat(row).containsEntry("failures", 8).containsEntry("soon", true).containsEntry("late", true);
        assertThat(row.get("last_error")).asString().endsWith("Exception");
    }

    @Test
    void subscriber_getsASignedMessage() throws InterruptedException {
        subscriber.enqueue(new MockResponse.Builder().code(204).build());
        subscriber.enqueue(new MockResponse.Builder().code(204).build());
        try (CacheRelay relay = relay(subscriberTarget())) {
            relay.invalidate(
                    new InvalidateRequest("groq", commit("provider-sync:groq", "groq", "price.changed", "a"), false));
        }

        RecordedRequest request = subscriber.takeRequest(5, TimeUnit.SECONDS);
        String body = request.getBody().utf8();
        assertThat(body)
                .isEqualTo(
                        "{\"tags\":[\"models:gateway:groq\",\"model:a\"],\"generation\":1,\"timestamp\":1795000000000}");
        String id = request.getHeaders().get("webhook-id");
        assertThat(id).startsWith("inv_");
        String signed = id + ".1795000000." + body;
        byte[] mac =
                SharedSecret.of(SECRET.getBytes(StandardCharsets.UTF_8)).hmac(signed.getBytes(StandardCharsets.UTF_8));
        assertThat(request.getHeaders().get("webhook-timestamp")).isEqualTo("1795000000");
        assertThat(request.getHeaders().get("webhook-signature"))
                .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac));
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(subscriber.getRequestCount()).isEqualTo(1);
        assertThat(counted("subscriber", "delivered")).isEqualTo(1);
    }

    @Test
    void subscriberThatFails_isToldEverythingLater_withGenerationsThatNeverGoBack() throws InterruptedException {
        try (CacheRelay relay = relay(subscriberTarget())) {
            subscriber.enqueue(new MockResponse.Builder().code(500).build());
            commit("catalog-sync-1", "groq", "price.changed", "a");
            relay.tick();
            // The second that it waits now may be over on a busy machine.
            jdbi.useHandle(handle ->
                    handle.execute("UPDATE cache_targets SET next_attempt_at = next_attempt_at + interval '1 minute'"));
            commit("catalog-sync-1", "xai", "price.changed", "b");
            relay.tick();
            assertThat(subscriber.getRequestCount()).isEqualTo(1);
            pass();
            subscriber.enqueue(new MockResponse.Builder().code(200).build());
            relay.tick();
        }

        subscriber.takeRequest(5, TimeUnit.SECONDS);
        assertThat(subscriber.takeRequest(5, TimeUnit.SECONDS).getBody().utf8())
                .startsWith("{\"tags\":[\"models:gateway:groq\",\"model:a\",\"models:gateway:xai\",\"model:b\"],"
                        + "\"generation\":2,");
        assertThat(subscriber.getRequestCount()).isEqualTo(2);
        assertThat(counted("subscriber", "failed")).isEqualTo(1);
    }

    @Test
    void newTarget_hasNothingToCatchUpWith() {
        commit("provider-sync:groq", "groq", "price.changed", "old");
        try (CacheRelay relay = relay(redisTarget)) {
            relay.tick();
            List<Long> waiting = jdbi.withHandle(handle -> handle.select("SELECT id FROM cache_invalidations")
                    .mapTo(Long.class)
                    .list());
            assertThat(waiting).isEmpty();
        }
        try (CacheRelay relay = relay(redisTarget, subscriberTarget())) {
            relay.tick();
        }

        assertThat(subscriber.getRequestCount()).isZero();
    }

    @Test
    void changeWhileNoWorkerRan_isNotMissed() {
        relay(redisTarget).close();
        commit("provider-sync:groq", "groq", "price.changed", "a");
        redis.set("gw:models:model:a", "x");
        try (CacheRelay relay = relay(redisTarget)) {
            relay.tick();
        }

        assertThat(redis.keys("*")).containsExactly("gw:models:catalog:epoch");
    }

    @Test
    void subscriberInAPrivateNetwork_isNeverCalled() {
        try (NotificationClient strict = new NotificationClient(false)) {
            SubscriberTarget target = new SubscriberTarget(
                    subscriber.url("/hook").toString().replace("http://", "https://"),
                    SharedSecret.of(SECRET.getBytes(StandardCharsets.UTF_8)),
                    strict,
                    CLOCK);
            try (CacheRelay relay = relay(target)) {
                commit("provider-sync:groq", "groq", "price.changed", "a");
                relay.tick();
            }
        }

        assertThat(subscriber.getRequestCount()).isZero();
        assertThat(counted("subscriber", "failed")).isEqualTo(1);
    }
}
