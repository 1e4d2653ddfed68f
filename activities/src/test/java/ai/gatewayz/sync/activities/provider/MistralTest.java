package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MistralTest {
    @Test
    void map_aliasRow_joinsItsModel() {
        CatalogModel model = MapperRun.model(new Mistral(), """
                {"id":"zephyr-latest","name":"Zephyr-2609","aliases":["zephyr-2609","zephyr"],"created":0,
                 "max_context_length":131072,"capabilities":{"completion_chat":true,"function_calling":true,
                 "vision":false,"ocr":false},"deprecation":"2027-05-31T12:00:00Z",
                 "deprecation_replacement_model":"zephyr-2703","type":"base"}""");

        assertThat(model.providerModelId()).isEqualTo("zephyr-latest");
        assertThat(model.modelId()).isEqualTo("zephyr-2609");
        assertThat(model.contextLength()).isEqualTo(131_072);
        assertThat(model.createdAt()).isNull();
        assertThat(model.deprecatedAt()).isEqualTo(Instant.parse("2027-05-31T12:00:00Z"));
        assertThat(model.capabilities()).isEqualTo(new Capabilities(null, true, false, null, null, null));
        assertThat(model.metadata())
                .containsEntry("alias_of", "Zephyr-2609")
                .containsEntry("aliases", "zephyr, zephyr-2609")
                .containsEntry("abilities", "completion_chat, function_calling")
                .containsEntry("replacement", "zephyr-2703");
    }

    @Test
    @Tag("G35")
    void map_chatThatHears_takesSoundBesideText() {
        assertThat(arrow("\"completion_chat\":true,\"audio\":true")).isEqualTo("audio+text->text");
        assertThat(arrow("\"completion_chat\":true,\"audio\":true,\"vision\":true"))
                .isEqualTo("audio+image+text->text");
        assertThat(arrow("\"completion_chat\":true,\"audio\":false")).isEqualTo("text->text");
        assertThat(arrow("\"audio_transcription\":true")).isEqualTo("audio->text");
    }

    private static @Nullable String arrow(String capabilities) {
        return MapperRun.model(new Mistral(), "{\"id\":\"zephyr\",\"capabilities\":{" + capabilities + "}}")
                .modalities()
                .arrow();
    }

    @Test
    void map_modelItself_isNoAlias() {
        CatalogModel model = MapperRun.model(new Mistral(), "{\"id\":\"zephyr\",\"name\":\"zephyr\",\"aliases\":[]}");

        assertThat(model.modelId()).isEqualTo("zephyr");
        assertThat(model.metadata()).isEmpty();
    }
}
