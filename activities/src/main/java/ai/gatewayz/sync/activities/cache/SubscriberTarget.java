package ai.gatewayz.sync.activities.cache;

import ai.gatewayz.sync.activities.http.NotificationClient;
import ai.gatewayz.sync.activities.http.NotificationException;
import ai.gatewayz.sync.activities.http.StandardWebhook;
import ai.gatewayz.sync.workflows.client.SharedSecret;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;

/**
 * Somebody who wants to be told: a POST of {@code {"tags", "generation", "timestamp"}}, signed as Standard Webhooks are. A
 * repeated delivery has the id of the first.
 */
public final class SubscriberTarget implements CacheTarget {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DIGEST_LENGTH = 16;

    private final String url;
    private final String key;
    private final SharedSecret secret;
    private final NotificationClient http;
    private final InstantSource clock;

    /** A subscriber at an address. */
    public SubscriberTarget(String url, SharedSecret secret, NotificationClient http, InstantSource clock) {
        this.url = url;
        this.key = "subscriber:" + digest(url);
        this.secret = secret;
        this.http = http;
        this.clock = clock;
    }

    private static String digest(String url) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGEST_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String kind() {
        return "subscriber";
    }

    @Override
    public void deliver(InvalidationBatch batch) throws TargetDownException {
        if (batch.tags().isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        byte[] body = body(batch, now);
        String id = "inv_" + batch.lastId() + "_" + key.substring(key.indexOf(':') + 1);
        try {
            http.post(url, StandardWebhook.headers(id, now, body, secret), body);
        } catch (NotificationException e) {
            throw new TargetDownException(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] body(InvalidationBatch batch, Instant now) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode tags = body.putArray("tags");
        batch.tags().forEach(tags::add);
        return body.put("generation", batch.generation())
                .put("timestamp", now.toEpochMilli())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
