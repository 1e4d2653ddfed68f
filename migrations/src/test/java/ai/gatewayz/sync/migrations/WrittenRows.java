package ai.gatewayz.sync.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Waits for what other processes write into the run log: PostgreSQL tells of every write, so nobody looks in between. */
public final class WrittenRows {
    private static final String TELL = """
            CREATE OR REPLACE FUNCTION tell_rows() RETURNS trigger LANGUAGE plpgsql
                AS 'BEGIN NOTIFY written_rows; RETURN NULL; END';
            CREATE OR REPLACE TRIGGER tell_rows AFTER INSERT ON pricing_sync_log EXECUTE FUNCTION tell_rows();
            CREATE OR REPLACE TRIGGER tell_rows AFTER INSERT ON sync_runs EXECUTE FUNCTION tell_rows();
            LISTEN written_rows;
            """;

    private WrittenRows() {}

    /**
     * Waits until a condition on rows of {@code pricing_sync_log} or {@code sync_runs} holds.
     *
     * @throws AssertionError when it does not within the limit
     */
    public static void await(DataSource database, Duration limit, Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(limit);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TELL);
            while (!condition.call()) {
                waitForRow(connection, Duration.between(Instant.now(), end));
            }
        }
    }

    private static void waitForRow(Connection connection, Duration left) throws SQLException {
        if (left.isNegative() || left.isZero()) {
            throw new AssertionError("the rows were not written in time");
        }
        connection.unwrap(PGConnection.class).getNotifications((int) left.toMillis() + 1);
    }
}
