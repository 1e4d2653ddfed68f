package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.feed.MapperRun;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TogetherTest {
    @ParameterizedTest
    @CsvSource({
        "chat, chat, text->text",
        "language, chat, text->text",
        "embedding, embedding, text->embeddings",
        "rerank, rerank, text->rerank",
        "image, image, text->image",
        "video, video, text->video",
        "moderation, moderation,",
        "audio, speech, text->audio",
        "quartet, , ",
    })
    @Tag("G35")
    void type_tellsWhatAModelIsFor(String type, @Nullable String kind, @Nullable String arrow) {
        CatalogModel model = MapperRun.model(
                new Together(),
                "{\"id\":\"acme/x\",\"type\":\"" + type + "\",\"pricing\":{\"input\":0.02,\"output\":0.02}}");

        assertThat(model.kind() == null ? null : model.kind().key()).isEqualTo(kind);
        assertThat(model.modalities().arrow()).isEqualTo(arrow);
    }
}
