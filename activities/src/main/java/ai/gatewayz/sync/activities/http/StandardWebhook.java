package ai.gatewayz.sync.activities.http;

import ai.gatewayz.sync.workflows.client.SharedSecret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** The headers by which a receiver knows who sent a message, when, and whether it had it before: Standard Webhooks. */
public final class StandardWebhook {
    private StandardWebhook() {}

    /**
     * Headers of a message.
     *
     * @param id the same for every attempt to send it; without a full stop
     * @param sentAt when this attempt is made; receivers refuse what is old
     */
    public static Map<String, String> headers(String id, Instant sentAt, byte[] body, SharedSecret secret) {
        String timestamp = Long.toString(sentAt.getEpochSecond());
        return Map.of(
                "webhook-id", id,
                "webhook-timestamp", timestamp,
                "webhook-signature", signatures(id + "." + timestamp + ".", body, secret));
    }

    /** One for each way of reading the secret; a receiver accepts any. */
    private static String signatures(String head, byte[] body, SharedSecret secret) {
        byte[] prefix = head.getBytes(StandardCharsets.UTF_8);
        byte[] message = ByteBuffer.allocate(prefix.length + body.length)
                .put(prefix)
                .put(body)
                .array();
        return secret.standardHmacs(message).stream()
                .map(code -> "v1," + Base64.getEncoder().encodeToString(code))
                .collect(Collectors.joining(" "));
    }
}
