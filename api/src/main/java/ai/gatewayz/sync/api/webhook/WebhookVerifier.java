package ai.gatewayz.sync.api.webhook;

import ai.gatewayz.sync.api.http.Sha256;
import ai.gatewayz.sync.workflows.client.SharedSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks who signed the bytes of a request, in either of two ways: a plain HMAC of the body, or Standard Webhooks 1.0. Where
 * headers of both are there, both have to be right. Nothing of the body is read before.
 */
final class WebhookVerifier {
    private static final long WINDOW_MILLIS = Duration.ofSeconds(300).toMillis();
    /** Below this a number of milliseconds would be before 1973; it is seconds. */
    private static final long SECONDS_BELOW = 100_000_000_000L;

    private static final int HEX_LENGTH = 64;
    private static final String HEX_PREFIX = "sha256=";
    private static final String VERSION = "v1,";
    private static final Pattern ID = Pattern.compile("[\\x21-\\x2d\\x2f-\\x7e]{1,256}");
    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");

    private final WebhookSecrets secrets;

    /** A verifier with these secrets. */
    WebhookVerifier(WebhookSecrets secrets) {
        this.secrets = secrets;
    }

    /**
     * What came out.
     *
     * @param refusal why it is refused, for logs and metrics only; null when it is genuine
     * @param deliveryKey what a repetition of this delivery is known by
     * @param needsTimestamp whether freshness has to come from the body, because no header told it
     */
    public record SignatureVerdict(@Nullable String refusal, String deliveryKey, boolean needsTimestamp) {
        /** Whether one of our secrets signed it. */
        public boolean isGenuine() {
            return refusal == null;
        }

        static SignatureVerdict refused(String reason) {
            return new SignatureVerdict(reason, "", false);
        }
    }

    /** Verifies the bytes of a request. */
    public SignatureVerdict verify(SignatureHeaders headers, byte[] body, Instant now) {
        if (!headers.hasPlain() && !headers.hasStandard()) {
            return SignatureVerdict.refused("unsigned");
        }
        List<SharedSecret> active = secrets.activeAt(now);
        // Both are computed in any case, so that time does not tell which one was wrong.
        boolean plain = !headers.hasPlain() || isPlainSignature(headers.plain(), body, active);
        String standard = headers.hasStandard() ? standardRefusal(headers, body, active, now) : null;
        if (!plain) {
            return SignatureVerdict.refused("bad_signature");
        }
        if (standard != null) {
            return SignatureVerdict.refused(standard);
        }
        return headers.hasStandard()
                ? new SignatureVerdict(null, "id:" + headers.id().get(0), false)
                : new SignatureVerdict(null, "sha256:" + HexFormat.of().formatHex(Sha256.of(body)), true);
    }

    private static boolean isPlainSignature(List<String> header, byte[] body, List<SharedSecret> active) {
        byte[] presented = header.size() == 1 ? hex(header.get(0)) : new byte[0];
        boolean found = false;
        for (SharedSecret secret : active) {
            found |= MessageDigest.isEqual(secret.hmac(body), presented);
        }
        return found;
    }

    private static byte[] hex(String header) {
        String text = header.startsWith(HEX_PREFIX) ? header.substring(HEX_PREFIX.length()) : header;
        if (text.length() != HEX_LENGTH) {
            return new byte[0];
        }
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static @Nullable String standardRefusal(
            SignatureHeaders headers, byte[] body, List<SharedSecret> active, Instant now) {
        if (headers.id().size() != 1
                || headers.timestamp().size() != 1
                || headers.signatures().isEmpty()
                || !ID.matcher(headers.id().get(0)).matches()
                || !TIMESTAMP.matcher(headers.timestamp().get(0)).matches()) {
            return "bad_headers";
        }
        String timestamp = headers.timestamp().get(0);
        byte[] message = message(headers.id().get(0), timestamp, body);
        List<byte[]> presented = presented(headers.signatures());
        boolean found = false;
        for (SharedSecret secret : active) {
            for (byte[] expected : secret.standardHmacs(message)) {
                for (byte[] signature : presented) {
                    found |= MessageDigest.isEqual(expected, signature);
                }
            }
        }
        if (!found) {
            return "bad_signature";
        }
        return isFresh(Long.parseLong(timestamp) * 1000, now) ? null : "stale";
    }

    private static byte[] message(String id, String timestamp, byte[] body) {
        byte[] head = (id + '.' + timestamp + '.').getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[head.length + body.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        return message;
    }

    /** The signatures of the version that we know; the header's size bounds their number. */
    private static List<byte[]> presented(List<String> headers) {
        List<byte[]> signatures = new ArrayList<>();
        for (String header : headers) {
            for (String part : header.split(" ", -1)) {
                if (part.startsWith(VERSION)) {
                    signatures.add(base64(part.substring(VERSION.length())));
                }
            }
        }
        return signatures;
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Whether a signed body's timestamp, in milliseconds or seconds, is recent enough. */
    public static boolean isRecent(long timestamp, Instant now) {
        return isFresh(timestamp < SECONDS_BELOW ? Math.max(timestamp, 0) * 1000 : timestamp, now);
    }

    private static boolean isFresh(long millis, Instant now) {
        long age = now.toEpochMilli() - millis;
        return age <= WINDOW_MILLIS && age >= -WINDOW_MILLIS;
    }
}
