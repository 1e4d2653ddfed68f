package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.activities.feed.FeatureWords.REASONING;
import static ai.gatewayz.sync.activities.feed.FeatureWords.VISION;
import static ai.gatewayz.sync.catalog.price.PriceKind.CACHE_READ;
import static ai.gatewayz.sync.catalog.price.PriceKind.INPUT;
import static ai.gatewayz.sync.catalog.price.PriceKind.OUTPUT;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.model.Capabilities;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * DeepInfra's own list, whose prices are {@link DeepInfraPrices in cents}; and its list in OpenAI's shape, with everything of
 * its own below {@code metadata}, which is null for images, audio and retired models. Prices of both are before a discount.
 */
final class DeepInfra implements RecordMapper {
    static Provider entry() {
        return Provider.of("deepinfra", "DeepInfra")
                .list("https://api.deepinfra.com", "/models/list")
                .credential(Credential.optionalBearer("DEEPINFRA_API_KEY"))
                .reads(Envelope.array("data").orTopLevelArray(), new DeepInfra())
                .references(ReferenceKeys.both("deepinfra", "deepinfra/"))
                .confirmedBy(Evidence.RECORDED_BODY, Evidence.OTHER_CLIENTS)
                .note("The list that it sent is its other one, in OpenAI's shape; this one is known from other"
                        + " programs");
    }

    private static final List<PriceField> OPENAI_SHAPE = List.of(
            PriceField.of("metadata.pricing.input_tokens", INPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("metadata.pricing.output_tokens", OUTPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("metadata.pricing.cache_read_tokens", CACHE_READ, USD_PER_MILLION_TOKENS));

    /** What goes in and what comes out, by the model's type; text generation says more in its tags. */
    private static final Map<String, List<String>> OUTPUTS = Map.of(
            "text-generation", List.of("text"),
            "text-to-image", List.of("image"),
            "image-to-image", List.of("image"),
            "text-to-video", List.of("video"),
            "image-to-video", List.of("video"),
            "text-to-speech", List.of("audio"),
            "automatic-speech-recognition", List.of("text"));

    private static final Map<String, List<String>> INPUTS = Map.of(
            "text-to-image", List.of("text"),
            "image-to-image", List.of("text", "image"),
            "text-to-video", List.of("text"),
            "image-to-video", List.of("text", "image"),
            "text-to-speech", List.of("text"),
            "automatic-speech-recognition", List.of("audio"));
    private static final Map<String, String> INPUT_TAGS =
            Map.of("multimodal", "image", "input-audio", "audio", "input-video", "video");
    /** The tags are added by hand: one that is missing says nothing. */
    private static final Set<String> REASONS = Set.of("reasoning", "can-disable-reasoning");

    private static final Set<String> STRUCTURED = Set.of("structured-output", "structured_output");
    /** Before DeepInfra; such a number only says that the model is deprecated. */
    private static final Instant FIRST_DEPRECATION = Instant.parse("2020-01-01T00:00:00Z");

    @Override
    public List<PriceField> priceFields() {
        return Stream.concat(DeepInfraPrices.fields().stream(), OPENAI_SHAPE.stream())
                .toList();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        if (record.has("model_name")) {
            readFacts(record, draft);
            DeepInfraPrices.read(record, draft);
        } else {
            readOpenAiShape(record, draft);
        }
    }

    private static void readFacts(JsonRecord record, ModelDraft draft) {
        Instant deprecated = record.instant("deprecated");
        boolean isDated = deprecated != null && deprecated.isAfter(FIRST_DEPRECATION);
        String type = record.firstText("reported_type", "type");
        draft.id(record.text("model_name"))
                .description(record.text("description"))
                .limits(record.count("max_tokens"), record.count("max_output_tokens"))
                .dates(record.instant("create_ts"), isDated ? deprecated : null)
                .note("type", type)
                .note("quantization", record.text("quantization"));
        boolean isDeprecated =
                !isDated && (deprecated != null || record.isTrue("deprecated") || record.text("deprecated") != null);
        draft.deprecation(trueIf(isDeprecated), record.text("replaced_by"));
        String isPrivate = record.scalar("private");
        if (isPrivate != null && !isPrivate.equals("0") && !isPrivate.equals("false")) {
            draft.notOffered("private");
        }
        readTags(record.words("tags"), type, draft);
    }

    private static void readTags(@Nullable List<String> tags, @Nullable String type, ModelDraft draft) {
        List<String> said = tags == null ? List.of() : tags;
        boolean isText = "text-generation".equals(type);
        List<String> inputs = new ArrayList<>(List.of("text"));
        INPUT_TAGS.forEach((tag, word) -> {
            if (said.contains(tag)) {
                inputs.add(word);
            }
        });
        String kind = type == null ? "" : type;
        draft.modalities(isText ? inputs : INPUTS.get(kind), OUTPUTS.get(kind))
                .capabilities(new Capabilities(
                        null,
                        trueIf(said.contains("tools")),
                        trueIf(said.contains("multimodal")),
                        trueIf(said.contains("json")),
                        said.contains("non-reasoning")
                                ? (Boolean) false
                                : trueIf(said.stream().anyMatch(REASONS::contains)),
                        trueIf(said.stream().anyMatch(STRUCTURED::contains))));
    }

    private static @Nullable Boolean trueIf(boolean said) {
        return said ? (Boolean) true : null;
    }

    private static void readOpenAiShape(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        RecordRule.limits("metadata.context_length", "metadata.max_tokens").apply(record, draft);
        RecordRule.features("metadata.tags", Set.of(VISION, REASONING)).apply(record, draft);
        draft.description(record.text("metadata.description"));
        BigDecimal share = DeepInfraPrices.billedShare(record.at("metadata"), draft);
        draft.pricing().billed(share);
        OpenAiModels.readPrices(record, OPENAI_SHAPE, draft);
        if (share.compareTo(BigDecimal.ONE) < 0) {
            OPENAI_SHAPE.forEach(f -> draft.note("list_price." + f.kind().key(), record.decimal(f.path())));
        }
    }
}
