package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.Modalities;
import ai.gatewayz.sync.catalog.model.ModelKind;
import ai.gatewayz.sync.catalog.model.SkipReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class VeniceTest {
    @Test
    void map_dollarsOnly_andOneStepAboveTheThreshold() {
        CatalogModel model = MapperRun.model(new Venice(), """
                {"id":"lynx","type":"text","model_spec":{"pricing":{
                 "input":{"diem":99,"usd":0.5},"output":{"diem":99,"usd":2},"cache_input":{"usd":0.05},
                 "extended":{"context_token_threshold":256000,"input":{"usd":1.5,"diem":99},"output":{"usd":6}}}}}""");

        assertThat(MapperRun.prices(model))
                .containsExactly(
                        "input/token {min_prompt_tokens=256001} 0.0000015",
                        "input/token 0.0000005",
                        "output/token {min_prompt_tokens=256001} 0.000006",
                        "output/token 0.000002",
                        "cache_read/token 0.00000005");
    }

    @Test
    void map_facts() {
        CatalogModel model = MapperRun.model(new Venice(), """
                {"id":"lynx","type":"text","context_length":1000,"model_spec":{"name":"Lynx","description":"D.",
                 "availableContextTokens":900,"maxCompletionTokens":100,"betaModel":true,"privacy":"private",
                 "capabilities":{"supportsFunctionCalling":true,"supportsVision":true,"supportsReasoning":false,
                 "supportsResponseSchema":true,"supportsVideoInput":true}}}""");

        assertThat(model.name()).isEqualTo("Lynx");
        assertThat(model.contextLength()).isEqualTo(900);
        assertThat(model.maxOutputTokens()).isEqualTo(100);
        assertThat(model.capabilities()).isEqualTo(new Capabilities(null, true, true, null, false, true));
        assertThat(model.modalities()).isEqualTo(new Modalities(List.of("text", "image", "video"), List.of("text")));
        assertThat(model.metadata()).containsEntry("beta", "true").containsEntry("privacy", "private");
    }

    @Test
    void map_offline_isNotOffered() {
        assertThat(MapperRun.of(new Venice(), "{\"id\":\"x\",\"model_spec\":{\"offline\":true}}").skips)
                .containsExactly(SkipReason.NOT_OFFERED);
    }

    @Test
    void map_imageRow_hasNoTokenPrice() {
        CatalogModel model = MapperRun.model(
                new Venice(), "{\"id\":\"x\",\"type\":\"image\",\"model_spec\":{\"pricing\":{\"input\":{\"usd\":5}}}}");

        assertThat(model.pricing().basis()).isEqualTo("unit_unknown");
        assertThat(model.kind()).isEqualTo(ModelKind.IMAGE);
        assertThat(model.modalities()).isEqualTo(new Modalities(List.of("text"), List.of("image")));
    }
}
