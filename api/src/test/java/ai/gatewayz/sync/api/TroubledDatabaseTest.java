package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database that is there and does not do what it should: health says what is the matter, and everything recovers by itself. */
class TroubledDatabaseTest {
    private static final String END_OTHERS = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            + " WHERE pid <> pg_backend_pid() AND datname = current_database()";

    @RegisterExtension
    final ApiFixture api = new ApiFixture();

    private Answer invalidate() {
        return api.send(api.request("/api/cache/invalidate")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"type\":\"models\"}")));
    }

    private JsonNode await(Predicate<JsonNode> wanted) {
        Instant begun = Instant.now();
        JsonNode health;
        do {
            health = api.get("/health").json();
        } while (!wanted.test(health) && Duration.between(begun, Instant.now()).toSeconds() < 25);
        return health;
    }

    private String database() throws SQLException {
        try (Connection connection = api.database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_database()")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void databaseThatOnlyReads_isToldWithItsReason_servesReads_andRefusesWritesForNow() throws SQLException {
        String database = database();
        assertThat(api.get("/health").json().get("reason").isNull()).isTrue();
        api.sql("ALTER DATABASE " + database + " SET default_transaction_read_only = on");
        assertThat(api.count(END_OTHERS)).isPositive();

        JsonNode health = await(found -> found.get("writes").asText().equals("down"));
        assertThat(health.get("status").asText()).isEqualTo("degraded");
        assertThat(health.get("database").asText()).isEqualTo("up");
        assertThat(health.get("reason").asText()).isEqualTo("the database only reads");
        Answer ready = api.get("/health/ready");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.json().get("writes").asText()).isEqualTo("down");
        assertThat(api.get("/models?limit=1").status()).isEqualTo(200);
        assertRefusedForNow("the database only reads; try again");

        api.sql("SET TRANSACTION READ WRITE; ALTER DATABASE " + database + " RESET default_transaction_read_only");
        assertThat(api.count(END_OTHERS)).isPositive();
        assertThat(await(found -> found.get("writes").asText().equals("up"))
                        .get("status")
                        .asText())
                .isEqualTo("healthy");
        assertThat(invalidate().status()).isEqualTo(200);
    }

    @Test
    void connectionsThatAreAllInUse_areTold_andComeBack() throws SQLException {
        List<CompletableFuture<Answer>> stuck = new ArrayList<>();
        try (Connection holder = api.database.getConnection();
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("LOCK TABLE catalog_models IN ACCESS EXCLUSIVE MODE");
            for (int i = 0; i < 12; i++) {
                stuck.add(api.sendAsync(api.request("/models/stats").GET()));
            }
            JsonNode health = await(found -> found.get("database").asText().equals("down"));

            assertThat(health.get("reason").asText()).isEqualTo("every connection to the database is in use");
            Answer ready = api.get("/health/ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.json().get("status").asText()).isEqualTo("not_ready");
            assertThat(api.get("/health/live").status()).isEqualTo(200);
            holder.rollback();
        }
        stuck.forEach(answer -> assertThat(answer.join().status()).isIn(200, 503));
        // What has just been slow is told for a while.
        assertThat(await(found -> found.get("reason").isNull()).get("database").asText())
                .isEqualTo("up");
    }

    @Test
    void diskThatIsFull_isToldWithItsReason_andWritesAreRefusedUntilThereIsSpace() {
        api.sql("""
                CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE 'could not extend file' USING ERRCODE = '53100'; END $$;
                CREATE FUNCTION full_disk_for_tables() RETURNS event_trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE 'could not extend file' USING ERRCODE = '53100'; END $$;
                CREATE TRIGGER full_disk BEFORE INSERT ON cache_invalidations EXECUTE FUNCTION full_disk();
                CREATE EVENT TRIGGER full_disk ON ddl_command_start WHEN TAG IN ('CREATE TABLE AS')
                EXECUTE FUNCTION full_disk_for_tables();
                """);
        JsonNode health = await(found -> found.get("writes").asText().equals("down"));
        assertThat(health.get("reason").asText()).isEqualTo("the disk of the database is full");
        assertThat(health.get("status").asText()).isEqualTo("degraded");
        assertRefusedForNow("the disk of the database is full; try again");
        assertThat(api.get("/models?limit=1").status()).isEqualTo(200);

        api.sql("DROP EVENT TRIGGER full_disk; DROP TRIGGER full_disk ON cache_invalidations");
        assertThat(invalidate().status()).isEqualTo(200);
        assertThat(await(found -> found.get("writes").asText().equals("up"))
                        .get("reason")
                        .isNull())
                .isTrue();
    }

    @Test
    void statementThatTakesTooLong_isCutOff_andIsNoMistakeOfOurs() {
        api.sql("""
                CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_sleep(20); RETURN NEW; END $$;
                CREATE TRIGGER slow BEFORE INSERT ON cache_invalidations EXECUTE FUNCTION slow();
                """);
        assertRefusedForNow("the database is too slow; try again");

        api.sql("DROP TRIGGER slow ON cache_invalidations");
        assertThat(invalidate().status()).isEqualTo(200);
    }

    @Test
    void readsThatTakeLong_areTold_whileHealthItselfIsAnsweredAtOnce() {
        slow("providers", "5.1");
        api.get("/providers");

        JsonNode health = api.get("/health").json();
        assertThat(health.get("reason").asText()).matches("the database is slow: a read took \\d+ s");
        assertThat(health.get("status").asText()).isEqualTo("degraded");
        assertThat(health.get("database").asText()).isEqualTo("up");
        Answer ready = api.get("/health/ready");
        assertThat(ready.status()).as("what is slow is served").isEqualTo(200);
        assertThat(ready.json().get("reason")).isEqualTo(health.get("reason"));
    }

    @Test
    void aDatabaseThatBecomesSlow_isTold_untilItIsFastAgain() {
        slow("provider_sync_state", "2.1");
        JsonNode health = await(found -> !found.get("reason").isNull());
        assertThat(health.get("reason").asText()).matches("the database is slow: the least question took [2-4] s");
        assertThat(health.get("status").asText()).isEqualTo("degraded");
        fast("provider_sync_state");
        assertThat(await(found -> found.get("reason").isNull()).get("status").asText())
                .isEqualTo("healthy");

        slow("provider_sync_state", "6");
        health = await(found -> found.get("database").asText().equals("down"));
        assertThat(health.get("reason").asText()).isEqualTo("the database does not answer in time");
        assertThat(api.get("/health/ready").status()).isEqualTo(503);
        fast("provider_sync_state");
        assertThat(await(found -> found.get("database").asText().equals("up"))
                        .get("writes")
                        .asText())
                .isEqualTo("up");
    }

    /** From now on each question of a table takes so many seconds longer. */
    private void slow(String table, String seconds) {
        api.sql("ALTER TABLE " + table + " RENAME TO fast_" + table + "; CREATE VIEW " + table
                + " AS WITH slept AS MATERIALIZED (SELECT pg_sleep(" + seconds + ")) SELECT t.* FROM fast_" + table
                + " t, slept");
    }

    private void fast(String table) {
        api.sql("DROP VIEW " + table + "; ALTER TABLE fast_" + table + " RENAME TO " + table);
    }

    private void assertRefusedForNow(String detail) {
        Answer refused = invalidate();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(refused.json().get("detail").asText()).isEqualTo(detail);
    }
}
