package ai.gatewayz.sync.api;

import static ai.gatewayz.sync.api.SignedEvents.event;
import static ai.gatewayz.sync.api.SignedEvents.standard;
import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.client.TemporalSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Webhooks while something is down or somebody floods the endpoint. */
final class WebhookOutageTest {
    /** The common pool has one thread on two cores. */
    private static final Executor ASIDE = task -> new Thread(task, "aside").start();

    @RegisterExtension
    final ApiFixture api = new ApiFixture();

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer sendTo(SyncApi other, HttpRequest.Builder request) {
        HttpRequest built = request.build();
        URI uri = URI.create("http://127.0.0.1:" + other.port() + built.uri().getPath());
        return api.send(HttpRequest.newBuilder(built, (name, value) -> true).uri(uri));
    }

    @Tag("W30")
    @Test
    void temporalDown_answers503InTime_andTheNextAttemptCounts() {
        String body = event("groq", "models.updated");
        Map<String, String> nowhere = Map.of("TEMPORAL_ADDRESS", "127.0.0.1:" + freePort());
        try (TemporalConnection down = TemporalConnection.open(TemporalSettings.from(nowhere));
                SyncApi cut = SyncApi.start(ApiFixture.settings(CatalogDatabase.url(api.database)), down)) {
            long begun = System.nanoTime();
            Answer answer = sendTo(cut, standard(api, "msg_1", body));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
        assertThat(api.count("SELECT count(*) FROM webhook_deliveries")).isZero();

        Answer up = api.send(standard(api, "msg_1", body));
        assertThat(up.status()).isEqualTo(202);
        assertThat(up.json().get("processed").get("duplicate").asBoolean()).isFalse();
    }

    @Tag("W30")
    @Test
    void databaseDown_answers503InTime() {
        String dead = "postgresql://nobody:nothing@127.0.0.1:" + freePort() + "/none";
        try (SyncApi cut = SyncApi.start(ApiFixture.settings(dead), api.temporal)) {
            long begun = System.nanoTime();
            Answer answer = sendTo(cut, standard(api, "msg_1", event("groq", "models.updated")));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
        }
        assertThat(api.activities.fetches).hasValue(0);
    }

    @Tag("W31")
    @Test
    void flood_isTurnedAwayAndASenderElsewhereIsServed() throws IOException {
        String event = event("groq", "models.updated");
        ConcurrentHashMap<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
        List<CompletableFuture<Void>> flood = IntStream.range(0, 8)
                .mapToObj(sender -> CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 100; i++) {
                                // Whoever is turned away unread may find the connection closed before the answer.
                                int status = api.sendAsync(SignedEvents.post(api, event))
                                        .handle((answered, cut) -> cut == null ? answered.status() : 429)
                                        .join();
                                statuses.computeIfAbsent(status, key -> new LongAdder())
                                        .increment();
                            }
                        },
                        ASIDE))
                .toList();
        long begun = System.nanoTime();
        String answer = signedFrom("127.0.0.2", event);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        flood.forEach(CompletableFuture::join);

        assertThat(answer).startsWith("HTTP/1.1 202 ");
        assertThat(took).isLessThan(Duration.ofSeconds(3));
        assertThat(statuses.keySet()).containsExactlyInAnyOrder(401, 429);
        assertThat(java.util.Objects.requireNonNull(statuses.get(429)).sum()).isGreaterThan(400);
        assertThat(api.count("SELECT count(*) FROM webhook_deliveries")).isEqualTo(1);
    }

    private String signedFrom(String address, String body) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", api.api.port()), 5000);
            socket.setSoTimeout(10_000);
            String request = "POST " + SignedEvents.PATH + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nX-Webhook-Signature: " + SignedEvents.hex(body)
                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
