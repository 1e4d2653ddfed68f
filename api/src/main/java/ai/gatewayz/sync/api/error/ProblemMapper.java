package ai.gatewayz.sync.api.error;

import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a request ended with into a problem; only our own mistakes become 500 and an error in the log. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);

    private static final Map<Integer, String> DETAILS = Map.of(
            400, "the request cannot be read",
            404, "no such path",
            405, "this path does not take this method; see the Allow header",
            406, "this path answers in JSON; see its Content-Type",
            415, "only application/json bodies are read");

    private final Map<String, Long> said = new ConcurrentHashMap<>();

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof ApiException e) {
            return answer(e);
        }
        if (failure instanceof WebApplicationException e) {
            return answer(e.getResponse());
        }
        if (failure instanceof JdbiException e) {
            return answer(database(e));
        }
        if (failure instanceof StatusRuntimeException || failure instanceof WorkflowException) {
            LOG.debug("a call to Temporal failed", failure);
            rarely("Temporal does not answer");
            return answer(ApiException.unavailable("Temporal does not answer; try again"));
        }
        ApiException transport = transport(failure);
        if (transport != null) {
            return answer(transport);
        }
        LOG.error("unexpected failure of a request", failure);
        return answer(ApiException.of(500, "internal error; the log knows more under this request id"));
    }

    private ApiException database(JdbiException failure) {
        if (DatabaseFailures.isUnavailable(failure)) {
            String reason = DatabaseFailures.reason(failure);
            rarely(reason);
            return ApiException.unavailable(reason + "; try again");
        }
        LOG.error("a query failed", failure);
        return ApiException.of(500, "internal error; the log knows more under this request id");
    }

    /** Says once in a while what many requests meet. */
    private void rarely(String reason) {
        long now = System.nanoTime();
        Long last = said.get(reason);
        if (last == null || now - last > BETWEEN_LINES.toNanos()) {
            said.put(reason, now);
            LOG.warn("requests are answered with 503: {}", reason);
        }
    }

    /** A body that was too large, too slow or cut off. */
    private static @Nullable ApiException transport(Throwable failure) {
        boolean io = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException http) {
                return ApiException.of(http.getCode(), JettyProblems.detail(http.getCode()));
            }
            if (cause instanceof TimeoutException) {
                return ApiException.of(408, JettyProblems.detail(408));
            }
            io |= cause instanceof IOException;
        }
        return io ? ApiException.of(400, "the request body ended early") : null;
    }

    private static Response answer(ApiException failure) {
        Response.ResponseBuilder response =
                Response.status(failure.status()).type(Problem.MEDIA_TYPE).entity(failure.problem());
        failure.headers().forEach(response::header);
        return response.build();
    }

    private static Response answer(Response thrown) {
        int status = thrown.getStatus();
        if (status < 400) {
            return thrown;
        }
        Response.ResponseBuilder response = Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(
                        status, DETAILS.getOrDefault(status, JettyProblems.detail(status)), java.util.List.of()));
        Object allow = thrown.getHeaders().getFirst(HttpHeaders.ALLOW);
        return allow == null
                ? response.build()
                : response.header(HttpHeaders.ALLOW, allow).build();
    }
}
