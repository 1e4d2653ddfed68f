package ai.gatewayz.sync.cli.embedded;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.cli.data.PortLock;
import ai.gatewayz.sync.cli.output.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.commons.io.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL below the data directory, kept between runs. It listens on the loopback address only and asks for
 * a password. The caller holds the directory's lock.
 */
public final class EmbeddedDatabase implements AutoCloseable, EmbeddedPart {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final String CLUSTER = "postgres";
    private static final String PASSWORD_FILE = "postgres.key";

    private static final int PREFERRED_PORT = 54329;
    private static final Duration END_LIMIT = Duration.ofSeconds(8);
    private static final Duration RESTART_LIMIT = Duration.ofSeconds(15);
    /** Recovery of a cluster that was killed in the middle of large writes takes longer than a plain start. */
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final PostgresServer server;
    private final Path cluster;
    private final Path log;
    private final int port;
    private final String password;

    private EmbeddedDatabase(PostgresServer server, Path cluster, Path log, int port, String password) {
        this.server = server;
        this.cluster = cluster;
        this.log = log;
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
            Path programs = PreparedCluster.programs(cluster, binaries);
            if (programs == null) {
                programs = PreparedCluster.prepare(cluster, binaries, log, port, password);
            }
            PostgresServer server = new PostgresServer(programs, cluster, log, port);
            server.start(START_LIMIT);
            EmbeddedDatabase database = new EmbeddedDatabase(server, cluster, log, port, password);
            database.requireOurs();
            return database;
        } catch (IOException | IllegalStateException | SQLException | CommandFailure e) {
            throw CommandFailure.failed("the embedded PostgreSQL did not start: " + e.getMessage(), e);
        }
    }

    /** Address, user and password in one, as {@code DATABASE_URL} takes it. */
    public String url() {
        return "postgresql://postgres:" + password + "@127.0.0.1:" + port + "/" + PreparedCluster.DATABASE;
    }

    /** Its port. */
    public int port() {
        return port;
    }

    /** Connections to the catalog's database. */
    public DataSource dataSource() {
        return PreparedCluster.connections(port, password, PreparedCluster.DATABASE);
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public boolean isAlive() {
        return server.isAlive();
    }

    @Override
    public void restart() {
        server.start(RESTART_LIMIT);
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (CommandFailure e) {
            throw CommandFailure.failed("the embedded PostgreSQL did not stop: " + e.getMessage(), e);
        }
    }

    /** Some other program may have been quicker on a port that was free a moment ago. */
    private void requireOurs() throws IOException, SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            if (!Files.isSameFile(Path.of(row.getString("data_directory")), cluster)) {
                throw new IllegalStateException("another PostgreSQL has taken port " + port);
            }
        }
    }

    /** After a hard kill of our process its PostgreSQL lives on and would refuse a second one on the same data. */
    private static void stopOrphan(Path cluster) throws IOException {
        long pid = PostgresServer.recordedPid(cluster);
        Optional<OwnProcess> orphan = PostgresServer.process(cluster);
        if (orphan.isPresent()) {
            LOG.warn("stopping PostgreSQL {} that an earlier run left on {}", pid, cluster);
            orphan.orElseThrow().end("INT", END_LIMIT);
        }
    }

    /** A kill during the very first start leaves files that are no cluster; nothing of the user's is in there. */
    private static void discardHalfMade(Path cluster) throws IOException {
        if (!PreparedCluster.isReady(cluster)) {
            FileUtils.cleanDirectory(cluster.toFile());
        }
    }
}
