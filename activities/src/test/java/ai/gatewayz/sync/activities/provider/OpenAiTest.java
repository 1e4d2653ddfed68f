package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OpenAiTest {
    @Test
    void map_deprecationDate() {
        CatalogModel model = MapperRun.model(
                new OpenAi(),
                "{\"id\":\"gpt-8\",\"created\":1700000000,\"deprecation_date\":\"2027-03-31\",\"owned_by\":\"system\"}");

        assertThat(model.createdAt()).isEqualTo(Instant.parse("2023-11-14T22:13:20Z"));
        assertThat(model.deprecatedAt()).isEqualTo(Instant.parse("2027-03-31T00:00:00Z"));
        assertThat(model.metadata()).containsExactly(java.util.Map.entry("owned_by", "system"));
    }

    @Test
    void map_fineTunedModel_isNotOffered() {
        MapperRun run = MapperRun.of(new OpenAi(), "{\"id\":\"ft:gpt-8:acme::x\"}", "{\"id\":\"aft:x\"}");

        assertThat(run.skips).containsExactly(SkipReason.NOT_OFFERED);
        assertThat(run.models).extracting(CatalogModel::providerModelId).containsExactly("aft:x");
    }
}
