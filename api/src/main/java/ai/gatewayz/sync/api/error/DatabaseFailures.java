package ai.gatewayz.sync.api.error;

import java.sql.SQLException;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;

/** Tells an unreachable database from a wrong statement. */
final class DatabaseFailures {
    /** Connection, resource, operator-intervention and lock classes of SQLSTATE. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "55", "57", "40");

    private DatabaseFailures() {}

    static boolean isUnavailable(JdbiException failure) {
        if (failure instanceof ConnectionException) {
            return true;
        }
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state == null || PASSING_CLASSES.contains(state.substring(0, Math.min(2, state.length())));
            }
        }
        return false;
    }
}
