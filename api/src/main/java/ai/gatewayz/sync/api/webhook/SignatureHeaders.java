package ai.gatewayz.sync.api.webhook;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;

/**
 * The headers that sign a request; each list is empty when the header is absent.
 *
 * @param plain {@code X-Webhook-Signature}
 * @param id {@code webhook-id}
 * @param timestamp {@code webhook-timestamp}
 * @param signatures {@code webhook-signature}
 */
record SignatureHeaders(List<String> plain, List<String> id, List<String> timestamp, List<String> signatures) {
    /** The name of the plain signature's header. */
    public static final String PLAIN = "X-Webhook-Signature";

    /** The headers of a request. */
    public static SignatureHeaders of(MultivaluedMap<String, String> headers) {
        return new SignatureHeaders(
                headers.getOrDefault(PLAIN, List.of()),
                headers.getOrDefault("webhook-id", List.of()),
                headers.getOrDefault("webhook-timestamp", List.of()),
                headers.getOrDefault("webhook-signature", List.of()));
    }

    boolean hasPlain() {
        return !plain.isEmpty();
    }

    boolean hasStandard() {
        return !id.isEmpty() || !timestamp.isEmpty() || !signatures.isEmpty();
    }
}
