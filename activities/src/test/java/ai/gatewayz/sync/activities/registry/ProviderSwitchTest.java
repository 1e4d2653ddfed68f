package ai.gatewayz.sync.activities.registry;

import static ai.gatewayz.sync.activities.stage.SampleModels.models;
import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.stage.CatalogFixture;
import ai.gatewayz.sync.activities.stage.FakeFeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ProviderSwitchTest {
    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    private void switchProvider(String slug, boolean on) {
        catalog.jdbi.useHandle(handle -> handle.execute("UPDATE providers SET is_active = ? WHERE slug = ?", on, slug));
    }

    @Test
    void follow_takesTheModelsOfAnInactiveProviderOut() {
        catalog.sync(models(2));
        catalog.sync("groq", FakeFeed.of(models(2)));
        switchProvider("groq", false);

        assertThat(catalog.providers.followSwitches()).isEqualTo(2);
        assertThat(catalog.texts("SELECT p.slug || ' ' || m.provider_model_id || ' ' || m.is_active || ' ' ||"
                        + " coalesce(m.inactive_reason, '-') FROM catalog_models m JOIN providers p ON p.id ="
                        + " m.provider_id ORDER BY 1"))
                .containsExactly(
                        "groq m1 false provider_inactive",
                        "groq m2 false provider_inactive",
                        "openrouter m1 true -",
                        "openrouter m2 true -");
        assertThat(catalog.texts("SELECT type || ' ' || provider_slug || ' ' || provider_model_id || ' ' || generation"
                        + " || ' ' || (after->>'reason') FROM change_events WHERE after->>'reason' IS NOT NULL ORDER"
                        + " BY seq"))
                .containsExactly(
                        "model.delisted groq m1 3 provider_inactive", "model.delisted groq m2 3 provider_inactive");
        assertThat(catalog.number("SELECT count(*) FROM model_pricing_history")).isEqualTo(4);
    }

    @Test
    void follow_again_writesNothing() {
        catalog.sync("groq", FakeFeed.of(models(2)));
        switchProvider("groq", false);
        catalog.providers.followSwitches();
        var before = catalog.dump();

        assertThat(catalog.providers.followSwitches()).isZero();
        assertThat(catalog.dump()).isEqualTo(before);
    }

    @Test
    void firstListAfterwards_bringsThemBack_butNotWhatAnOperatorSwitchedOff() {
        catalog.sync("groq", FakeFeed.of(models(3)));
        catalog.jdbi.useHandle(handle -> handle.execute("UPDATE catalog_models SET is_active = false,"
                + " inactive_reason = 'operator' WHERE provider_model_id = 'm3'"));
        switchProvider("groq", false);
        catalog.providers.followSwitches();
        assertThat(catalog.providers.find("groq").orElseThrow().appliedSha256())
                .as("so that the same list is compared")
                .isNull();

        catalog.sync("groq", FakeFeed.of(models(3)));
        assertThat(catalog.isActive("m1")).as("still off").isEqualTo("false provider_inactive");
        switchProvider("groq", true);
        catalog.sync("groq", FakeFeed.of(models(3)));
        assertThat(catalog.isActive("m1")).isEqualTo("true -");
        assertThat(catalog.isActive("m2")).isEqualTo("true -");
        assertThat(catalog.isActive("m3")).isEqualTo("false operator");
        assertThat(catalog.events()).endsWith("model.reactivated m1", "model.reactivated m2");
    }

    @Test
    void follow_doesNotUseUpTheDaysDelistings() {
        catalog.sync("groq", FakeFeed.of(models(300)));
        catalog.sync(models(300));
        switchProvider("groq", false);
        catalog.providers.followSwitches();
        for (int miss = 0; miss < 3; miss++) {
            catalog.sync(models(299));
            catalog.ageMisses("3 hours 1 second");
        }
        catalog.sync(models(299));
        assertThat(catalog.number("SELECT count(*) FROM catalog_models WHERE inactive_reason = 'missing'"))
                .isEqualTo(1);
    }
}
