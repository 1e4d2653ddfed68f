package ai.gatewayz.sync.cli.runtime;

import ai.gatewayz.sync.activities.audit.StoredCatalog;
import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.RunFile;
import ai.gatewayz.sync.cli.output.CommandFailure;
import ai.gatewayz.sync.migrations.DatabaseUrl;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Finds the catalog's database for commands that read it without the API. */
public final class CatalogAccess {
    private static final int CONNECT_SECONDS = 5;

    private CatalogAccess() {}

    /**
     * The database that the environment names, else that of a running {@code up}.
     *
     * @throws CommandFailure when there is none
     */
    public static StoredCatalog open(Map<String, String> environment, DataDirectory data) {
        return StoredCatalog.in(database(environment, data));
    }

    /** The same as a source of connections. */
    public static DataSource database(Map<String, String> environment, DataDirectory data) {
        return database(DatabaseUrl.parse(url(environment, data)));
    }

    /** A database by its address. */
    public static DataSource database(DatabaseUrl address) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.jdbcUrl());
        source.setUser(address.user());
        source.setPassword(address.password());
        source.setConnectTimeout(CONNECT_SECONDS);
        return source;
    }

    private static String url(Map<String, String> environment, DataDirectory data) {
        String url = new LocalEnvironment(environment).databaseUrl();
        if (url != null) {
            return url;
        }
        RunFile run = RunFile.find(data);
        if (run == null) {
            throw CommandFailure.failed("no database: set DATABASE_URL, or start ./catalog-sync up first");
        }
        return run.databaseUrl();
    }
}
