package ai.gatewayz.sync.api.error;

import java.sql.SQLException;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Tells a database that cannot serve now from a wrong statement, and says in a few words what is the matter with it. */
public final class DatabaseFailures {
    private static final String AWAY = "the database does not answer";
    /** Only reads, connection, resource, operator-intervention, system and lock classes of SQLSTATE. */
    private static final Set<String> PASSING_CLASSES = Set.of("25", "08", "53", "55", "57", "58", "40");

    private static final String POOL_EXHAUSTED = "PoolExhaustedException";

    private DatabaseFailures() {}

    /** Whether the same may work later. */
    public static boolean isUnavailable(JdbiException failure) {
        SQLException sql = sql(failure);
        if (sql == null) {
            return failure instanceof ConnectionException;
        }
        String state = sql.getSQLState();
        return failure instanceof ConnectionException
                || state == null
                || PASSING_CLASSES.contains(state.substring(0, Math.min(2, state.length())));
    }

    /** What is the matter; never an address or a statement. */
    public static String reason(JdbiException failure) {
        SQLException sql = sql(failure);
        if (sql == null) {
            return AWAY;
        }
        if (sql.getClass().getSimpleName().equals(POOL_EXHAUSTED)) {
            return "every connection to the database is in use";
        }
        String state = sql.getSQLState();
        return switch (state == null ? "" : state) {
            case "25006" -> "the database only reads";
            case "53100" -> "the disk of the database is full";
            case "53300" -> "the database takes no more connections";
            case "57014" -> "the database is too slow";
            case "57P01", "57P02", "57P03" -> "the database is starting or stopping";
            default -> AWAY;
        };
    }

    private static @Nullable SQLException sql(JdbiException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
