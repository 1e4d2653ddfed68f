package ai.gatewayz.sync.activities.imported;

import static ai.gatewayz.sync.activities.stage.SampleModels.model;
import static ai.gatewayz.sync.activities.stage.SampleModels.priced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.activities.imported.ImportReport.TableCounts;
import ai.gatewayz.sync.activities.stage.CatalogFixture;
import ai.gatewayz.sync.activities.stage.FakeFeed;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ai.gatewayz.sync.migrations.OldDatabase;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OldImportTest {
    private static final String MODELS =
            "SELECT id || ' ' || provider_model_id || ' ' || created_at FROM catalog_models ORDER BY id";
    private static final String PRICES = "SELECT old_model_id || ' ' || concat_ws(' ', price_per_input_token,"
            + " price_per_output_token, price_per_image_token, price_per_request) || ' ' || old_table || ' ' ||"
            + " to_char(told_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') FROM imported_prices ORDER BY told_at, old_model_id";

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    private final OldDatabase old = new OldDatabase();

    @BeforeEach
    void fill() {
        old.execute("INSERT INTO providers (id, name, slug, is_active) VALUES (7, 'OpenRouter', 'openrouter', true)");
    }

    @AfterEach
    void drop() {
        old.close();
    }

    private ImportReport run() {
        return OldImport.run(old.database(), catalog.database, false, (table, rows) -> {});
    }

    private static List<String> refused(ImportReport report) {
        return report.refused().stream()
                .map(r -> r.table() + ": " + r.reason() + " × " + r.rows() + ", " + r.example())
                .toList();
    }

    private static TableCounts of(ImportReport report, String table) {
        return report.tables().stream()
                .filter(counts -> counts.table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void models_getTheirOldIdsAndTimes_fromTheFirstListThatShowsThem() {
        old.model(41, 7, "acme/one");
        old.model(900_000, 7, "acme/gone");

        assertThat(of(run(), "models")).isEqualTo(new TableCounts("models", 2, 2, 0, 0, 0));
        assertThat(catalog.texts(MODELS)).isEmpty();
        catalog.sync(model("acme/new"), model("acme/one"));

        assertThat(catalog.texts("SELECT id || ' ' || provider_model_id FROM catalog_models ORDER BY id"))
                .containsExactly("41 acme/one", "900001 acme/new");
        assertThat(catalog.texts("SELECT created_at = '2025-11-02 10:00:00Z' FROM catalog_models ORDER BY id"))
                .containsExactly("t", "f");
        assertThat(catalog.texts("SELECT old_id || ' ' || provider_slug || ' ' || provider_model_id || ' ' ||"
                        + " coalesce(model_id::text, '-') FROM imported_model_ids ORDER BY 1"))
                .containsExactly("41 openrouter acme/one 41", "900000 openrouter acme/gone -");
        assertThat(run()).satisfies(again -> {
            assertThat(again.inCatalog()).isEqualTo(1);
            assertThat(again.withSameId()).isEqualTo(1);
        });
    }

    @Test
    void twoOldRowsOfOneOffering_becomeOneModel_underTheSmallerId() {
        old.model(55, 7, "acme/one");
        old.model(50, 7, "acme/one");
        run();

        catalog.sync(model("acme/one"));

        assertThat(catalog.texts("SELECT old_id || ' ' || model_id FROM imported_model_ids ORDER BY 1"))
                .containsExactly("50 50", "55 50");
    }

    @Test
    void modelThatIsThereAlready_keepsItsId_andIdsThatAreTakenGoToNobodyElse() {
        catalog.sync(model("acme/one"), model("acme/two"));
        List<String> before = catalog.texts(MODELS);
        old.model(2, 7, "acme/one");
        old.model(1, 7, "acme/three");
        run();

        catalog.sync(model("acme/one"), model("acme/two"), model("acme/three"));

        assertThat(catalog.texts(MODELS)).hasSize(3).containsAll(before);
        assertThat(catalog.texts("SELECT id FROM catalog_models ORDER BY id")).containsExactly("1", "2", "3");
        assertThat(catalog.texts("SELECT old_id || ' ' || model_id FROM imported_model_ids ORDER BY 1"))
                .containsExactly("1 3", "2 1");
    }

    @Test
    void firstListAfterwards_isWhatItWouldBeWithoutAnImport() throws Exception {
        old.model(41, 7, "m1");
        old.price(41, "1", "3");
        old.price(41, "0", "0");
        old.model(42, 7, "m2");
        old.price(42, "0.000000001", "0.000000002");
        run();
        String told = "SELECT pricing_state || ' ' || m.provider_model_id || ' ' || price_per_input_token || ' ' ||"
                + " price_per_output_token FROM %s JOIN catalog_models m ON m.id = %1$s.model_id ORDER BY 1";
        String events = "SELECT type || ' ' || provider_model_id || ' ' || coalesce(after->>'prompt', '-') FROM"
                + " change_events ORDER BY seq";

        catalog.sync(model("m1"), model("m2"), model("m3"));

        DataSource other = CatalogDatabase.create();
        try (CatalogFixture fresh = new CatalogFixture(other)) {
            fresh.sync(model("m1"), model("m2"), model("m3"));
            for (String query : List.of(
                    told.formatted("model_pricing"),
                    told.formatted("model_pricing_history"),
                    events,
                    "SELECT count(*) FROM held_changes",
                    "SELECT models_new || ' ' || models_updated FROM pricing_sync_log")) {
                assertThat(catalog.texts(query)).isNotEmpty().isEqualTo(fresh.texts(query));
            }
        } finally {
            CatalogDatabase.drop(other);
        }
    }

    @Test
    void brokenRows_areRefusedByColumn_andTheOthersComeIn() {
        old.execute(
                "INSERT INTO providers (id, slug, is_active) VALUES (8, 'no-such-provider', true), (9, NULL, true)");
        old.model(10, 7, "acme/one");
        old.model(12, 8, "acme/one");
        old.model(13, null, "acme/one");
        old.model(14, 7, "");
        old.model(15, 7, "acme/two ");
        old.model(16, 7, "acme/\u0001");
        old.model(17, 7, "a".repeat(513));
        old.model(18, 7, "acme/eighteen");
        old.model(19, 7, "acme/nineteen");
        old.model(-5, 7, "acme/minus");
        old.model(20, 7, "acme/twenty");
        old.execute("UPDATE models SET created_at = 'infinity' WHERE id = 18;"
                + " UPDATE models SET created_at = '2099-01-01' WHERE id = 19;"
                + " UPDATE models SET created_at = NULL, is_active = NULL WHERE id = 20");

        ImportReport report = run();

        assertThat(refused(report))
                .containsExactly(
                        "providers: providers.slug is no provider of this program × 1, id 8",
                        "providers: providers.slug is missing × 1, id 9",
                        "models: models.id is no whole number from 1 to 2^53 × 1, id -5",
                        "models: models.provider_id is of no provider that came in × 1, id 12",
                        "models: models.provider_id is missing × 1, id 13",
                        "models: models.provider_model_id is no id of a model × 4, id 14",
                        "models: models.created_at is no number × 1, id 18",
                        "models: models.created_at is before 2000 or in the future × 1, id 19");
        assertThat(of(report, "providers")).isEqualTo(new TableCounts("providers", 3, 1, 0, 0, 2));
        assertThat(of(report, "models")).isEqualTo(new TableCounts("models", 11, 2, 0, 0, 9));
        assertThat(catalog.texts(
                        "SELECT old_id || ' ' || model_name || ' ' || was_active FROM imported_models ORDER BY 1"))
                .containsExactly("10 Name 10 true", "20 Name 20 true");
    }

    @Test
    void prices_zeroIsUnknown_andWhatTheGuardsDoNotBelieveStaysOut() {
        for (long id = 10; id <= 23; id++) {
            old.model(id, 7, "acme/" + id);
        }
        old.price(10, "0.000001", "0.000002");
        old.price(11, "1", "3");
        old.price(12, "0", "0");
        old.price(13, "0", "0.000003");
        old.price(14, "0.000000000005", "0");
        old.price(15, "-1", "-1");
        old.price(16, "NaN", "0.000001");
        old.price(17, "0.00000001", "0.0001");
        old.price(18, "0.000001", "0.000002");
        old.price(19, "0.000001", "0.000002");
        old.price(999, "0.000001", "0.000002");
        old.execute(
                "UPDATE model_pricing SET last_updated = NULL WHERE model_id = 18;"
                        + " UPDATE model_pricing SET last_updated = '2099-01-01Z' WHERE model_id = 19;"
                        + " INSERT INTO model_pricing (price_per_input_token) VALUES (0.000001);"
                        + " INSERT INTO model_pricing (model_id, price_per_request) VALUES (20, 50), (21, 0.01);"
                        + " INSERT INTO model_pricing (model_id, price_per_input_token, price_per_image_token) VALUES (22, 1e-6, 1e-6)");
        old.change(10, "0.000003", "0.000006", "2025-12-01 00:00:00Z");
        old.change(10, "12345", "0", "2025-12-02 00:00:00Z");
        old.change(10, "0", "0", "2025-12-03 00:00:00Z");

        ImportReport report = run();

        assertThat(refused(report))
                .containsExactlyInAnyOrder(
                        "model_pricing: model_pricing.price_per_input_token is negative × 1, model_id 15",
                        "model_pricing: model_pricing.price_per_input_token is no number × 1, model_id 16",
                        "model_pricing: model_pricing.last_updated is missing × 1, model_id 18",
                        "model_pricing: model_pricing.last_updated is before 2000 or in the future × 1, model_id 19",
                        "model_pricing: band × 3, model_id 11",
                        "model_pricing: proportion × 1, model_id 17",
                        "model_pricing: model_pricing.model_id is missing × 1, model_id NULL",
                        "model_pricing: model_pricing.model_id is of no model that came in × 1, model_id 999",
                        "model_pricing_history: band × 1, model_id 10");
        assertThat(of(report, "model_pricing")).isEqualTo(new TableCounts("model_pricing", 15, 4, 0, 1, 10));
        assertThat(of(report, "model_pricing_history"))
                .isEqualTo(new TableCounts("model_pricing_history", 3, 1, 0, 1, 1));
        assertThat(catalog.texts(PRICES))
                .containsExactly(
                        "10 0.000003 0.000006 model_pricing_history 2025-12-01",
                        "10 0.000001 0.000002 model_pricing 2026-01-20",
                        "13 0.000003 model_pricing 2026-01-20",
                        "21 0.01 model_pricing 2026-01-20",
                        "22 0.000001 0.000001 model_pricing 2026-01-20");
        assertThat(catalog.number("SELECT count(*) FROM model_pricing")).isZero();
    }

    @Test
    void secondImport_bringsNothing_andTakesOutWhatTheProviderShowsToBeWrong() {
        old.model(10, 7, "acme/one");
        old.model(11, 7, "acme/two");
        old.price(10, "0.0000012", "0.000002");
        old.price(11, "0.000000001", "0.000000002");
        assertThat(of(run(), "model_pricing").added()).isEqualTo(2);
        assertThat(of(run(), "model_pricing")).isEqualTo(new TableCounts("model_pricing", 2, 0, 2, 0, 0));

        catalog.sync(model("acme/one"), priced("acme/two", "0.000001", "0.000002"));
        ImportReport afterwards = run();

        assertThat(afterwards.withdrawn()).isEqualTo(1);
        assertThat(refused(afterwards)).containsExactly("model_pricing: reference_power_of_ten × 1, model_id 11");
        assertThat(of(afterwards, "model_pricing")).isEqualTo(new TableCounts("model_pricing", 2, 0, 1, 0, 1));
        assertThat(catalog.texts(PRICES)).containsExactly("10 0.0000012 0.000002 model_pricing 2026-01-20");
        assertThat(run().withdrawn()).isZero();
    }

    @Test
    void providersThatWereOff_areSwitchedOff_onceAndNeverOn() {
        old.execute("INSERT INTO providers (id, slug, is_active) VALUES (1, 'GROQ', false), (2, 'gemini', false),"
                + " (3, 'google-ai-studio', true), (4, 'together', true)");
        catalog.jdbi.useHandle(
                handle -> handle.execute("UPDATE providers SET is_active = false WHERE slug = 'together'"));

        assertThat(run().switchedOff()).containsExactly("groq");
        assertThat(catalog.texts("SELECT slug FROM providers WHERE NOT is_active ORDER BY 1"))
                .containsExactly("groq", "together");

        catalog.jdbi.useHandle(handle -> handle.execute("UPDATE providers SET is_active = true WHERE slug = 'groq'"));
        assertThat(run().switchedOff()).isEmpty();
        assertThat(catalog.texts("SELECT slug FROM providers WHERE NOT is_active"))
                .containsExactly("together");
    }

    @Test
    void dryRun_tellsTheSameAndWritesNothing() {
        old.execute("INSERT INTO providers (id, slug, is_active) VALUES (1, 'groq', false)");
        old.model(800, 7, "acme/one");
        old.price(800, "0.000001", "0.000002");
        var before = catalog.dump();
        ImportReport dry = OldImport.run(old.database(), catalog.database, true, (table, rows) -> {});

        assertThat(catalog.dump()).isEqualTo(before);
        assertThat(catalog.texts("SELECT is_called::text FROM catalog_models_id_seq"))
                .containsExactly("false");
        ImportReport real = run();
        assertThat(dry.tables()).isEqualTo(real.tables());
        assertThat(dry.switchedOff()).isEqualTo(real.switchedOff()).containsExactly("groq");
    }

    @Test
    void manyRows_comeInByBatches_withProgress() {
        old.execute("INSERT INTO models (id, provider_id, model_id, model_name, provider_model_id)"
                + " SELECT n, 7, 'c', 'n', 'acme/' || n FROM generate_series(1, 2500) n;"
                + " INSERT INTO model_pricing (model_id, price_per_input_token, price_per_output_token)"
                + " SELECT n, 0.000001, 0.000002 FROM generate_series(1, 2500) n");
        List<String> told = new ArrayList<>();

        ImportReport report =
                OldImport.run(old.database(), catalog.database, false, (table, rows) -> told.add(table + " " + rows));

        assertThat(told)
                .containsExactly(
                        "models 1000",
                        "models 2000",
                        "models 2500",
                        "model_pricing 1000",
                        "model_pricing 2000",
                        "model_pricing 2500");
        assertThat(report.tables()).allMatch(counts -> counts.refused() == 0 && counts.added() == counts.read());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP TABLE model_pricing | the old database has no table model_pricing in its schema, or it may not be read",
                "ALTER TABLE models DROP COLUMN provider_model_id | the old database has no column models.provider_model_id, or"
                        + " it may not be read",
                "ALTER TABLE models ALTER created_at TYPE TEXT | the old database has models.created_at as text, not as a"
                        + " timestamp"
            })
    void otherSchema_isNamed_andNothingComesIn(String change, String message) {
        old.model(10, 7, "acme/one");
        old.execute(change);

        assertThatThrownBy(this::run).isInstanceOf(ImportFailedException.class).hasMessage(message);
        assertThat(catalog.number("SELECT count(*) FROM imported_models")).isZero();
    }

    @Test
    void columnsThatAnInstallationLacked_areNotNeeded() {
        old.execute(
                "DROP TABLE model_pricing_history; ALTER TABLE models DROP COLUMN created_at, DROP COLUMN is_active;"
                        + " ALTER TABLE model_pricing DROP COLUMN price_per_request, DROP COLUMN pricing_source");
        old.model(10, 7, "acme/one");
        old.price(10, "0.000001", "0.000002");

        assertThat(run().tables())
                .containsExactly(
                        new TableCounts("providers", 1, 1, 0, 0, 0),
                        new TableCounts("models", 1, 1, 0, 0, 0),
                        new TableCounts("model_pricing", 1, 1, 0, 0, 0));
    }

    @Test
    void ownDatabase_andOneWithoutTables_areRefused() {
        assertThatThrownBy(() -> OldImport.run(catalog.database, catalog.database, false, (table, rows) -> {}))
                .isInstanceOf(ImportFailedException.class)
                .hasMessageStartingWith("the old database is one of this program itself;");
        assertThatThrownBy(() -> OldImport.run(old.database(), old.database(), false, (table, rows) -> {}))
                .isInstanceOf(ImportFailedException.class)
                .hasMessageStartingWith("the catalog's database has no tables of this version;");
    }

    @Test
    void providerThatWasOff_isNotSynced_andItsModelsComeWithTheirIdsWhenItIsOnAgain() {
        old.execute("INSERT INTO providers (id, slug, is_active) VALUES (1, 'groq', false)");
        old.model(77, 1, "orb");
        run();
        assertThat(catalog.providers.syncable()).doesNotContain("groq");

        catalog.jdbi.useHandle(handle -> handle.execute("UPDATE providers SET is_active = true WHERE slug = 'groq'"));
        catalog.sync("groq", FakeFeed.of(model("orb")));

        assertThat(catalog.texts("SELECT id FROM catalog_models")).containsExactly("77");
    }
}
