package ai.gatewayz.sync.activities.subscription;

import ai.gatewayz.sync.activities.http.NotificationClient;
import ai.gatewayz.sync.activities.http.NotificationException;
import ai.gatewayz.sync.activities.http.StandardWebhook;
import ai.gatewayz.sync.activities.subscription.DeliveryDao.Lease;
import ai.gatewayz.sync.ledger.CatalogChange;
import ai.gatewayz.sync.workflows.client.SharedSecret;
import ai.gatewayz.sync.workflows.client.SubscriptionKey;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds, signs and posts messages to subscribers. */
final class Messages {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SubscriptionKey key;
    private final NotificationClient http;
    private final InstantSource clock;

    Messages(SubscriptionKey key, NotificationClient http, InstantSource clock) {
        this.key = key;
        this.http = http;
        this.clock = clock;
    }

    /**
     * Posts events.
     *
     * @return why they were not taken; null when they were
     */
    @Nullable
    String post(Lease lease, List<CatalogChange> events) {
        CatalogChange last = events.get(events.size() - 1);
        String data = events.stream().map(CatalogChange::json).collect(Collectors.joining(","));
        return post(
                lease,
                lease.id() + "_" + lease.replays() + "_" + events.get(0).seq() + "_" + last.seq(),
                body("catalog.changes", last.at(), data));
    }

    /** Posts a message without events; why it was not taken, or null. */
    @Nullable
    String postTest(Lease lease, String id) {
        return post(lease, id, body("subscription.test", clock.instant(), ""));
    }

    private static byte[] body(String type, Instant at, String data) {
        return ("{\"type\":\"" + type + "\",\"timestamp\":\"" + at + "\",\"data\":[" + data + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private @Nullable String post(Lease lease, String id, byte[] body) {
        Optional<JsonNode> target = key.open(lease.id(), lease.sealed()).map(Messages::read);
        if (target.isEmpty()) {
            return "its address and secret cannot be read: " + SubscriptionKey.VARIABLE
                    + " is another one than when it was made";
        }
        String url = target.orElseThrow().path("url").asText();
        SharedSecret secret =
                SharedSecret.of(target.orElseThrow().path("secret").asText().getBytes(StandardCharsets.UTF_8));
        try {
            http.post(url, StandardWebhook.headers(id, clock.instant(), body, secret), body);
            return null;
        } catch (NotificationException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was sealed is no JSON", e);
        }
    }
}
