package ai.gatewayz.sync.activities.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import org.junit.jupiter.api.Test;

class GoogleModelsTest {
    @Test
    void map_geminiRow_keepsTheResourceName() {
        CatalogModel model = MapperRun.model(new GoogleModels(), """
                {"name":"models/Aurora-3","version":"001","displayName":"Aurora 3","description":"Fast.",
                 "inputTokenLimit":1048576,"outputTokenLimit":65536,"thinking":true,
                 "supportedGenerationMethods":["generateContent","countTokens"]}""");

        assertThat(model.providerModelId()).isEqualTo("models/Aurora-3");
        assertThat(model.modelId()).isEqualTo("aurora-3");
        assertThat(model.name()).isEqualTo("Aurora 3");
        assertThat(model.contextLength()).isEqualTo(1_048_576);
        assertThat(model.maxOutputTokens()).isEqualTo(65_536);
        assertThat(model.capabilities()).isEqualTo(new Capabilities(null, null, null, null, true, null));
        assertThat(model.metadata())
                .containsEntry("version", "001")
                .containsEntry("methods", "countTokens, generateContent")
                .hasSize(2);
    }

    @Test
    void map_vertexRow_hasStageAndActions() {
        CatalogModel model = MapperRun.model(new GoogleModels(), """
                {"name":"publishers/google/models/aurora-3","versionId":"aurora-3@001","launchStage":"GA",
                 "openSourceCategory":"PROPRIETARY","supportedActions":{"openGenerationAiStudio":{},"deploy":{}}}""");

        assertThat(model.providerModelId()).isEqualTo("publishers/google/models/aurora-3");
        assertThat(model.modelId()).isEqualTo("aurora-3");
        assertThat(model.contextLength()).isNull();
        assertThat(model.metadata())
                .containsEntry("version", "aurora-3@001")
                .containsEntry("launch_stage", "GA")
                .containsEntry("open_source_category", "PROPRIETARY")
                .containsEntry("actions", "deploy, openGenerationAiStudio");
    }

    @Test
    void map_otherResource_isJoinedByItsWholeName() {
        assertThat(MapperRun.model(new GoogleModels(), "{\"name\":\"corpora/Notes\"}")
                        .modelId())
                .isEqualTo("corpora/notes");
    }

    @Test
    void map_withoutName_isSkipped() {
        assertThat(MapperRun.of(new GoogleModels(), "{\"versionId\":\"1\"}").skips)
                .containsExactly(SkipReason.NO_ID);
    }
}
