package ai.gatewayz.sync.activities.registry;

import static ai.gatewayz.sync.activities.stage.SampleModels.model;
import static ai.gatewayz.sync.activities.stage.SampleModels.models;
import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.stage.CatalogFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ProviderHealthTest {
    private static final String HEALTH = "SELECT health_status FROM providers WHERE slug = 'openrouter'";
    private static final String EVENTS = "SELECT type || ' ' || generation || ' ' || (after->>'reason') FROM"
            + " change_events WHERE type LIKE 'provider.%' ORDER BY seq";

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    @Test
    void firstCompleteList_makesAProviderHealthyWithoutAnEvent() {
        assertThat(catalog.text(HEALTH)).isEqualTo("unknown");
        catalog.sync(models(4));
        assertThat(catalog.text(HEALTH)).isEqualTo("healthy");
        assertThat(catalog.texts(EVENTS)).isEmpty();
    }

    @Test
    void incompleteList_degradesAndACompleteOneRecovers() {
        catalog.sync(models(4));
        catalog.sync(model("m1"));
        catalog.sync(model("m1"));
        assertThat(catalog.text(HEALTH)).isEqualTo("degraded");
        catalog.sync(models(4));
        assertThat(catalog.text(HEALTH)).isEqualTo("healthy");

        assertThat(catalog.texts(EVENTS))
                .containsExactly("provider.degraded 1 shrunk", "provider.recovered 1 its list is complete again");
    }

    @Test
    void incompleteList_isNoCompleteSync() {
        catalog.sync(models(4));
        String complete = "SELECT last_complete_at = last_success_at FROM provider_sync_state WHERE applied_fence > 0";
        assertThat(catalog.text(complete)).isEqualTo("t");
        catalog.sync(model("m1"));
        assertThat(catalog.text(complete)).isEqualTo("f");
    }

    @Test
    void presentModels_areConfirmedByTheViewWithoutAWrite() {
        catalog.sync(models(4));
        catalog.sync(model("m1"), model("m2"), model("m3"));
        assertThat(catalog.texts("SELECT (v.updated_at > v.created_at) || ' ' || v.model_id FROM models v"
                        + " ORDER BY v.model_id"))
                .containsExactly("true m1", "true m2", "true m3", "true m4");
        assertThat(catalog.texts("SELECT (v.updated_at = s.last_complete_at) || ' ' || v.model_id FROM models v"
                        + " JOIN provider_sync_state s USING (provider_id) ORDER BY v.model_id"))
                .containsExactly("true m1", "true m2", "true m3", "true m4");
    }
}
