package ai.gatewayz.sync.api.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error answer (RFC 9457). Its detail holds no secret, stack trace or SQL. */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,
        @Nullable String requestId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long lastSeq) {
    /** The media type. */
    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    /** One wrong field. */
    public record FieldError(String field, String message) {}

    /** A problem that has no page of its own. */
    public static Problem of(int status, String detail, List<FieldError> errors) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return new Problem(
                "about:blank",
                known == null ? "Error " + status : known.getReasonPhrase(),
                status,
                detail,
                errors,
                null,
                null);
    }

    /** The same, with the id under which the log knows the request. */
    public Problem withRequestId(String id) {
        return new Problem(type, title, status, detail, errors, id, lastSeq);
    }

    /** The same, with the number of the newest event. */
    Problem withLastSeq(long seq) {
        return new Problem(type, title, status, detail, errors, requestId, seq);
    }
}
