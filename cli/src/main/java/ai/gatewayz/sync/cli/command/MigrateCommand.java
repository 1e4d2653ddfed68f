package ai.gatewayz.sync.cli.command;

import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.cli.output.Json;
import ai.gatewayz.sync.migrations.CatalogMigrations;
import ai.gatewayz.sync.migrations.DatabaseUrl;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code migrate}: brings the database's schema to this version, as each worker does when it starts. */
@Command(
        name = "migrate",
        description = "Bring the schema of DATABASE_URL to this version; the embedded database does it by itself.")
final class MigrateCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private CommonOptions common = new CommonOptions();

    MigrateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        String url = context.environment()
                .getOrDefault("DATABASE_URL", context.environment().getOrDefault("SUPABASE_DB_URL", ""));
        if (url.isBlank()) {
            throw CommandFailure.usage(
                    "DATABASE_URL: is not set; ./catalog-sync up migrates its own database by itself");
        }
        int run = migrate(address(url));
        if (common.json) {
            context.screen().line(Json.pretty(Json.object().put("migrations_run", run)));
        } else {
            context.screen().line(run == 0 ? "The schema is current." : run + " migrations run.");
        }
        return ApiCommand.OK;
    }

    private static DatabaseUrl address(String url) {
        try {
            return DatabaseUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("DATABASE_URL: " + e.getMessage());
        }
    }

    private static int migrate(DatabaseUrl url) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url.jdbcUrl());
        database.setUser(url.user());
        database.setPassword(url.password());
        try {
            return CatalogMigrations.migrate(database);
        } catch (FlywayException e) {
            throw CommandFailure.failed(
                    "the database cannot be migrated: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }
}
