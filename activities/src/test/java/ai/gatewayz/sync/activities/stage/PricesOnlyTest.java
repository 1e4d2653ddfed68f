package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.workflows.model.ApplyReport;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A pricing sync changes prices of stored models and nothing else. */
final class PricesOnlyTest {
    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    @BeforeEach
    void connect() {
        catalog.sync(SampleModels.priced("a", "1", "2"), SampleModels.priced("b", "1", "2"));
        catalog.setKind(SyncKind.PRICES);
    }

    @Test
    void apply_changesPrices_butNeitherAddsNorUpdatesNorCountsMisses() {
        List<String> models = catalog.rows("catalog_models");

        ApplyReport report = catalog.sync(
                SampleModels.withContext(SampleModels.priced("a", "0.000003", "0.000002"), 99),
                SampleModels.priced("new", "1", "2"));

        assertThat(report.counts().priceChanges()).isEqualTo(1);
        assertThat(report.counts().added()).isZero();
        assertThat(report.counts().skipped()).isEqualTo(1);
        assertThat(catalog.rows("catalog_models")).isEqualTo(models);
        assertThat(catalog.number("SELECT count(*) FROM model_misses")).isZero();
        // The price before was refused, so this is the first that is known.
        assertThat(catalog.texts("SELECT change_kind || ' ' || price_per_input_token FROM model_pricing_history"
                        + " WHERE price_per_input_token IS NOT NULL"))
                .containsExactly("first 0.000003");
    }

    @Test
    void apply_leavesNoBodyAsTheAppliedOne_soThatTheNextFullSyncCompares() {
        String complete =
                catalog.text("SELECT last_complete_at::text FROM provider_sync_state WHERE applied_fence > 0");

        catalog.sync(SampleModels.priced("a", "0.000003", "0.000002"));

        assertThat(catalog.number("SELECT count(*) FROM provider_sync_state WHERE applied_sha256 IS NOT NULL"))
                .isZero();
        assertThat(catalog.text("SELECT last_complete_at::text FROM provider_sync_state WHERE applied_fence > 0"))
                .isEqualTo(complete);
    }

    @Test
    void apply_writesNothing_whenNoPriceChanged() {
        List<String> prices = catalog.rows("model_pricing");

        ApplyReport report = catalog.sync(SampleModels.priced("a", "1", "2"));

        assertThat(report.counts().unchanged()).isEqualTo(1);
        assertThat(catalog.rows("model_pricing")).isEqualTo(prices);
    }
}
