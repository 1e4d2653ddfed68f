package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import org.junit.jupiter.api.Test;

class ModelzTest {
    @Test
    void map_firstOfSeveralNames_isTheId() {
        MapperRun run = MapperRun.of(
                new Modelz(),
                "{\"model\":\"f\",\"name\":\"e\",\"id\":\"d\",\"modelId\":\"c\",\"model_id\":\"b\",\"Token\":\"a\"}",
                "{\"model\":\"f\",\"name\":\"e\",\"id\":\"d\",\"modelId\":\"c\"}",
                "{\"model\":\"f\"}",
                "{\"isGraduated\":true}");

        assertThat(run.models).extracting(CatalogModel::providerModelId).containsExactly("a", "c", "f");
        assertThat(run.skips).containsExactly(SkipReason.NO_ID);
    }

    @Test
    void map_pricesHaveNoUnit() {
        CatalogModel model = MapperRun.model(
                new Modelz(), "{\"Token\":\"a\",\"isGraduated\":false,\"contextLength\":4096,\"prompt_price\":0.9}");

        assertThat(model.contextLength()).isEqualTo(4096);
        assertThat(model.pricing().basis()).isEqualTo("unit_unknown");
        assertThat(model.metadata()).containsEntry("prompt_price", "0.9").containsEntry("graduated", "false");
    }
}
