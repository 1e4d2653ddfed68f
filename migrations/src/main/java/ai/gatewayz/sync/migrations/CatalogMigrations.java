package ai.gatewayz.sync.migrations;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the newest schema; safe to call from several processes at once. */
public final class CatalogMigrations {
    private CatalogMigrations() {}

    /**
     * Runs the migrations that are missing.
     *
     * @return how many were run; 0 also on a newer schema, because migrations are additive and processes are replaced one by one
     * @throws SchemaException when the schema was changed by others, or a migration failed
     */
    public static int migrate(DataSource database) {
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
}
