package ai.gatewayz.sync.api.http;

import ai.gatewayz.sync.api.error.ApiException;
import jakarta.ws.rs.core.HttpHeaders;
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
        return Optional.of(new IdempotencyKey(HexFormat.of().formatHex(Sha256.of(given.get(0)))));
    }
}
