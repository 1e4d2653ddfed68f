package ai.gatewayz.sync.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.gatewayz.sync.workflows.client.SharedSecret;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** Webhook requests as senders make them. */
final class SignedEvents {
    static final String PATH = "/api/webhooks/models-updated";

    private SignedEvents() {}

    /** An event of now about no model. */
    static String event(String gateway, String type) {
        return event(gateway, type, "[]");
    }

    static String event(String gateway, String type, String models) {
        return "{\"gateway\":\"" + gateway + "\",\"event_type\":\"" + type + "\",\"models\":" + models
                + ",\"timestamp\":" + System.currentTimeMillis() + "}";
    }

    static String hex(String body) {
        return HexFormat.of().formatHex(secret(ApiFixture.WEBHOOK_SECRET).hmac(body.getBytes(UTF_8)));
    }

    private static SharedSecret secret(String text) {
        return SharedSecret.of(text.getBytes(UTF_8));
    }

    /** Signed the plain way. */
    static HttpRequest.Builder plain(ApiFixture api, String body) {
        return post(api, body).header("X-Webhook-Signature", hex(body));
    }

    /** Signed as Standard Webhooks are, now. */
    static HttpRequest.Builder standard(ApiFixture api, String id, String body) {
        return standard(api, id, body, ApiFixture.WEBHOOK_SECRET);
    }

    static HttpRequest.Builder standard(ApiFixture api, String id, String body, String secret) {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        byte[] mac = secret(secret).hmac((id + "." + timestamp + "." + body).getBytes(UTF_8));
        return post(api, body)
                .header("webhook-id", id)
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", "v1," + Base64.getEncoder().encodeToString(mac));
    }

    static HttpRequest.Builder post(ApiFixture api, String body) {
        return api.anonymous(PATH).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }
}
