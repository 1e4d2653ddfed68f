package ai.gatewayz.sync.api;

import ai.gatewayz.sync.api.server.ApiServerFactory;
import io.dropwizard.core.Configuration;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.util.Duration;
import java.util.HashMap;
import java.util.Map;

/** Dropwizard's configuration, made from the settings instead of a file. */
public final class SyncApiConfiguration extends Configuration {
    private static final int WRITERS = 3;

    private final ApiSettings settings;

    SyncApiConfiguration(ApiSettings settings) {
        this.settings = settings;
        setServerFactory(new ApiServerFactory(
                settings.bindAddress(), settings.port(), settings.access().logged()));
    }

    ApiSettings settings() {
        return settings;
    }

    /** A small read-only pool that connects on first use, so that the API starts and answers 503 without a database. */
    DataSourceFactory database() {
        DataSourceFactory database = pool("catalog-sync-api", settings.databasePoolSize(), Duration.seconds(4));
        database.setReadOnlyByDefault(true);
        database.getProperties().putAll(Map.of("readOnlyMode", "always", "options", options("20s", "60s")));
        return database;
    }

    /** The few connections that may write what the API itself owns: never the catalog. */
    DataSourceFactory records() {
        DataSourceFactory database = pool("catalog-sync-api-records", WRITERS, Duration.seconds(2));
        // Syncs wait for what a frozen process has locked, so that is not long.
        database.getProperties().put("options", options("3s", "15s"));
        return database;
    }

    private static String options(String statementTimeout, String idleTimeout) {
        return "-c statement_timeout=" + statementTimeout + " -c idle_in_transaction_session_timeout=" + idleTimeout
                + " -c TimeZone=UTC";
    }

    private DataSourceFactory pool(String name, int size, Duration longestWait) {
        DataSourceFactory database = new DataSourceFactory();
        database.setDriverClass("org.postgresql.Driver");
        database.setUrl(settings.database().jdbcUrl());
        database.setUser(settings.database().user());
        database.setPassword(settings.database().password());
        database.setInitialSize(0);
        database.setMinSize(0);
        database.setMaxSize(size);
        database.setMaxWaitForConnection(longestWait);
        database.setCheckConnectionOnBorrow(true);
        database.setValidationQuery("SELECT 1");
        database.setValidationQueryTimeout(Duration.seconds(3));
        database.setValidationInterval(Duration.milliseconds(500));
        database.setRollbackOnReturn(true);
        // For a comment in each statement its text would be taken apart each time that it is sent, which costs more
        // than sending it.
        database.setAutoCommentsEnabled(false);
        Map<String, String> driver = new HashMap<>();
        driver.put("ApplicationName", name);
        driver.put("connectTimeout", "3");
        driver.put("socketTimeout", "30");
        driver.put("tcpKeepAlive", "true");
        database.setProperties(driver);
        return database;
    }
}
