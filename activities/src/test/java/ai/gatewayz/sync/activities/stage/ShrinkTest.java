package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.model.CatalogModel;
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
