package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Inputs that once made wrong prices or a wrong catalog (docs/cases/prices.md): those that need the write path.
 */
final class GoldenVectorsTest {
    private static final String STORED =
            "SELECT p.price_per_input_token::text FROM model_pricing p JOIN catalog_models m ON m.id = p.model_id WHERE"
                    + " m.provider_model_id = 'm1'";

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    @Tag("G4")
    @Test
    void unitDoesNotDependOnTheSwitch() {
        catalog.jdbi.useHandle(
                handle -> handle.execute("UPDATE providers SET is_active = false WHERE slug = 'openrouter'"));
        catalog.sync(SampleModels.priced("m1", "0.000005", "0.000005"));

        assertThat(catalog.text(STORED)).isEqualTo("0.000005");
    }

    @Tag("G5")
    @ParameterizedTest
    @CsvSource({"together", "near", "novita", "groq"})
    void pricePerTokenIsStoredAsItIs_whateverUnitTheListHas(String slug) {
        for (int sync = 0; sync < 2; sync++) {
            catalog.sync(slug, FakeFeed.of(SampleModels.priced("m1", "0.000005", "0.000005")));
            assertThat(catalog.text(STORED)).isEqualTo("0.000005");
        }
    }

    @Tag("G6")
    @Test
    void unbelievablyCheap_isRefused_andTheRestKept() {
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

    @Tag("G7")
    @Test
    void minusOne_isNeverStored() {
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

    @Tag("G9")
    @Tag("G15")
    @Tag("G23")
    @Test
    void eachPriceUpdatesTheRowAndHasItsHistory() {
        catalog.sync(SampleModels.priced("m1", "0.00000004", "0.000001"));
        catalog.sync(SampleModels.priced("m1", "0.00000008", "0.000001"));

        assertThat(catalog.text(STORED)).isEqualTo("0.00000008");
        assertThat(catalog.texts("SELECT concat_ws(' ', change_kind, previous_input_price, price_per_input_token) FROM"
                        + " model_pricing_history ORDER BY id"))
                .containsExactly("first 0.00000004", "change 0.00000004 0.00000008");
    }

    @Tag("G13")
    @Test
    void pinnedOffStaysOff_whenAPriceComes() {
        CatalogModel unpriced = SampleModels.with("m1", new PricingBuilder().build());
        catalog.sync(unpriced);
        catalog.jdbi.useHandle(
                handle -> handle.execute("UPDATE catalog_models SET is_active = false, inactive_reason = 'operator'"));
        catalog.sync(SampleModels.priced("m1", "0.000001", "0.000002"));

        assertThat(catalog.isActive("m1")).isEqualTo("false operator");
        assertThat(catalog.text(STORED)).isEqualTo("0.000001");
    }

    @Tag("G25")
    @Test
    void historyOutlivesTheProvider() {
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
