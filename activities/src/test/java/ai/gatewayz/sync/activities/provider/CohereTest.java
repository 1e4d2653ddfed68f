package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import org.junit.jupiter.api.Test;

class CohereTest {
    @Test
    void map_featuresAreCapabilities() {
        CatalogModel model = MapperRun.model(new Cohere(), """
                {"name":"command-lynx","endpoints":["generate","chat"],"finetuned":false,"context_length":288000,
                 "is_deprecated":true,"features":["tools","json_mode","vision"]}""");

        assertThat(model.providerModelId()).isEqualTo("command-lynx");
        assertThat(model.contextLength()).isEqualTo(288_000);
        assertThat(model.capabilities()).isEqualTo(new Capabilities(null, true, true, true, false, false));
        assertThat(model.metadata())
                .containsEntry("endpoints", "chat, generate")
                .containsEntry("deprecated", "true");
    }

    @Test
    void map_nullFeaturesAndZeroContext_areUndeclared() {
        CatalogModel model =
                MapperRun.model(new Cohere(), "{\"name\":\"embed\",\"context_length\":0,\"features\":null}");

        assertThat(model.contextLength()).isNull();
        assertThat(model.capabilities()).isEqualTo(Capabilities.UNDECLARED);
    }

    @Test
    void map_fineTune_isNotOffered() {
        assertThat(MapperRun.of(new Cohere(), "{\"name\":\"own-ft\",\"finetuned\":true}").skips)
                .containsExactly(SkipReason.NOT_OFFERED);
    }

    @Test
    void map_visionFlag_goesBeforeTheFeatures() {
        assertThat(MapperRun.model(
                                new Cohere(), "{\"name\":\"lynx\",\"supports_vision\":true,\"features\":[\"tools\"]}")
                        .capabilities()
                        .vision())
                .isTrue();
        assertThat(MapperRun.model(new Cohere(), "{\"name\":\"lynx\",\"supports_vision\":false}")
                        .capabilities()
                        .vision())
                .isFalse();
    }
}
