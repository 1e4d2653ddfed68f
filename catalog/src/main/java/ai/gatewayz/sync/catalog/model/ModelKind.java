package ai.gatewayz.sync.catalog.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a model is for, in one word. Only what somebody says: a model that nobody describes has no kind. */
public enum ModelKind {
    CHAT(
            List.of("text"),
            List.of("text"),
            "llm",
            "language",
            "text",
            "code",
            "text_generation",
            "text_to_text",
            "chat_completion",
            "chat_completions",
            "v1_chat_completions",
            "completion_chat",
            "conversational",
            "responses",
            "vlm"),
    COMPLETION(List.of("text"), List.of("text"), "completions", "v1_completions", "generate"),
    EMBEDDING(
            List.of("text"),
            List.of("embeddings"),
            "embeddings",
            "embed",
            "text_embedding",
            "text_embeddings",
            "v1_embeddings",
            "feature_extraction",
            "sentence_similarity",
            "embedcontent"),
    RERANK(List.of("text"), List.of("rerank"), "reranker", "reranking", "text_ranking", "v1_rerank"),
    IMAGE(
            List.of("text"),
            List.of("image"),
            "images",
            "image_generation",
            "image_generations",
            "image_edit",
            "image_editing",
            "text_to_image",
            "image_to_image",
            "inpaint",
            "upscale",
            "predict"),
    VIDEO(
            List.of("text"),
            List.of("video"),
            "video_generation",
            "text_to_video",
            "image_to_video",
            "video_to_video",
            "audio_to_video",
            "predictlongrunning"),
    SPEECH(List.of("text"), List.of("audio"), "audio", "tts", "text_to_speech", "audio_speech", "speech_synthesis"),
    TRANSCRIPTION(
            List.of("audio"),
            List.of("text"),
            "transcribe",
            "transcriptions",
            "audio_transcription",
            "audio_transcription_realtime",
            "automatic_speech_recognition",
            "speech_recognition",
            "speech_to_text",
            "audio_to_text",
            "stt",
            "asr"),
    MODERATION(List.of(), List.of(), "moderations", "text_moderation"),
    OCR(List.of("image"), List.of("text"), "document_ocr"),
    REALTIME(List.of(), List.of(), "bidigeneratecontent"),
    OTHER(
            List.of(),
            List.of(),
            "text_to_audio",
            "audio_to_audio",
            "speech_to_speech",
            "music",
            "translation",
            "summarization",
            "text_classification",
            "image_classification",
            "object_detection",
            "image_to_text",
            "image_to_3d",
            "text_to_3d",
            "3d_to_3d",
            "voice_activity_detection",
            "vision",
            "search",
            "vector_store",
            "guardrail",
            "generateanswer");

    private static final Map<String, ModelKind> BY_WORD = byWord();

    private final List<String> inputs;
    private final List<String> outputs;
    private final List<String> spellings;

    ModelKind(List<String> inputs, List<String> outputs, String... spellings) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.spellings = List.of(spellings);
    }

    private static Map<String, ModelKind> byWord() {
        Map<String, ModelKind> words = new HashMap<>();
        for (ModelKind kind : values()) {
            words.put(kind.key(), kind);
            kind.spellings.forEach(word -> words.put(word, kind));
        }
        return Map.copyOf(words);
    }

    /** The lower-case word used in JSON, SQL and filters. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words, in the order of the enum. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(ModelKind::key).toList();
    }

    /** The kind behind one word of a list, such as {@code Text-to-Image}, {@code tts} or {@code /v1/embeddings}. */
    public static Optional<ModelKind> ofWord(String word) {
        String plain = word.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s/.-]+", "_");
        return Optional.ofNullable(BY_WORD.get(plain.startsWith("_") ? plain.substring(1) : plain));
    }

    /**
     * The kind behind several words about one model: who can also chat is a chat model, else the first word that is known
     * decides.
     */
    public static Optional<ModelKind> ofWords(Collection<String> words) {
        List<ModelKind> known =
                words.stream().map(ModelKind::ofWord).flatMap(Optional::stream).toList();
        return known.contains(CHAT) ? Optional.of(CHAT) : known.stream().findFirst();
    }

    /** The kind of a model with these inputs and outputs; empty where they do not tell. */
    public static Optional<ModelKind> of(Modalities modalities) {
        List<String> out = modalities.output();
        if (out.contains("text")) {
            return Optional.of(modalities.input().equals(List.of("audio")) ? TRANSCRIPTION : CHAT);
        }
        return out.size() == 1
                ? ofWord(out.get(0))
                : out.equals(List.of("image", "video")) ? Optional.of(VIDEO) : Optional.empty();
    }

    /** What goes in and comes out of every model of this kind; undeclared where that differs between them. */
    public Modalities modalities() {
        return new Modalities(inputs, outputs);
    }

    /** Whether the model gives something else than text. */
    public boolean givesNoText() {
        return !outputs.isEmpty() && !outputs.contains("text");
    }
}
