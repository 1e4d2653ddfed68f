package ai.gatewayz.sync.migrations;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database to the newest schema; safe to call from several processes at once. */
public final class CatalogMigrations {
    private CatalogMigrations() {}

    /**
     * Runs the migrations that are missing.
     *
     * @return how many were run
     */
    public static int migrate(DataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
