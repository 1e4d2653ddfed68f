package ai.gatewayz.sync.api.http;

import ai.gatewayz.sync.api.error.ApiException;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The caller's own name for a request, so that a repetition finds the job of the first. Only its digest is kept. */
public record IdempotencyKey(String digest) {
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7e]{1,255}");

    /** The key of a request; empty without the header. */
    public static Optional<IdempotencyKey> of(HttpHeaders headers) {
        List<String> given = headers.getRequestHeader(HEADER);
        if (given == null || given.isEmpty()) {
            return Optional.empty();
        }
        if (given.size() > 1 || !PLAIN.matcher(given.get(0)).matches()) {
            throw ApiException.badRequest(HEADER, "must be given once, as 1 to 255 printable ASCII characters");
        }
        return Optional.of(new IdempotencyKey(sha256(given.get(0))));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
