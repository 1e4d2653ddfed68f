package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.migrations.DatabaseUrl;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** The worker's own small connection pool. */
public final class CatalogDataSource {
    /** A borrower waits this long behind large transactions before Temporal tries its step again. */
    private static final Duration BORROW_TIMEOUT = Duration.ofSeconds(30);

    private CatalogDataSource() {}

    /** Opens a pool of at most so many connections; it fails when the database does not answer for 10 s. */
    public static HikariDataSource open(DatabaseUrl url, int poolSize) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("catalog");
        config.setJdbcUrl(url.jdbcUrl());
        config.setUsername(url.user());
        config.setPassword(url.password());
        config.setMaximumPoolSize(poolSize);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(BORROW_TIMEOUT.toMillis());
        config.setInitializationFailTimeout(Duration.ofSeconds(10).toMillis());
        config.addDataSourceProperty("ApplicationName", "catalog-sync-worker");
        config.addDataSourceProperty("connectTimeout", "5");
        // Above the longest statement, so that only a dead connection is cut.
        config.addDataSourceProperty("socketTimeout", "90");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.setConnectionInitSql("SET idle_in_transaction_session_timeout = '60s'; SET TIME ZONE 'UTC'");
        return new HikariDataSource(config);
    }
}
