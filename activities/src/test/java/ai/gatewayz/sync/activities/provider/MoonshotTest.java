package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import org.junit.jupiter.api.Test;

class MoonshotTest {
    @Test
    void map_visionFlagOfNewerBodies() {
        MapperRun run = MapperRun.of(
                new Moonshot(),
                "{\"id\":\"luna-v\",\"context_length\":262144,\"supports_image_in\":true}",
                "{\"id\":\"luna\",\"supports_image_in\":false}",
                "{\"id\":\"luna-old\",\"root\":\"\"}");

        assertThat(run.models).extracting(m -> m.capabilities().vision()).containsExactly(true, false, null);
        assertThat(run.models).extracting(CatalogModel::contextLength).containsExactly(262_144L, null, null);
    }

    @Test
    void map_flagsTellInputsAndReasoning() {
        CatalogModel model = MapperRun.model(
                new Moonshot(),
                "{\"id\":\"luna-x\",\"supports_image_in\":true,\"supports_video_in\":true,\"supports_reasoning\":true}");

        assertThat(model.modalities().input()).containsExactly("image", "text", "video");
        assertThat(model.capabilities().reasoning()).isTrue();
    }
}
