package ai.gatewayz.sync.activities.stage;

import static ai.gatewayz.sync.activities.stage.SampleModels.priced;
import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.workflows.model.SyncKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rows of one id in one list: a price never follows the order in which they stand. */
final class DuplicateIdTest {
    private static final String PRICE = "SELECT pricing_state || ' ' || pricing_basis || ' ' ||"
            + " coalesce(price_per_input_token::text, '-') FROM model_pricing p JOIN catalog_models m ON m.id = p.model_id"
            + " WHERE m.provider_model_id = 'twice'";
    private static final String CHANGES = "SELECT count(*) FROM change_events WHERE type = 'price.changed'";

    private static final CatalogModel CHEAP = priced("twice", "0.000001", "0.000004");
    private static final CatalogModel DEAR = priced("twice", "0.000002", "0.000008");
    private static final CatalogModel OTHER = priced("other", "0.000003", "0.000003");

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    @Test
    @Tag("G26")
    void differentPricesOfANewId_areRefusedInEveryOrder() {
        var first = catalog.sync(CHEAP, OTHER, DEAR);
        String unknown = catalog.text(PRICE);
        catalog.sync(DEAR, OTHER, CHEAP);
        catalog.sync(CHEAP, DEAR, CHEAP, OTHER);

        assertThat(unknown).isEqualTo("unknown duplicate_id_prices -");
        assertThat(catalog.text(PRICE)).isEqualTo(unknown);
        assertThat(catalog.number(CHANGES)).isZero();
        assertThat(first.counts().added()).isEqualTo(2);
        assertThat(catalog.texts("SELECT skip_reasons::text FROM pricing_sync_log ORDER BY id"))
                .containsExactly(
                        "{\"duplicate\": 1, \"price_duplicate_id_prices\": 1}",
                        "{\"duplicate\": 1, \"price_duplicate_id_prices\": 1}",
                        "{\"duplicate\": 2, \"price_duplicate_id_prices\": 1}");
        assertThat(catalog.rows("staged_models")).isEmpty();
    }

    @Test
    void differentPricesOfAKnownId_leaveThePriceBefore() {
        catalog.sync(CHEAP, OTHER);
        var sync = catalog.sync(DEAR, CHEAP, OTHER);

        assertThat(catalog.text(PRICE)).isEqualTo("priced quoted 0.000001");
        assertThat(sync.counts().updated()).isZero();
        assertThat(sync.counts().unchanged()).isEqualTo(2);
        assertThat(catalog.number("SELECT count(*) FROM held_changes")).isZero();

        catalog.setKind(SyncKind.PRICES);
        assertThat(catalog.sync(DEAR, CHEAP, OTHER).counts().updated()).isZero();
        catalog.setKind(SyncKind.FULL);
        catalog.sync(DEAR, OTHER);
        assertThat(catalog.text(PRICE)).isEqualTo("priced quoted 0.000002");
    }

    @Test
    void samePricesOfOneId_areOne() {
        catalog.sync(CHEAP, OTHER, priced("twice", "1e-6", "0.0000040"));

        assertThat(catalog.text(PRICE)).isEqualTo("priced quoted 0.000001");
        assertThat(catalog.text("SELECT skip_reasons::text FROM pricing_sync_log"))
                .isEqualTo("{\"duplicate\": 1}");
    }
}
