package ai.gatewayz.sync.activities;

import ai.gatewayz.sync.activities.http.ProviderCallException;
import ai.gatewayz.sync.workflows.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Turns what activities run into into failures that Temporal retries or not, with messages free of SQL and secrets. */
final class ActivityFailures {
    private static final Map<ProviderCallException.Kind, String> TYPES = Map.of(
            ProviderCallException.Kind.NOT_CONFIGURED, FailureTypes.PROVIDER_NOT_CONFIGURED,
            ProviderCallException.Kind.AUTH_FAILED, FailureTypes.PROVIDER_AUTH_FAILED,
            ProviderCallException.Kind.RATE_LIMITED, FailureTypes.PROVIDER_RATE_LIMITED,
            ProviderCallException.Kind.UNAVAILABLE, FailureTypes.PROVIDER_UNAVAILABLE,
            ProviderCallException.Kind.TIMEOUT, FailureTypes.PROVIDER_UNAVAILABLE,
            ProviderCallException.Kind.TOO_SLOW, FailureTypes.PROVIDER_UNAVAILABLE,
            ProviderCallException.Kind.BAD_PAYLOAD, FailureTypes.MALFORMED_CATALOG,
            ProviderCallException.Kind.EMPTY, FailureTypes.EMPTY_CATALOG);

    /** Answers that are read once more, and then no more: the workflow does that. */
    private static final Set<ProviderCallException.Kind> LEFT_TO_THE_WORKFLOW =
            Set.of(ProviderCallException.Kind.BAD_PAYLOAD, ProviderCallException.Kind.EMPTY);

    private ActivityFailures() {}

    /** A failed call; the provider's wish to wait becomes the delay of the next attempt. */
    static ApplicationFailure of(ProviderCallException e) {
        String type = TYPES.getOrDefault(e.kind(), FailureTypes.PROVIDER_REFUSED);
        ApplicationFailure.Builder failure = ApplicationFailure.newBuilder()
                .setMessage(e.getMessage())
                .setType(type)
                .setNonRetryable(!e.retryable() || LEFT_TO_THE_WORKFLOW.contains(e.kind()));
        e.retryAfter().ifPresent(failure::setNextRetryDelay);
        return failure.build();
    }

    /** A failed call that is not to be repeated now, whatever it was. */
    static ApplicationFailure once(ProviderCallException e) {
        ApplicationFailure failure = of(e);
        return permanent(failure.getType(), failure.getOriginalMessage());
    }

    /** A failure that no retry can mend. */
    static ApplicationFailure permanent(String type, String message) {
        return ApplicationFailure.newNonRetryableFailure(message, type);
    }

    /** Runs a database step. */
    static <R> R database(Supplier<R> step) {
        try {
            return step.get();
        } catch (JdbiException e) {
            throw of(sqlCause(e));
        }
    }

    /** A failed statement or connection: retried unless the database refused the data or the statement itself. */
    static ApplicationFailure of(@Nullable SQLException e) {
        String state = e == null || e.getSQLState() == null ? "unknown" : e.getSQLState();
        boolean refused = state.startsWith("22") || state.startsWith("23") || state.startsWith("42");
        return ApplicationFailure.newBuilder()
                .setMessage((refused ? "the database refused the data" : "the database did not answer") + " (SQLSTATE "
                        + state + ")")
                .setType(refused ? FailureTypes.DATABASE_REFUSED : FailureTypes.DATABASE_UNAVAILABLE)
                .setNonRetryable(refused)
                .build();
    }

    private static @Nullable SQLException sqlCause(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
