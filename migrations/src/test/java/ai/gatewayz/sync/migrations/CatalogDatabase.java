package ai.gatewayz.sync.migrations;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * JUnit extension: a fresh, fully migrated database in a real PostgreSQL for each test, as a {@link DataSource}
 * parameter. One server per JVM; databases are copies of a migrated template, and go when their test is over.
 */
public final class CatalogDatabase implements BeforeEachCallback, ParameterResolver {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(CatalogDatabase.class);

    /** Makes the next database while a test has the last one, and removes old ones. */
    private static final ExecutorService MAKER = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "catalog-databases");
        thread.setDaemon(true);
        return thread;
    });

    private static @Nullable CompletableFuture<DataSource> next;

    /** A test's database in JUnit's store, which closes it after everything that the test has to do at its end. */
    private record Owned(DataSource database) implements AutoCloseable {
        @Override
        public void close() {
            drop(database);
        }
    }

    /** Starts the server on first use. */
    private static final class Server {
        private static final Path MEMORY = Path.of("/dev/shm");
        private static final long ENOUGH_BYTES = 2L << 30;
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                Path data = folder();
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setServerConfig("fsync", "off")
                        // Nothing here is recovered or replicated, and each new database begins with a checkpoint,
                        // after which every page that is written would go to the write-ahead log as a whole.
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("wal_level", "minimal")
                        .setServerConfig("max_wal_senders", "0")
                        .setServerConfig("max_connections", "200")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres, data)));
                execute(postgres.getPostgresDatabase(), "CREATE DATABASE template_catalog");
                CatalogMigrations.migrate(postgres.getDatabase("postgres", "template_catalog"));
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException("embedded PostgreSQL did not start", e);
            }
        }

        /** In memory where there is enough: a database is three hundred files, which take a disk ten times as long. */
        private static Path folder() throws IOException {
            boolean isRoomy =
                    Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ENOUGH_BYTES;
            return isRoomy
                    ? Files.createTempDirectory(MEMORY, "catalog-database")
                    : Files.createTempDirectory("catalog-database");
        }

        /** The JVM's end does not wait for the removal of all the files. */
        private static void stop(EmbeddedPostgres postgres, Path data) {
            try {
                postgres.close();
                new ProcessBuilder("rm", "-rf", data.toString()).start();
            } catch (IOException e) {
                throw new UncheckedIOException("embedded PostgreSQL did not stop, or left " + data, e);
            }
        }
    }

    /** A new migrated database; for tests that need more than one, or one outside a test method. */
    public static synchronized DataSource create() {
        CompletableFuture<DataSource> made = next == null ? copy() : next;
        next = copy();
        return made.join();
    }

    private static CompletableFuture<DataSource> copy() {
        return CompletableFuture.supplyAsync(CatalogDatabase::copyTemplate, MAKER);
    }

    private static DataSource copyTemplate() {
        return copy("template_catalog");
    }

    /** A new database with all that is in another one, to which nobody may be connected. */
    public static DataSource copy(DataSource database) {
        return copy(((PGSimpleDataSource) database).getDatabaseName());
    }

    private static DataSource copy(String template) {
        String name = "catalog_" + NAMES.incrementAndGet();
        // By copying files: the other strategy writes every page to the write-ahead log, too.
        execute(
                Server.POSTGRES.getPostgresDatabase(),
                "CREATE DATABASE " + name + " TEMPLATE " + template + " STRATEGY FILE_COPY");
        return Server.POSTGRES.getDatabase("postgres", name);
    }

    /** A new database without any schema. */
    public static DataSource createEmpty() {
        String name = "empty_" + NAMES.incrementAndGet();
        execute(Server.POSTGRES.getPostgresDatabase(), "CREATE DATABASE " + name);
        return Server.POSTGRES.getDatabase("postgres", name);
    }

    /** Removes a database made by {@link #create}, whoever is still connected to it, some time soon, or with its server. */
    public static void drop(DataSource database) {
        String name = ((PGSimpleDataSource) database).getDatabaseName();
        CompletableFuture<Void> unused = CompletableFuture.runAsync(
                () -> execute(Server.POSTGRES.getPostgresDatabase(), "DROP DATABASE " + name + " WITH (FORCE)"), MAKER);
    }

    /** The JDBC URL, with user, of a database made by this class. */
    public static String url(DataSource database) {
        PGSimpleDataSource postgres = (PGSimpleDataSource) database;
        return "jdbc:postgresql://localhost:" + postgres.getPortNumbers()[0] + "/" + postgres.getDatabaseName()
                + "?user=" + postgres.getUser();
    }

    private static void execute(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(NAMESPACE).put("database", new Owned(create()));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DataSource.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent("database", key -> new Owned(create()), Owned.class)
                .database();
    }
}
