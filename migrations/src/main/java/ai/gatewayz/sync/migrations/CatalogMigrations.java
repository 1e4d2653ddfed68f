package ai.gatewayz.sync.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the newest schema; safe to call from several processes at once. */
public final class CatalogMigrations {
    /** What the first migration of an earlier version was called; its schema grew on another path and cannot be joined. */
    private static final String EARLIER_VERSION =
            "SELECT EXISTS (SELECT FROM flyway_schema_history WHERE version = '1' AND description <> 'registry') AS is_true";

    private static final String HAS_HISTORY = "SELECT to_regclass('flyway_schema_history') IS NOT NULL AS is_true";

    private CatalogMigrations() {}

    /**
     * Runs the migrations that are missing.
     *
     * @return how many were run; 0 also on a newer schema, because migrations are additive and processes are replaced one by one
     * @throws SchemaException when the schema is one of an earlier version or was changed by others, and then nothing is
     *     touched, or a migration failed
     */
    public static int migrate(DataSource database) {
        refuseEarlierVersion(database);
        try {
            return Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayException e) {
            throw new SchemaException(e);
        }
    }

    private static void refuseEarlierVersion(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            if (isTrue(statement, HAS_HISTORY) && isTrue(statement, EARLIER_VERSION)) {
                throw new SchemaException(
                        "the database was made by an earlier version of this program and is left as it is;"
                                + " start with an empty database (up --data with another folder, or another DATABASE_URL), which"
                                + " the next sync fills");
            }
        } catch (SQLException e) {
            throw new SchemaException(new FlywayException(e.getMessage(), e));
        }
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() && rows.getBoolean("is_true");
        }
    }
}
