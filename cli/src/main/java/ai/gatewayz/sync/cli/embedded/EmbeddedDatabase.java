package ai.gatewayz.sync.cli.embedded;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.PortLock;
import ai.gatewayz.sync.cli.output.Problem;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.commons.io.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL below the data directory, kept between runs. It listens on the loopback address only and asks for
 * a password. The caller holds the directory's lock.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final String CLUSTER = "postgres";
    private static final String PASSWORD_FILE = "postgres.key";
    private static final String DATABASE = "catalog";
    /** Inside the cluster, so that it moves with it. */
    private static final String READY_FILE = "catalog-sync.ready";

    private static final int PREFERRED_PORT = 54329;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(8);
    /** Recovery of a cluster that was killed in the middle of large writes takes longer than a plain start. */
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final EmbeddedPostgres server;
    private final int port;
    private final String password;

    private EmbeddedDatabase(EmbeddedPostgres server, int port, String password) {
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /** Starts it with the data of the last run, or with an empty database. */
    public static EmbeddedDatabase start(DataDirectory data) {
        return start(data, data.path("postgres-binaries"));
    }

    /** The same with unpacked binaries that several data directories share. */
    static EmbeddedDatabase start(DataDirectory data, Path binaries) {
        Path cluster = data.directory(CLUSTER);
        Path log = data.path("postgres.log");
        try (PortLock ports = PortLock.take()) {
            stopOrphan(cluster);
            discardHalfMade(cluster);
            LogTail.rotate(log);
            int port = ports.choose(data, CLUSTER, PREFERRED_PORT);
            String password = data.secret(PASSWORD_FILE);
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(cluster)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setPort(port)
                    .setPGStartupWait(START_LIMIT)
                    .setConnectConfig("password", password)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    // The library switches this off for tests; here the data must survive a power cut.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("max_connections", "64")
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            EmbeddedDatabase database = new EmbeddedDatabase(server, port, password);
            database.prepare(cluster);
            return database;
        } catch (IOException | IllegalStateException | SQLException e) {
            throw Problem.failed(
                    "the embedded PostgreSQL did not start: " + e.getMessage() + "; its log " + log + " ends with: "
                            + LogTail.of(log),
                    e);
        }
    }

    /** Address, user and password in one, as {@code DATABASE_URL} takes it. */
    public String url() {
        return "postgresql://postgres:" + password + "@127.0.0.1:" + port + "/" + DATABASE;
    }

    /** Its port. */
    public int port() {
        return port;
    }

    /** Connections to the catalog's database. */
    public DataSource dataSource() {
        return server.getDatabase("postgres", DATABASE);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw Problem.failed("the embedded PostgreSQL did not stop: " + e.getMessage(), e);
        }
    }

    /** A new cluster trusts every local user; from here on it asks for the password. Repeatable after a crash. */
    private void prepare(Path cluster) throws IOException, SQLException {
        Path rules = cluster.resolve("pg_hba.conf");
        String wanted = "host all postgres 127.0.0.1/32 scram-sha-256\n";
        boolean open = !Files.readString(rules, StandardCharsets.UTF_8).equals(wanted);
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!isOurs(statement, cluster)) {
                throw new IllegalStateException("another PostgreSQL has taken port " + port);
            }
            if (open) {
                // Hexadecimal by construction, so quoting is safe; the statement takes no parameter.
                statement.execute("ALTER USER postgres PASSWORD '" + password + "'");
                Files.writeString(rules, wanted, StandardCharsets.UTF_8);
                statement.execute("SELECT pg_reload_conf()");
            }
            boolean exists;
            try (ResultSet row =
                    statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                exists = row.next();
            }
            if (!exists) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        }
        Files.writeString(cluster.resolve(READY_FILE), "", StandardCharsets.UTF_8);
    }

    private static boolean isOurs(Statement statement, Path cluster) throws IOException, SQLException {
        try (ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            return Files.isSameFile(Path.of(row.getString("data_directory")), cluster);
        }
    }

    /** After a hard kill of our process its PostgreSQL lives on and would refuse a second one on the same data. */
    private static void stopOrphan(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
        if (lines.isEmpty() || !lines.get(0).strip().matches("[0-9]{1,9}")) {
            return;
        }
        long pid = Long.parseLong(lines.get(0).strip());
        Optional<OwnProcess> orphan =
                OwnProcess.find(pid, command -> command.contains("postgres") && command.contains(cluster.toString()));
        if (orphan.isPresent()) {
            LOG.warn("stopping PostgreSQL {} that an earlier run left on {}", pid, cluster);
            orphan.orElseThrow().end("INT", STOP_LIMIT);
        } else if (OwnProcess.find(pid, command -> command.contains("postgres")).isEmpty()) {
            // The number went to a stranger after a crash; PostgreSQL would take that one for itself and not start.
            Files.delete(pidFile);
        }
    }

    /** A kill during the very first start leaves files that are no cluster; nothing of the user's is in there. */
    private static void discardHalfMade(Path cluster) throws IOException {
        if (!Files.exists(cluster.resolve(READY_FILE))) {
            FileUtils.cleanDirectory(cluster.toFile());
        }
    }
}
