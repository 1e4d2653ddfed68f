package ai.gatewayz.sync.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(CatalogDatabase.class)
final class CatalogMigrationsTest {
    /** The common pool has one thread on two cores. */
    private static final Executor ASIDE = task -> new Thread(task, "aside").start();

    private static final String MODEL =
            "INSERT INTO providers (slug, name, base_url, tier, is_supported, requires_key, quotes_prices)"
                    + " VALUES ('groq', 'Groq', '', 'hourly', true, true, true);"
                    + "INSERT INTO catalog_models (provider_id, provider_model_id, model_id, model_name, modality,"
                    + " content_hash) VALUES (1, 'm', 'm', 'm', 'text->text', '');";

    @Test
    void migrate_emptyDatabase_runsAllThenNone() throws IOException {
        DataSource empty = CatalogDatabase.createEmpty();
        long scripts;
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            scripts = files.filter(file -> file.toString().endsWith(".sql")).count();
        }

        assertThat(CatalogMigrations.migrate(empty)).isPositive().isEqualTo(Math.toIntExact(scripts));
        assertThat(CatalogMigrations.migrate(empty)).isZero();
    }

    @Tag("C15")
    @Test
    void changedMigration_isRefusedInOneLine(DataSource database) throws SQLException {
        execute(database, "UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '3'");

        assertThatThrownBy(() -> CatalogMigrations.migrate(database))
                .isInstanceOf(SchemaException.class)
                .hasMessageStartingWith("the schema cannot be brought up to date: ")
                .hasMessageContaining("version 3")
                .hasMessageNotContaining("\n");
    }

    @Tag("C15")
    @Test
    void newerSchema_isLeftAlone(DataSource database) throws SQLException {
        execute(
                database,
                "INSERT INTO flyway_schema_history SELECT installed_rank + 100, '999', 'next release', type,"
                        + " 'V999__next_release.sql', 7, installed_by, now(), 1, true FROM flyway_schema_history"
                        + " WHERE version = '1'");

        assertThat(CatalogMigrations.migrate(database)).isZero();
    }

    @Tag("C15")
    @Test
    void twoMigratorsAtOnce_shareTheWork() {
        DataSource empty = CatalogDatabase.createEmpty();
        List<Integer> run = Stream.of(1, 2, 3)
                .map(i -> CompletableFuture.supplyAsync(() -> CatalogMigrations.migrate(empty), ASIDE))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(run.stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(CatalogMigrations.migrate(CatalogDatabase.createEmpty()));
        assertThat(CatalogMigrations.migrate(empty)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT COUNT(*) FROM models WHERE is_active = true",
                "SELECT p.slug AS provider, COUNT(m.id) AS model_count FROM models m JOIN providers p ON m.provider_id ="
                        + " p.id WHERE m.is_active = true GROUP BY p.slug ORDER BY model_count DESC",
                "SELECT provider_slug, models_updated, sync_started_at, status FROM pricing_sync_log ORDER BY"
                        + " sync_started_at DESC LIMIT 10",
                "SELECT p.name, COUNT(m.id) AS stale_models FROM providers p JOIN models m ON m.provider_id = p.id WHERE"
                        + " m.updated_at < NOW() - INTERVAL '12 hours' GROUP BY p.name",
                "SELECT provider_id, COUNT(*) AS model_count, MAX(updated_at) AS last_sync FROM models GROUP BY"
                        + " provider_id",
                "SELECT p.name, m.model_name, m.updated_at FROM models m JOIN providers p ON m.provider_id = p.id ORDER"
                        + " BY m.updated_at DESC LIMIT 10",
                "SELECT id,provider_id,model_id,model_name,provider_model_id,description,context_length,modality,"
                        + "architecture,supports_streaming,supports_function_calling,supports_vision,is_active,metadata,"
                        + "created_at,updated_at FROM models",
                "SELECT model_id,price_per_input_token,price_per_output_token,price_per_image_token,price_per_request,"
                        + "pricing_source,last_updated FROM model_pricing",
                "SELECT model_id,price_per_input_token,price_per_output_token,previous_input_price,"
                        + "previous_output_price,changed_at,changed_by FROM model_pricing_history",
                "SELECT provider_slug,sync_started_at,sync_completed_at,status,models_fetched,models_updated,"
                        + "models_skipped,errors,error_message,triggered_by,duration_ms FROM pricing_sync_log",
                "SELECT COUNT(*) FILTER (WHERE is_active = true), COUNT(DISTINCT provider_id) FROM models"
            })
    void seedQueries_runUnmodified(String query, DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.getMetaData().getColumnCount()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'priced', 'NaN', 1, '[]'",
                "'priced', -1, 1, '[]'",
                "'priced', 0, 1, '[]'",
                "'priced', 'Infinity', 1, '[]'",
                "'unknown', 0.1, NULL, '[]'",
                "'dynamic', NULL, NULL, '[{}]'",
                "'cheap', 1, 1, '[]'"
            })
    void modelPricing_refusesImpossiblePrices(String values, DataSource database) {
        assertThatThrownBy(() -> execute(database, MODEL + insertPrice(values)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("violates check constraint \"model_pricing_");
    }

    @Test
    void modelPricing_freeModel_mayBeZero(DataSource database) {
        assertThatNoException().isThrownBy(() -> execute(database, MODEL + insertPrice("'free', 0, 0, '[]'")));
    }

    @Test
    void history_isAppendOnly(DataSource database) {
        assertThatThrownBy(() -> execute(database, "DELETE FROM model_pricing_history"))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> execute(database, "UPDATE model_pricing_history SET fence = 1"))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> execute(database, "TRUNCATE model_pricing_history"))
                .hasMessageContaining("append-only");
    }

    @Test
    void schemaOfAnEarlierVersion_isLeftAloneWithTheWayOut() throws SQLException {
        DataSource earlier = CatalogDatabase.createEmpty();
        execute(
                earlier,
                "CREATE TABLE flyway_schema_history (version TEXT, description TEXT);"
                        + " INSERT INTO flyway_schema_history VALUES ('1', 'create catalog')");

        assertThatThrownBy(() -> CatalogMigrations.migrate(earlier))
                .isInstanceOf(SchemaException.class)
                .hasMessage(
                        "the database was made by an earlier version of this program and is left as it is; start with an"
                                + " empty database (up --data with another folder, or another DATABASE_URL), which the next sync"
                                + " fills");
        assertThatThrownBy(() -> execute(earlier, "SELECT 1 FROM providers")).hasMessageContaining("does not exist");
    }

    /** A database that ran a migration never runs it again: one that is changed later is another schema under the same name. */
    @Test
    void releasedMigrations_areNeverEdited() throws IOException, NoSuchAlgorithmException {
        List<String> now = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (Path file : files.sorted().toList()) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                now.add(HexFormat.of().formatHex(digest) + "  " + file.getFileName());
            }
        }

        assertThat(now).isEqualTo(Files.readAllLines(Path.of("src/test/resources/migrations.sha256")));
    }

    private static String insertPrice(String values) {
        return "INSERT INTO model_pricing (model_id, pricing_basis, price_hash, pricing_source, last_updated,"
                + " pricing_state, price_per_input_token, price_per_output_token, components) VALUES (1, 'b', '', 's',"
                + " now(), " + values + ")";
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
