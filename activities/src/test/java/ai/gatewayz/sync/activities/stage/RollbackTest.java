package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import ai.gatewayz.sync.ledger.Pins;
import ai.gatewayz.sync.ledger.Rollbacks;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A provider's prices as they were at an earlier generation, between real syncs. */
final class RollbackTest {
    private static final String SERVED = "SELECT concat_ws(' ', m.provider_model_id, r.pricing_state,"
            + " r.price_per_input_token, r.price_per_output_token, r.price_per_cache_read_token, r.price_per_request,"
            + " r.is_pinned) FROM served_prices r JOIN catalog_models m ON m.id = r.model_id"
            + " JOIN providers p ON p.id = m.provider_id WHERE p.slug = 'openrouter' ORDER BY m.provider_model_id";
    private static final String NEWEST = "SELECT concat_ws(' ', type, provider_model_id, generation, job_id,"
            + " before ->> 'pricing_state', before ->> 'prompt', before ->> 'pinned', after ->> 'pricing_state',"
            + " after ->> 'prompt', after ->> 'pinned') FROM change_events WHERE generation ="
            + " (SELECT generation FROM catalog_generation) ORDER BY seq";

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    private static CatalogModel model(String id, String micros) {
        return SampleModels.with(
                id,
                new PricingBuilder()
                        .add(PriceKind.INPUT, PriceUnit.USD_PER_TOKEN, micros + "e-6")
                        .add(PriceKind.OUTPUT, PriceUnit.USD_PER_TOKEN, micros + "e-6")
                        .add(PriceKind.CACHE_READ, PriceUnit.USD_PER_TOKEN, micros + "e-7")
                        .add(PriceKind.REQUEST, PriceUnit.USD_PER_REQUEST, micros + "e-3")
                        .build());
    }

    private long generation() {
        return catalog.number("SELECT generation FROM catalog_generation");
    }

    private String rollBack(long target) {
        Rollbacks.Pinned done = catalog.jdbi.inTransaction(
                handle -> Rollbacks.rollBack(handle, CatalogFixture.SLUG, target, "admin/x"));
        return done.pinned() + " " + done.kept() + shown(done.nextGeneration());
    }

    private String undo() {
        Rollbacks.Removed done =
                catalog.jdbi.inTransaction(handle -> Rollbacks.undo(handle, CatalogFixture.SLUG, "admin/x"));
        return done.removed() + shown(done.nextGeneration());
    }

    private static String shown(@Nullable Long generation) {
        return generation == null ? "" : " " + generation;
    }

    private static CatalogModel unpriced(String id) {
        return SampleModels.with(id, Pricing.unknown("absent"));
    }

    @Test
    void prices_areServedAsTheyWere_andAreTheProvidersAgainAfterwards() {
        catalog.sync(model("a", "1"), model("b", "2"), unpriced("c"));
        long good = generation();
        catalog.sync(model("a", "1.5"), model("b", "2"), model("c", "3"), model("new", "4"));
        catalog.sync(model("a", "1.7"), model("b", "2"), model("c", "3"), model("new", "4.4"));
        List<String> wrong = catalog.texts(SERVED);

        assertThat(rollBack(good)).isEqualTo("2 0 " + (good + 3));

        List<String> rolledBack = List.of(
                "a priced 0.000001 0.000001 0.0000001 0.001 t",
                "b priced 0.000002 0.000002 0.0000002 0.002 f",
                "c unknown t",
                "new priced 0.0000044 0.0000044 0.00000044 0.0044 f");
        assertThat(catalog.texts(SERVED)).isEqualTo(rolledBack);
        assertThat(catalog.texts(NEWEST))
                .containsExactly(
                        "price.changed a 4 operator:admin/x priced 0.0000017 false priced 0.000001 true",
                        "price.changed c 4 operator:admin/x priced 0.000003 false unknown true");

        catalog.sync(model("a", "1.8"), model("b", "2"), model("c", "3"), model("new", "4.4"));
        assertThat(catalog.texts(SERVED)).isEqualTo(rolledBack);
        assertThat(catalog.texts("SELECT m.provider_model_id FROM served_prices r JOIN catalog_models m"
                        + " ON m.id = r.model_id WHERE r.upstream_moved"))
                .containsExactly("a");

        assertThat(undo()).isEqualTo("2 " + (good + 5));
        assertThat(catalog.texts(NEWEST))
                .containsExactly(
                        "price.changed a 6 operator:admin/x priced 0.000001 true priced 0.0000018 false",
                        "price.changed c 6 operator:admin/x unknown true priced 0.000003 false");
        assertThat(catalog.texts(SERVED).get(0)).isEqualTo("a priced 0.0000018 0.0000018 0.00000018 0.0018 f");
        assertThat(catalog.texts(SERVED).subList(1, 4)).isEqualTo(wrong.subList(1, 4));
    }

    @Test
    void aPin_isLeftAlone_alsoWhenTheRollbackIsTakenBack() {
        catalog.sync(model("a", "1"), model("b", "2"));
        long good = generation();
        catalog.sync(model("a", "1.5"), model("b", "2.5"));
        long a = catalog.number("SELECT id FROM catalog_models WHERE provider_model_id = 'a'");
        Pricing pinned = new PricingBuilder()
                .add(PriceKind.INPUT, PriceUnit.USD_PER_TOKEN, "0.000009")
                .build();
        catalog.jdbi.useTransaction(handle -> Pins.pin(handle, a, pinned, "me", null));

        assertThat(rollBack(good)).isEqualTo("1 1 4");
        assertThat(catalog.texts(SERVED))
                .containsExactly("a priced 0.000009 t", "b priced 0.000002 0.000002 0.0000002 0.002 t");
        assertThat(undo()).isEqualTo("1 5");
        assertThat(catalog.texts(SERVED))
                .containsExactly("a priced 0.000009 t", "b priced 0.0000025 0.0000025 0.00000025 0.0025 f");
    }

    @Test
    void nothingToDo_takesNoGeneration() {
        catalog.sync(model("a", "1"));
        catalog.sync(model("a", "1.5"));
        catalog.sync(model("a", "1"));
        long present = generation();

        assertThat(rollBack(1)).isEqualTo("0 0");
        assertThat(rollBack(present)).isEqualTo("0 0");
        assertThat(undo()).isEqualTo("0");
        assertThat(generation()).isEqualTo(present);
        assertThat(rollBack(2)).isEqualTo("1 0 4");
        assertThat(rollBack(2)).isEqualTo("0 0");
    }

    @Test
    void otherProviders_areLeftAlone() {
        catalog.sync(model("a", "1"));
        catalog.sync("groq", FakeFeed.of(model("a", "1")));
        long good = generation();
        catalog.sync("groq", FakeFeed.of(model("a", "1.5")));

        assertThat(rollBack(good)).isEqualTo("0 0");
        assertThat(catalog.number("SELECT count(*) FROM operator_overrides")).isZero();
    }
}
