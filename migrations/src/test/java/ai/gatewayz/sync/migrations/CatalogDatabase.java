package ai.gatewayz.sync.migrations;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * JUnit extension: a fresh, fully migrated database in a real PostgreSQL for each test, as a {@link DataSource}
 * parameter. One server per JVM; databases are copies of a migrated template.
 */
public final class CatalogDatabase implements BeforeEachCallback, ParameterResolver {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(CatalogDatabase.class);

    /** Starts the server on first use. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                Path data = Files.createTempDirectory("catalog-database");
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setServerConfig("fsync", "off")
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

        /** Hundreds of databases are a hundred thousand files; the JVM's end does not wait for their removal. */
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
    public static DataSource create() {
        String name = "catalog_" + NAMES.incrementAndGet();
        execute(Server.POSTGRES.getPostgresDatabase(), "CREATE DATABASE " + name + " TEMPLATE template_catalog");
        return Server.POSTGRES.getDatabase("postgres", name);
    }

    /** A new database without any schema. */
    public static DataSource createEmpty() {
        String name = "empty_" + NAMES.incrementAndGet();
        execute(Server.POSTGRES.getPostgresDatabase(), "CREATE DATABASE " + name);
        return Server.POSTGRES.getDatabase("postgres", name);
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
        context.getStore(NAMESPACE).put("database", create());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DataSource.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).getOrComputeIfAbsent("database", key -> create(), DataSource.class);
    }
}
