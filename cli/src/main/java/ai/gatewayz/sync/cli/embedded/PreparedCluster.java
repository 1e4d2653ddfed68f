package ai.gatewayz.sync.cli.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The files of an embedded PostgreSQL: its programs, unpacked once, and a cluster with our database, which asks for a password.
 * They are made by a server that runs for a moment; the one that serves is a {@link PostgresServer}.
 */
final class PreparedCluster {
    static final String DATABASE = "catalog";

    /** Inside the cluster, so that it moves with it: which archive of programs it was prepared with, and their directory. */
    private static final String READY_FILE = "catalog-sync.ready";

    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private PreparedCluster() {}

    /** Whether a cluster was prepared to the end. */
    static boolean isReady(Path cluster) {
        return Files.exists(cluster.resolve(READY_FILE));
    }

    /** The directory of the programs; null when they have to be unpacked, because they are others than before or gone. */
    static @Nullable Path programs(Path cluster, Path binaries) throws IOException {
        if (!isReady(cluster)) {
            return null;
        }
        List<String> lines = Files.readAllLines(cluster.resolve(READY_FILE), StandardCharsets.UTF_8);
        if (lines.size() != 2 || !lines.get(0).equals(archive())) {
            return null;
        }
        Path programs = binaries.resolve(lines.get(1)).resolve("bin");
        return Files.isExecutable(programs.resolve("pg_ctl")) ? programs : null;
    }

    /** Unpacks the programs, makes the cluster and the database if they are not there, and answers where the programs are. */
    static Path prepare(Path cluster, Path binaries, Path log, int port, String password)
            throws IOException, SQLException {
        ProcessBuilder.Redirect output = ProcessBuilder.Redirect.appendTo(log.toFile());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setPort(port)
                .setPGStartupWait(START_LIMIT)
                .setConnectConfig("password", password)
                .setOutputRedirector(output)
                .setErrorRedirector(output);
        PostgresServer.CONFIGURATION.forEach(builder::setServerConfig);
        // The library switches this off for tests; here the data must survive a power cut.
        builder.setServerConfig("fsync", "on");
        try (EmbeddedPostgres server = builder.start()) {
            prepare(server.getPostgresDatabase(), cluster, password);
            Path programs = programsOfRunning(cluster);
            Files.writeString(
                    cluster.resolve(READY_FILE),
                    archive() + "\n" + binaries.relativize(programs.resolveSibling("")) + "\n",
                    StandardCharsets.UTF_8);
            return programs;
        }
    }

    /** Connections with the password. */
    static DataSource connections(int port, String password, String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser("postgres");
        source.setPassword(password);
        return source;
    }

    /** A new cluster trusts every local user; from here on it asks for the password. Repeatable after a crash. */
    private static void prepare(DataSource server, Path cluster, String password) throws IOException, SQLException {
        Path rules = cluster.resolve("pg_hba.conf");
        String wanted = "host all postgres 127.0.0.1/32 scram-sha-256\n";
        boolean open = !Files.readString(rules, StandardCharsets.UTF_8).equals(wanted);
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement()) {
            if (open) {
                // Hexadecimal by construction, so quoting is safe; the statement takes no parameter.
                statement.execute("ALTER USER postgres PASSWORD '" + password + "'");
                Files.writeString(rules, wanted, StandardCharsets.UTF_8);
            }
            try (ResultSet row =
                    statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                open = !row.next();
            }
            if (open) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        }
    }

    private static Path programsOfRunning(Path cluster) throws IOException {
        return PostgresServer.process(cluster)
                .flatMap(OwnProcess::program)
                .map(Path::getParent)
                .orElseThrow(() -> new IllegalStateException("the process of PostgreSQL is not to be found"));
    }

    /** What distinguishes the archives of programs that this product brings from those of another version. */
    private static String archive() {
        ClassLoader loader = PreparedCluster.class.getClassLoader();
        return Stream.of("linux-x86_64", "linux-arm_64", "darwin-x86_64", "darwin-arm_64", "windows-x86_64")
                .map(system -> loader.getResource("postgres-" + system + ".txz"))
                .filter(java.util.Objects::nonNull)
                .map(PreparedCluster::jar)
                .collect(Collectors.joining(" "));
    }

    private static String jar(URL archive) {
        String path = archive.getPath();
        int end = path.lastIndexOf('!');
        String jar = end < 0 ? path : path.substring(0, end);
        return jar.substring(jar.lastIndexOf('/') + 1);
    }
}
