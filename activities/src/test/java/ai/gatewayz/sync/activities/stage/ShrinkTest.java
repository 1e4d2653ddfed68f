package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of a provider with 200 models that lack a part of them, in a catalog with 1,000 others. */
final class ShrinkTest {
    private static final int MODELS = 200;
    private static final CatalogModel[] ALL = SampleModels.models(MODELS);
    private static final String DELISTED = "SELECT count(*) FROM change_events WHERE type = 'model.delisted'";

    private static final String MISSING = "SELECT models_missing FROM provider_sync_state s"
            + " JOIN providers p ON p.id = s.provider_id WHERE p.slug = 'openrouter'";

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    @BeforeEach
    void connect() {
        catalog.sync("groq", FakeFeed.of(SampleModels.models(1_000)));
        catalog.sync(ALL);
    }

    private static CatalogModel[] left(int percent) {
        return Arrays.copyOf(ALL, MODELS * percent / 100);
    }

    private void sync(CatalogModel... list) {
        catalog.sync(list);
        catalog.ageMisses("4 hours");
    }

    private void assertNothingDelisted() {
        assertThat(catalog.number(DELISTED)).isZero();
        assertThat(catalog.number("SELECT count(*) FROM catalog_models WHERE NOT is_active"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 49, 51, 90, 99})
    void aListThatComesBack_hasLostNothing(int percent) {
        for (int round = 0; round < 3; round++) {
            sync(left(percent));
            sync(left(percent));
            sync(ALL);
            assertNothingDelisted();
        }
        assertThat(catalog.number("SELECT count(*) FROM model_misses WHERE misses > 0"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, shrunk", "49, shrunk", "51, mass_removal", "80, mass_removal", "89, mass_removal"})
    void aListThatStaysShort_losesNothingUnasked(int percent, String verdict) {
        for (int fetch = 0; fetch < 14; fetch++) {
            sync(left(percent));
        }

        assertNothingDelisted();
        assertThat(catalog.text("SELECT list_verdict FROM pricing_sync_log ORDER BY id DESC LIMIT 1"))
                .isEqualTo(verdict);
        assertThat(catalog.text("SELECT health_status FROM providers WHERE slug = 'openrouter'"))
                .isEqualTo("degraded");
        assertThat(catalog.events()).contains("provider.degraded");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 198, its list has less than half of the models that were known; 198 models that are missing are kept",
        "89, 22, more models are gone than one run or one day may remove; 22 models that are missing are kept"
    })
    void modelsThatAreKept_areCountedAndTold(int percent, long kept, String said) {
        for (int fetch = 0; fetch < 3; fetch++) {
            sync(left(percent));
        }
        assertThat(catalog.number(MISSING)).isEqualTo(kept);
        assertThat(catalog.text("SELECT error_message FROM pricing_sync_log ORDER BY id DESC LIMIT 1"))
                .isEqualTo(said);

        catalog.setKind(SyncKind.PRICES);
        catalog.sync(ALL);
        catalog.setKind(SyncKind.FULL);
        assertThat(catalog.number(MISSING)).as("of the last full list").isEqualTo(kept);
        sync(ALL);
        assertThat(catalog.number(MISSING)).isZero();
    }

    @Test
    void aTenthThatStaysAway_isDelistedAtTheThirdMiss() {
        sync(left(90));
        sync(left(90));
        assertNothingDelisted();
        sync(left(90));

        assertThat(catalog.number(DELISTED)).isEqualTo(20);
    }

    /** Another fifth is missing each time: a page that gets lost, now this and now that one. */
    @Test
    void flappingPages_loseNothing() {
        for (int fetch = 0; fetch < 20; fetch++) {
            int lost = fetch % 5;
            sync(IntStream.range(0, MODELS)
                    .filter(model -> model / 40 != lost)
                    .mapToObj(model -> ALL[model])
                    .toArray(CatalogModel[]::new));
        }

        assertNothingDelisted();
    }
}
