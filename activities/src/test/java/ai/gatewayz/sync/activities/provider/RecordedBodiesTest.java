package ai.gatewayz.sync.activities.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.sync.activities.reference.ReferenceFeed;
import ai.gatewayz.sync.activities.reference.ReferenceIndex;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.activities.reference.ReferencePrices;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.ModelKind;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceState;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real bodies that providers once sent. They are other people's data and no part of this repository: set
 * {@code RECORDED_PAYLOADS} to a folder of {@code <slug>.json} files to run these.
 */
class RecordedBodiesTest {
    private static final Path FOLDER = Path.of(setting("RECORDED_PAYLOADS", "recorded-payloads"));

    /** Records of a recording that are no offerings. */
    private static final Map<String, Map<SkipReason, Integer>> SKIPS = Map.of("fal", Map.of(SkipReason.NOT_OFFERED, 1));

    private static String setting(String name, String absent) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(name)))
                .orElse(absent);
    }

    private static CollectedList read(String slug) throws IOException {
        Path file = FOLDER.resolve(slug + ".json");
        assumeTrue(Files.isRegularFile(file), () -> "no recorded body " + file + "; set RECORDED_PAYLOADS");
        Provider provider = Providers.all().stream()
                .filter(p -> p.slug().value().equals(slug))
                .findFirst()
                .orElseThrow();
        return CollectedList.read(ProviderFixture.of(provider).feed, Files.readAllBytes(file), 1);
    }

    static Stream<String> slugs() {
        return Providers.all().stream().filter(Provider::isSupported).map(p -> p.slug()
                .value());
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void everyRecord_isAModelOrAListedSkip(String slug) throws IOException {
        CollectedList list = read(slug);
        JsonNode tree =
                new ObjectMapper().readTree(FOLDER.resolve(slug + ".json").toFile());

        assertThat(list.skips).isEqualTo(SKIPS.getOrDefault(slug, Map.of()));
        assertThat(list.models).hasSize(ProviderFixture.records(tree).size() - list.skipped());
        assertThat(list.refusals).allMatch(List::isEmpty);
        System.out.println(slug + ": " + list.models.size() + " models, " + states(list));
    }

    private static String states(CollectedList list) {
        StringBuilder text = new StringBuilder();
        for (PriceState state : PriceState.values()) {
            text.append(state.key()).append(' ').append(count(list, state)).append(' ');
        }
        return text.append(list.components()).append(" components").toString();
    }

    private static long count(CollectedList list, PriceState state) {
        return list.models.stream().filter(m -> m.pricing().state() == state).count();
    }

    /** What the recorded feeds say of a provider's models. */
    private static ReferencePrices feeds(String slug) throws IOException {
        ReferenceKeys keys = ReferenceFeeds.keys(Providers.all()).get(slug);
        Map<ReferenceFeed, ReferenceIndex> indexes = new EnumMap<>(ReferenceFeed.class);
        for (ReferenceFeed feed : ReferenceFeed.values()) {
            Path file = FOLDER.resolve("feeds").resolve(feed.slug() + "-excerpt.json");
            if (Files.isRegularFile(file)) {
                try (InputStream body = Files.newInputStream(file)) {
                    indexes.put(feed, feed.read(body, ReferenceFeeds.keys(Providers.all())));
                }
            }
        }
        return keys == null ? ReferencePrices.none() : ReferencePrices.of(slug, keys, indexes);
    }

    /** Ids in the recordings by which everybody knows that the model gives something else than text, or other text than answers. */
    private static final Pattern NO_TEXT_MODEL = Pattern.compile(
            "embed|rerank|bge-|gte-|e5-(base|large)|multilingual-e5|minilm|clip-vit|whisper|transcri|tts|speech|sonic|elevenlabs"
                    + "|flux|dall-e|imagen|seedream|sdxl|ideogram|photon|bria/|upscal|image|veo-|sora|kling|hailuo|dream-machine"
                    + "|liveportrait|orpheus|banana",
            Pattern.CASE_INSENSITIVE);

    @ParameterizedTest
    @MethodSource("slugs")
    void textModels_areThoseOnly(String slug) throws IOException {
        ReferencePrices feeds = feeds(slug);
        List<CatalogModel> models = read(slug).models.stream()
                .map(m -> m.kind() != null
                        ? m
                        : feeds.kind(m.providerModelId(), m.metadata())
                                .map(m::withKind)
                                .orElse(m))
                .toList();
        List<CatalogModel> text = models.stream()
                .filter(m -> "text->text".equals(m.modalities().arrow()))
                .toList();

        assertThat(text)
                .allMatch(m -> m.kind() == ModelKind.CHAT || m.kind() == ModelKind.COMPLETION)
                .extracting(CatalogModel::providerModelId)
                .noneMatch(id -> NO_TEXT_MODEL.matcher(id).find());
        System.out.println(slug + ": " + text.size() + " of " + models.size() + " are text->text; kinds "
                + models.stream()
                        .collect(Collectors.groupingBy(
                                m -> String.valueOf(m.kind()), TreeMap::new, Collectors.counting())));
    }

    @ParameterizedTest
    @CsvSource({
        "together, BAAI/bge-base-en-v1.5, embedding, text->embeddings",
        "together, Salesforce/Llama-Rank-V1, rerank, text->rerank",
        "together, black-forest-labs/FLUX.1-dev, image, text->image",
        "together, cartesia/sonic, speech, text->audio",
        "together, openai/whisper-large-v3, transcription, audio->text",
        "together, Virtue-AI/VirtueGuard-Text-Lite, moderation,",
        "mistral, mistral-ocr-3-0, ocr, image->text",
        "mistral, voxtral-mini-2602, transcription, audio->text",
        "mistral, mistral-medium-2505, chat, image+text->text",
        "google-ai-studio, models/gemini-embedding-001, embedding, text->embeddings",
        "google-ai-studio, models/veo-3.1-generate-preview, video, text->video",
        "google-ai-studio, models/gemini-2.5-flash-preview-tts, ,",
        "groq, canopylabs/orpheus-v1-english, speech, text->speech",
        "poe, DALL-E-3, image, text->image",
        "poe, Imagen-4-Ultra, ,",
        "fireworks, accounts/fireworks/models/flux-1-dev-fp8, image, text->image",
        "openai, text-embedding-ada-002, ,",
    })
    void kinds_comeFromTheRecord(String slug, String id, @Nullable String kind, @Nullable String arrow)
            throws IOException {
        CatalogModel model = read(slug).model(id);

        assertThat(model.kind() == null ? null : model.kind().key()).isEqualTo(kind);
        assertThat(model.modalities().arrow()).isEqualTo(arrow);
    }

    @ParameterizedTest
    @CsvSource({
        "openrouter, x-ai/grok-4.6, input, token, , 0.000002",
        "openrouter, x-ai/grok-4.6, output, token, , 0.000006",
        "openrouter, x-ai/grok-4.6, input, token, min_prompt_tokens=200000, 0.000004",
        "openrouter, google/gemini-3-pro-image, image_output, token, , 0.00012",
        "openrouter, google/gemini-3.7-flash, cache_write, token, , 0.0000000208333333333333",
        "openrouter, qwen/qwen3.7-flash, cache_write, token, min_prompt_tokens=32000, 0.000000125",
        "openrouter, qwen/qwen3.7-flash, output, token, min_prompt_tokens=256000, 0.0000008",
        "deepinfra, Qwen/Qwen3-Coder-480B-A35B-Instruct-Turbo, input, token, , 0.00000022",
        "deepinfra, ByteDance/Seed-2.0-mini, cache_read, token, , 0.00000002",
        "groq, openai/gpt-oss-120b, input, token, , 0.00000015",
        "groq, openai/gpt-oss-120b, output, token, , 0.0000006",
        "groq, openai/gpt-oss-120b, cache_read, token, , 0.000000075",
        "groq, canopylabs/orpheus-v1-english, input, character, , 0.000022",
        "together, deepcogito/cogito-v2-preview-llama-109B-MoE, input, token, , 0.00000018",
        "together, deepcogito/cogito-v2-preview-llama-109B-MoE, output, token, , 0.00000059",
        "together, cartesia/sonic, input, character, , 0.000065",
        "xai, grok-imagine-image, image_output, image, , 0.02",
        "xai, grok-4.20-0309-reasoning, output, token, min_prompt_tokens=200000, 0.000005",
        "novita, deepseek/deepseek-v3.1, input, token, , 0.00000027",
        "novita, deepseek/deepseek-v3.1, output, token, , 0.000001",
        "chutes, ArliAI/QwQ-32B-ArliAI-RpR-v1, input, token, , 0.00000001",
        "chutes, ArliAI/QwQ-32B-ArliAI-RpR-v1, output, token, , 0.0000000400032",
    })
    void workedExamples_areExact(
            String slug, String id, String kind, String unit, @Nullable String condition, String price)
            throws IOException {
        String line = String.join(",", id, "priced", kind, unit, condition == null ? "" : condition, price);

        assertThat(ProviderFixture.lines(read(slug))).contains(line);
    }

    @Test
    void openRouter_keepsEveryOverrideCacheWriteAndRouter() throws IOException {
        CollectedList list = read("openrouter");
        JsonNode rows = new ObjectMapper()
                .readTree(FOLDER.resolve("openrouter.json").toFile())
                .get("data");

        for (JsonNode row : rows) {
            JsonNode quoted = row.get("pricing");
            var pricing = list.model(row.get("id").textValue()).pricing();
            if (quoted.get("prompt").textValue().equals("-1")) {
                assertThat(pricing.state()).isEqualTo(PriceState.DYNAMIC);
            }
            long hourWrites = pricing.components().stream()
                    .filter(c -> c.kind() == PriceKind.CACHE_WRITE_1H
                            && c.condition().isAlways())
                    .count();
            assertThat(hourWrites).isEqualTo(quoted.has("input_cache_write_1h") ? 1 : 0);
            for (JsonNode override : quoted.path("overrides")) {
                String from = override.get("min_prompt_tokens").asText();
                assertThat(pricing.components().stream()
                                .filter(c -> from.equals(c.condition().terms().get("min_prompt_tokens")))
                                .count())
                        .isEqualTo(override.size() - 1L);
            }
        }
        assertThat(count(list, PriceState.DYNAMIC)).isPositive();
    }
}
