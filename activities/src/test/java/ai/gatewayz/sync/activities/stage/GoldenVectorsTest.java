package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The golden vectors: inputs that once caused wrong prices or a wrong catalog elsewhere. Those that need the write path are
 * here; the table names the tests that hold the others.
 */
final class GoldenVectorsTest {
    private static final String STORED =
            "SELECT p.price_per_input_token::text FROM model_pricing p JOIN catalog_models m ON m.id = p.model_id WHERE"
                    + " m.provider_model_id = 'm1'";

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "G1, catalog, price/QuotedAmountTest, decimals_areReadExactly",
        "G2, catalog, price/PriceUnitTest, toUsd_isExact",
        "G3, catalog, price/PriceUnitTest, toUsd_isExact",
        "G4, activities, stage/GoldenVectorsTest, g4_unitDoesNotDependOnTheSwitch",
        "G5, activities, stage/GoldenVectorsTest, g5_pricePerTokenIsStoredAsItIs_whateverUnitTheListHas",
        "G6, activities, stage/GoldenVectorsTest, g6_unbelievablyCheap_isRefused_andTheRestKept",
        "G7, activities, stage/GoldenVectorsTest, g7_minusOne_isNeverStored",
        "G8, activities, stage/CatalogStoreTest, apply_takesTheFirstOfTwoRecordsWithTheSameId",
        "G9, activities, stage/GoldenVectorsTest, g9G15G23_eachPriceUpdatesTheRowAndHasItsHistory",
        "G10, activities, provider/MalformedBodiesTest, otherDocuments_areRefused",
        "G10, activities, provider/MalformedBodiesTest, truncatedBodies_areRefused",
        "G10, activities, stage/ListTransformTest, run_leavesNothingStaged_whenTheListBreaksOff",
        "G10, activities, http/ProviderHttpClientTest, fetch_namesStatus",
        "G11, activities, stage/DelistingTest, countsNothing_whenLessThanHalfIsLeft",
        "G12, activities, stage/DelistingTest, reactivates_whenTheModelIsBack",
        "G13, activities, stage/GoldenVectorsTest, g13_pinnedOffStaysOff_whenAPriceComes",
        "G14, activities, http/LargeListTest, list_passesThrough_aSmallHeap",
        "G15, activities, stage/GoldenVectorsTest, g9G15G23_eachPriceUpdatesTheRowAndHasItsHistory",
        "G16, catalog, price/PricingBuilderTest, onlyOutput_isPriced",
        "G17, activities, stage/FenceTest, apply_dryRun_changesNoTableAndTellsWhatItWouldDo",
        "G18, activities, stage/CatalogStoreTest, apply_counts2500Models",
        "G19, catalog, model/MatchKeyTest, g19_matchKeys",
        "G20, api, ModelSyncTest, provider_joinsOneRun_whenAskedTwiceAtOnce",
        "G21, activities, runs/SyncLogTest, failed_logsTheFailureAndLeavesTheLastSuccess",
        "G21, activities, metrics/SyncMetricsTest, endedRuns_haveTheirOwnNames",
        "G22, activities, runs/SyncLogTest, failed_storesDurationsInMilliseconds",
        "G23, activities, stage/GoldenVectorsTest, g9G15G23_eachPriceUpdatesTheRowAndHasItsHistory",
        "G24, catalog, price/PricingBuilderTest, floatNoise_isTheSamePriceWithItsOwnText",
        "G25, activities, stage/GoldenVectorsTest, g25_historyOutlivesTheProvider",
    })
    void everyVector_hasItsTest(String vector, String module, String test, String method) throws IOException {
        Path sources = Path.of("..", module, "src/test/java/ai/gatewayz/sync", module, test + ".java");

        assertThat(Files.readString(sources, StandardCharsets.UTF_8)).as(vector).contains("void " + method + "(");
    }

    @Test
    void g4_unitDoesNotDependOnTheSwitch() {
        catalog.jdbi.useHandle(
                handle -> handle.execute("UPDATE providers SET is_active = false WHERE slug = 'openrouter'"));
        catalog.sync(SampleModels.priced("m1", "0.000005", "0.000005"));

        assertThat(catalog.text(STORED)).isEqualTo("0.000005");
    }

    @ParameterizedTest
    @CsvSource({"together", "near", "novita", "groq"})
    void g5_pricePerTokenIsStoredAsItIs_whateverUnitTheListHas(String slug) {
        for (int sync = 0; sync < 2; sync++) {
            catalog.sync(slug, FakeFeed.of(SampleModels.priced("m1", "0.000005", "0.000005")));
            assertThat(catalog.text(STORED)).isEqualTo("0.000005");
        }
    }

    @Test
    void g6_unbelievablyCheap_isRefused_andTheRestKept() {
        PricingBuilder prices = new PricingBuilder()
                .add(PriceKind.INPUT, PriceUnit.USD_PER_TOKEN, "5e-12")
                .add(PriceKind.CACHE_READ, PriceUnit.USD_PER_TOKEN, "0")
                .add(PriceKind.OUTPUT, PriceUnit.USD_PER_TOKEN, "1e-8");
        catalog.sync(SampleModels.with("m1", prices.build()));

        assertThat(prices.refusals()).containsExactly(PriceRefusal.OUT_OF_BAND);
        assertThat(catalog.text("SELECT concat_ws(' ', pricing_state, price_per_input_token, price_per_output_token,"
                        + " context_length) FROM model_pricing p JOIN catalog_models m ON m.id = p.model_id"))
                .isEqualTo("priced 0.00000001 8192");
    }

    @Test
    void g7_minusOne_isNeverStored() {
        CatalogModel router = SampleModels.with(
                "m1",
                new PricingBuilder()
                        .add(PriceKind.INPUT, PriceUnit.USD_PER_TOKEN, "-1")
                        .add(PriceKind.OUTPUT, PriceUnit.USD_PER_TOKEN, "-1")
                        .build());
        catalog.sync(router);

        assertThat(router.pricing().state()).isEqualTo(PriceState.DYNAMIC);
        assertThat(catalog.text(
                        "SELECT pricing_state || ' ' || (price_per_input_token IS NULL) || ' ' || components::text"
                                + " FROM model_pricing"))
                .isEqualTo("dynamic true []");
    }

    @Test
    void g9G15G23_eachPriceUpdatesTheRowAndHasItsHistory() {
        catalog.sync(SampleModels.priced("m1", "0.00000004", "0.000001"));
        catalog.sync(SampleModels.priced("m1", "0.00000008", "0.000001"));

        assertThat(catalog.text(STORED)).isEqualTo("0.00000008");
        assertThat(catalog.texts("SELECT concat_ws(' ', change_kind, previous_input_price, price_per_input_token) FROM"
                        + " model_pricing_history ORDER BY id"))
                .containsExactly("first 0.00000004", "change 0.00000004 0.00000008");
    }

    @Test
    void g13_pinnedOffStaysOff_whenAPriceComes() {
        CatalogModel unpriced = SampleModels.with("m1", new PricingBuilder().build());
        catalog.sync(unpriced);
        catalog.jdbi.useHandle(
                handle -> handle.execute("UPDATE catalog_models SET is_active = false, inactive_reason = 'operator'"));
        catalog.sync(SampleModels.priced("m1", "0.000001", "0.000002"));

        assertThat(catalog.isActive("m1")).isEqualTo("false operator");
        assertThat(catalog.text(STORED)).isEqualTo("0.000001");
    }

    @Test
    void g25_historyOutlivesTheProvider() {
        catalog.sync(SampleModels.models(2));
        List<String> history = catalog.rows("model_pricing_history");
        catalog.jdbi.useHandle(
                handle -> handle.execute("UPDATE providers SET is_active = false WHERE slug = 'openrouter'"));
        catalog.providers.followSwitches();

        assertThat(catalog.rows("model_pricing_history")).hasSize(2).isEqualTo(history);
        Stream.of("DELETE FROM catalog_models", "DELETE FROM providers", "TRUNCATE providers CASCADE")
                .forEach(sql -> assertThatThrownBy(() -> catalog.jdbi.useHandle(handle -> handle.execute(sql)))
                        .isInstanceOf(UnableToExecuteStatementException.class));
        assertThat(catalog.rows("model_pricing_history")).isEqualTo(history);
    }
}
