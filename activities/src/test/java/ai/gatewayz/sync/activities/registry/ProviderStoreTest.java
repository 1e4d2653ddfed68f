package ai.gatewayz.sync.activities.registry;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.activities.stage.CatalogFixture;
import ai.gatewayz.sync.activities.stage.SampleModels;
import ai.gatewayz.sync.activities.stage.StageStore;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ProviderStoreTest {
    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    @Test
    void register_writesARowPerProvider() {
        assertThat(catalog.texts("SELECT slug FROM providers ORDER BY slug"))
                .isEqualTo(Providers.all().stream()
                        .map(Provider::toString)
                        .sorted()
                        .toList());
        assertThat(catalog.number("SELECT count(*) FROM provider_sync_state"))
                .isEqualTo(Providers.all().size());
        assertThat(catalog.texts("SELECT unnest(aliases) FROM providers WHERE slug = 'google-vertex'"))
                .isEqualTo(Providers.all().stream()
                        .filter(p -> p.toString().equals("google-vertex"))
                        .flatMap(p -> p.aliases().stream())
                        .toList());
    }

    @Test
    @Tag("G33")
    void register_keepsWhatOtherToolsCallAProvider() {
        assertThat(catalog.texts(
                        "SELECT concat_ws(' ', slug, coalesce(litellm_name, '-'), coalesce(genai_prices_name, '-'))"
                                + " FROM providers WHERE slug IN ('together', 'xai', 'google-vertex', 'friendli', 'poe', 'nano-gpt')"
                                + " ORDER BY slug"))
                .containsExactly(
                        "friendli friendliai -",
                        "google-vertex vertex_ai -",
                        "nano-gpt nano-gpt -",
                        "poe - -",
                        "together together_ai together",
                        "xai xai x-ai");
    }

    @Test
    void register_twice_writesNothing() {
        List<String> before = catalog.rows("providers");
        List<String> states = catalog.rows("provider_sync_state");
        catalog.providers.register(Providers.all());
        assertThat(catalog.rows("providers")).isEqualTo(before);
        assertThat(catalog.rows("provider_sync_state")).isEqualTo(states);
    }

    @Test
    void register_bringsOnlyTheCodesColumnsBack() {
        String row = "SELECT concat_ws(' ', name, is_active, health_status) FROM providers WHERE slug = 'groq'";
        assertThat(catalog.text(row)).isEqualTo("Groq t unknown");
        catalog.jdbi.useHandle(handle -> handle.execute(
                "UPDATE providers SET name = 'x', is_active = false, health_status = 'down' WHERE slug = 'groq'"));
        catalog.providers.register(Providers.all());
        assertThat(catalog.text(row)).isEqualTo("Groq f down");
        assertThat(catalog.providers.syncable()).contains("openrouter").doesNotContain("groq");
    }

    @Test
    void find_showsTheStateOfItsSyncs() {
        catalog.sync(SampleModels.models(3));
        catalog.sync(SampleModels.models(2));
        ProviderRow row = catalog.providers.find(CatalogFixture.SLUG).orElseThrow();

        assertThat(row.slug()).isEqualTo("openrouter");
        assertThat(row.isActive()).isTrue();
        assertThat(row.isSupported()).isTrue();
        assertThat(row.isHealthy()).isTrue();
        assertThat(row.appliedFence()).isEqualTo(2);
        assertThat(row.appliedSha256()).hasSize(32).endsWith(0, 1);
        assertThat(row.appliedTransformer()).isEqualTo(StageStore.TRANSFORMER_VERSION);
        assertThat(row.modelsMissing()).isEqualTo(1);
        assertThat(catalog.providers.find("nobody")).isEmpty();
    }

    @Test
    void nextFence_growsForEver() {
        assertThat(catalog.providers.nextFence()).isEqualTo(1);
        assertThat(catalog.providers.nextFence()).isEqualTo(2);
    }
}
