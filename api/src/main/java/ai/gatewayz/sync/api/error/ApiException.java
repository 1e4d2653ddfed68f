package ai.gatewayz.sync.api.error;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is answered with an error; the message is what the caller reads. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<Problem.FieldError> errors;
    private final transient Map<String, String> headers;
    private final @Nullable Long lastSeq;

    private ApiException(int status, String detail, List<Problem.FieldError> errors, Map<String, String> headers) {
        this(status, detail, errors, headers, null);
    }

    private ApiException(
            int status,
            String detail,
            List<Problem.FieldError> errors,
            Map<String, String> headers,
            @Nullable Long lastSeq) {
        super(detail, null, false, false);
        this.status = status;
        this.errors = errors;
        this.headers = headers;
        this.lastSeq = lastSeq;
    }

    /** Any status with a sentence. */
    public static ApiException of(int status, String detail) {
        return new ApiException(status, detail, List.of(), Map.of());
    }

    /** 400 because of one field. */
    public static ApiException badRequest(String field, String message) {
        return new ApiException(400, field + " " + message, List.of(new Problem.FieldError(field, message)), Map.of());
    }

    /** 401; tells nothing about why. */
    public static ApiException unauthorized() {
        return new ApiException(
                401,
                "a valid API key is required: Authorization: Bearer <key>",
                List.of(),
                Map.of("WWW-Authenticate", "Bearer realm=\"catalog-sync\""));
    }

    /** 404 of a thing. */
    public static ApiException notFound(String what) {
        return of(404, what + " not found");
    }

    /** 404 of a model of a provider, with the ids that are most like the one that was asked for. */
    public static ApiException noModel(String provider, String modelId, List<String> near) {
        return missing("model " + shown(modelId) + " of " + provider + " not found", near);
    }

    /** 404 of a provider, with those that are most like the one that was asked for. */
    public static ApiException noProvider(String name, List<String> near) {
        return missing("provider " + name + " not found", near);
    }

    private static ApiException missing(String what, List<String> near) {
        return near.isEmpty()
                ? of(404, what)
                : new ApiException(
                        404,
                        what + "; close to it: "
                                + String.join(
                                        ", ",
                                        near.stream().map(ApiException::shown).toList()),
                        near.stream()
                                .map(id -> new Problem.FieldError("did_you_mean", id))
                                .toList(),
                        Map.of());
    }

    /** Text from outside, made harmless for a message. */
    public static String shown(String text) {
        String cut = text.length() > 64 ? text.substring(0, 64) : text;
        return cut.replaceAll("[^A-Za-z0-9._:/@+%-]", "?");
    }

    /** 410 of a position in the feed that was never reached; the newest one is {@code lastSeq}. */
    public static ApiException beyond(String field, long lastSeq) {
        return new ApiException(
                410,
                field + " is beyond the last event, " + lastSeq
                        + ": this is another database, or one that was restored",
                List.of(),
                Map.of(),
                lastSeq);
    }

    /** 409 with a machine-readable reason. */
    public static ApiException conflict(String reason, String detail) {
        return new ApiException(409, detail, List.of(new Problem.FieldError("reason", reason)), Map.of());
    }

    /** 429; worth asking again after so many seconds. */
    public static ApiException tooMany(int perMinute, long seconds) {
        return new ApiException(
                429,
                "more than " + perMinute + " such requests in a minute; ask again in " + seconds + " s",
                List.of(),
                Map.of("Retry-After", Long.toString(seconds)));
    }

    /** 429; worth asking again in a second. */
    public static ApiException tooMany(String detail) {
        return new ApiException(429, detail, List.of(), Map.of("Retry-After", "1"));
    }

    /** 422 because of one field. */
    public static ApiException unprocessable(String field, String message) {
        return new ApiException(422, field + " " + message, List.of(new Problem.FieldError(field, message)), Map.of());
    }

    /** 503; worth asking again soon. */
    public static ApiException unavailable(String what) {
        return new ApiException(503, what, List.of(), Map.of("Retry-After", "5"));
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Headers of the answer. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The answer. */
    public Problem problem() {
        Problem problem = Problem.of(status, String.valueOf(getMessage()), errors);
        return lastSeq == null ? problem : problem.withLastSeq(lastSeq);
    }
}
