package ai.gatewayz.sync.catalog.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelKindTest {
    @ParameterizedTest
    @CsvSource({
        "chat, chat",
        "LLM, chat",
        "Text Generation, chat",
        "/v1/chat/completions, chat",
        "language, chat",
        "Text-to-Image, image",
        "image_generation, image",
        "text-to-video, video",
        "tts, speech",
        "Automatic Speech Recognition, transcription",
        "speech-to-text, transcription",
        "text-embeddings, embedding",
        "reranker, rerank",
        "text-to-audio, other",
        "bidiGenerateContent, realtime",
    })
    void words_ofManyListsAreKnown(String word, String kind) {
        assertThat(ModelKind.ofWord(word)).map(ModelKind::key).contains(kind);
    }

    @ParameterizedTest
    @CsvSource({"base", "model", "generateContent", "''", "unknown", "chatty"})
    void otherWords_areNoKind(String word) {
        assertThat(ModelKind.ofWord(word)).isEmpty();
    }

    @Test
    void ownWords_areKnown() {
        for (ModelKind kind : ModelKind.values()) {
            assertThat(ModelKind.ofWord(kind.key().toUpperCase(Locale.ROOT))).contains(kind);
        }
    }

    @Test
    void severalWords_areChatIfOneIs_elseTheFirstThatIsKnown() {
        assertThat(ModelKind.ofWords(List.of("ocr", "completion_chat"))).contains(ModelKind.CHAT);
        assertThat(ModelKind.ofWords(List.of("batch", "embed", "classify"))).contains(ModelKind.EMBEDDING);
        assertThat(ModelKind.ofWords(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "text, text, chat",
        "text+image, text+image, chat",
        "audio, text, transcription",
        "text, embeddings, embedding",
        "text, image, image",
        "text, image+video, video",
        "text, speech, speech",
        "text, ,",
        "text, 3d+mesh,",
    })
    void modalities_tellTheKind(String in, @Nullable String out, @Nullable String kind) {
        Modalities modalities = new Modalities(words(in), words(out));

        assertThat(ModelKind.of(modalities).map(ModelKind::key).orElse(null)).isEqualTo(kind);
    }

    private static List<String> words(@Nullable String text) {
        return text == null ? List.of() : List.of(text.split("\\+", -1));
    }
}
