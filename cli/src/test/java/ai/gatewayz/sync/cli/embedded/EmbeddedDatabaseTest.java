package ai.gatewayz.sync.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.cli.data.DataDirectory;
import ai.gatewayz.sync.migrations.CatalogMigrations;
import ai.gatewayz.sync.migrations.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class EmbeddedDatabaseTest {
    private static final Executor ASIDE = task -> new Thread(task, "aside").start();

    /** Goes on for a minute after its server was killed, unless somebody ends it. */
    private static final String LONG_STATEMENT = "SELECT count(*) FROM generate_series(1, 4611686018) g";

    private static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

    @TempDir
    Path directory;

    @Test
    void keepsDataAndPortBetweenRuns() throws SQLException {
        DataDirectory data = DataDirectory.at(directory.resolve("a b"));
        String url;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(data, BINARIES)) {
            url = database.url();
            assertThat(CatalogMigrations.migrate(database.dataSource())).isPositive();
            execute(url, "CREATE TABLE kept (n int)");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(data, BINARIES)) {
            assertThat(database.url()).isEqualTo(url);
            assertThat(number(url, "SELECT count(*) FROM kept")).isZero();
            assertThat(CatalogMigrations.migrate(database.dataSource())).isZero();
        }
    }

    @Test
    void twoThatStartAtOnce_haveAServerEach() throws SQLException {
        DataDirectory one = DataDirectory.at(directory.resolve("one"));
        DataDirectory other = DataDirectory.at(directory.resolve("other"));
        CompletableFuture<EmbeddedDatabase> second =
                CompletableFuture.supplyAsync(() -> EmbeddedDatabase.start(other, BINARIES), ASIDE);
        try (EmbeddedDatabase first = EmbeddedDatabase.start(one, BINARIES);
                EmbeddedDatabase server = second.join()) {
            assertThat(server.port()).isNotEqualTo(first.port());
            assertThat(text(first.url(), "SHOW data_directory"))
                    .startsWith(one.path("").toString());
            assertThat(text(server.url(), "SHOW data_directory"))
                    .startsWith(other.path("").toString());
        }
    }

    @Test
    void asksForPassword_syncsToDisk_andListensOnLoopbackOnly() throws SQLException {
        DataDirectory data = DataDirectory.at(directory);
        try (EmbeddedDatabase database = EmbeddedDatabase.start(data, BINARIES)) {
            String url = database.url();
            assertThatThrownBy(() -> number(url.replaceAll(":[0-9a-f]{48}@", ":wrong@"), "SELECT 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(text(url, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(text(url, "SHOW unix_socket_directories")).isEmpty();
            assertThat(text(url, "SHOW fsync")).isEqualTo("on");
        }
    }

    @Test
    void replacesTheServerThatAKilledRunLeft() throws IOException, SQLException {
        ChildJvm killed = ChildJvm.start("database", directory, BINARIES);
        String url = killed.answer();
        execute(url, "CREATE TABLE kept (n int)");
        execute(url, "INSERT INTO kept VALUES (7)");
        killed.kill();
        assertThat(number(url, "SELECT n FROM kept"))
                .as("the orphan still serves")
                .isEqualTo(7);
        long orphan = postmaster();

        try (EmbeddedDatabase database = EmbeddedDatabase.start(DataDirectory.at(directory), BINARIES)) {
            assertThat(database.url()).isEqualTo(url);
            assertThat(number(url, "SELECT n FROM kept")).isEqualTo(7);
            assertThat(postmaster()).isNotEqualTo(orphan);
            assertThat(ProcessHandle.of(orphan).map(ProcessHandle::isAlive).orElse(false))
                    .isFalse();
        }
    }

    @Test
    void doesNotStopAnotherProcessThatHasTheOldNumber() throws IOException, SQLException {
        DataDirectory data = DataDirectory.at(directory);
        EmbeddedDatabase.start(data, BINARIES).close();
        Process innocent = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(directory.resolve("postgres/postmaster.pid"), innocent.pid() + "\n");
            try (EmbeddedDatabase database = EmbeddedDatabase.start(data, BINARIES)) {
                assertThat(number(database.url(), "SELECT 1")).isEqualTo(1);
            }
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void startsAnewWhenTheVeryFirstStartWasCutOff() throws IOException, SQLException {
        Path cluster = Files.createDirectories(directory.resolve("postgres"));
        Files.writeString(cluster.resolve("postgresql.conf"), "");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(DataDirectory.at(directory), BINARIES)) {
            assertThat(number(database.url(), "SELECT 1")).isEqualTo(1);
        }
    }

    @Test
    void servesTheSameDataAtTheSameAddress_afterItsServerWasKilled() throws IOException, SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(DataDirectory.at(directory), BINARIES)) {
            execute(database.url(), "CREATE TABLE kept (n int)");
            execute(database.url(), "SET synchronous_commit = on; INSERT INTO kept VALUES (7)");
            long killed = postmaster();
            CompletableFuture<Void> busy = CompletableFuture.runAsync(
                    () -> assertThatThrownBy(() -> execute(database.url(), LONG_STATEMENT))
                            .isInstanceOf(SQLException.class),
                    ASIDE);
            while (number(database.url(), "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%4611%'") < 2) {
                assertThat(busy).isNotDone();
            }
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            while (database.isAlive()) {
                assertThat(killed).isPositive();
            }

            // At once, whether the system has forgotten the number or not.
            database.restart();

            assertThat(database.isAlive()).isTrue();
            assertThat(number(database.url(), "SELECT n FROM kept")).isEqualTo(7);
            assertThat(postmaster()).isNotEqualTo(killed);
        }
    }

    @Test
    void getsNothingOfTheEnvironment_butWhatEveryProgramNeeds() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/environ")));
        EmbeddedDatabase.start(DataDirectory.at(directory), BINARIES).close();
        assertThat(System.getenv()).hasSizeGreaterThan(3);
        try (EmbeddedDatabase database = EmbeddedDatabase.start(DataDirectory.at(directory), BINARIES)) {
            String environment = Files.readString(Path.of("/proc/" + postmaster() + "/environ"));
            assertThat(environment.split("\0"))
                    .allMatch(variable -> variable.matches(
                            "(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_[A-Z]+|TMPDIR|TZ|PG[A-Z_]+|PWD|OLDPWD|SHLVL|_)=.*"));
            assertThat(database.isAlive()).isTrue();
        }
    }

    private long postmaster() throws IOException {
        return Long.parseLong(
                Files.readAllLines(directory.resolve("postgres/postmaster.pid")).get(0));
    }

    private static Connection connect(String url) throws SQLException {
        DatabaseUrl address = DatabaseUrl.parse(url);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.jdbcUrl());
        return source.getConnection(address.user(), address.password());
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String url, String sql) throws SQLException {
        return Long.parseLong(text(url, sql));
    }

    private static String text(String url, String sql) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
