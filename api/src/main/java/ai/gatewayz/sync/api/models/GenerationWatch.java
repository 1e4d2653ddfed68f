package ai.gatewayz.sync.api.models;

import ai.gatewayz.sync.migrations.DatabaseUrl;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of new versions of the catalog and of invalidations that other processes asked for, and makes this process's read cache forget
 * what they made stale. A notification is heard at once. Behind a pooler that passes none on, and after a lost connection,
 * it is found out by asking every two seconds.
 */
final class GenerationWatch implements AutoCloseable {
    /** The channel that the worker notifies after each commit. */
    private static final String CHANNEL = "catalog_generation";

    private static final Logger LOG = LoggerFactory.getLogger(GenerationWatch.class);
    private static final Duration POLL = Duration.ofSeconds(2);

    private final DatabaseUrl database;
    private final RenderedCache cache;
    private final Runnable moved;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "catalog-generation");
    private volatile @Nullable Connection connection;
    private String version = "";
    private long invalidation = -1;

    /**
     * A watch for a cache; it does nothing before it is started.
     *
     * @param moved told of each version; must not wait
     */
    GenerationWatch(DatabaseUrl database, RenderedCache cache, Runnable moved) {
        this.database = database;
        this.cache = cache;
        this.moved = moved;
        thread.setDaemon(true);
    }

    /** Starts watching on a thread and a connection of its own. */
    public void start() {
        thread.start();
    }

    private void watch() {
        while (!isStopped(Duration.ZERO)) {
            try (Connection open = open()) {
                connection = open;
                listen(open);
            } catch (SQLException e) {
                LOG.debug("the database is not there to be watched: {}", e.getSQLState());
                isStopped(POLL);
            }
        }
    }

    private Connection open() throws SQLException {
        Properties properties = new Properties();
        if (database.user() != null) {
            properties.setProperty("user", database.user());
        }
        if (database.password() != null) {
            properties.setProperty("password", database.password());
        }
        properties.setProperty("ApplicationName", "catalog-sync-api-watch");
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("socketTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(database.jdbcUrl(), properties);
    }

    private void listen(Connection open) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
        }
        PGConnection notifications = open.unwrap(PGConnection.class);
        while (!isStopped(Duration.ZERO)) {
            look(open);
            notifications.getNotifications(Math.toIntExact(POLL.toMillis()));
        }
    }

    /** Compares what the database says with what this process knows. */
    private void look(Connection open) throws SQLException {
        String newVersion;
        long newInvalidation;
        try (Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT generation, state, coalesce((SELECT max(id) FROM cache_invalidations"
                                + " WHERE source <> 'change'), 0) AS invalidation FROM (" + StatsQueries.VERSION
                                + ") v")) {
            row.next();
            newVersion = CatalogVersion.tag(row.getLong("generation"), row.getString("state"));
            newInvalidation = row.getLong("invalidation");
        }
        if (!newVersion.equals(version)) {
            // Answers are kept under their version: those of older ones would only hold memory.
            cache.keepOnly(newVersion);
            version = newVersion;
            moved.run();
        }
        if (invalidation >= 0 && newInvalidation > invalidation) {
            cache.evict(tagsSince(open));
        }
        invalidation = newInvalidation;
    }

    private List<String> tagsSince(Connection open) throws SQLException {
        List<String> tags = new ArrayList<>();
        try (PreparedStatement statement = open.prepareStatement(
                "SELECT tags FROM cache_invalidations WHERE id > ? AND source <> 'change' ORDER BY id")) {
            statement.setLong(1, invalidation);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Array array = rows.getArray("tags");
                    tags.addAll(List.of((String[]) array.getArray()));
                }
            }
        }
        return tags;
    }

    private boolean isStopped(Duration wait) {
        try {
            return stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        Connection open = connection;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("the watch's connection was gone already: {}", e.getSQLState());
            }
        }
    }
}
