package ai.gatewayz.sync.activities.feed;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_IMAGE;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_REQUEST;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_SEARCH;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * OpenRouter's list and its relatives: dollars per token as decimal strings, −1 for routers, {@code overrides} for long
 * prompts and times of day. Listed prices are net of the {@code discount} that stands beside them. In the older shape, which
 * always has {@link #OLD_SHAPE all of four fields}, {@code image} is per image. Models for {@link #UNIT_UNTOLD speech and
 * transcription} have no price that can be taken. What declares a model free differs between relatives and is left to them.
 */
public final class OpenRouterModels implements RecordMapper {
    private static final List<PriceField> FIELDS = List.of(
            PriceField.of("prompt", PriceKind.INPUT, USD_PER_TOKEN),
            PriceField.of("completion", PriceKind.OUTPUT, USD_PER_TOKEN),
            PriceField.of("input_cache_read", PriceKind.CACHE_READ, USD_PER_TOKEN),
            PriceField.of("input_cache_write", PriceKind.CACHE_WRITE, USD_PER_TOKEN),
            PriceField.of("input_cache_write_1h", PriceKind.CACHE_WRITE_1H, USD_PER_TOKEN),
            PriceField.of("internal_reasoning", PriceKind.REASONING, USD_PER_TOKEN),
            PriceField.of("image", PriceKind.IMAGE_INPUT, USD_PER_TOKEN),
            PriceField.of("image_token", PriceKind.IMAGE_TOKEN, USD_PER_TOKEN),
            PriceField.of("image_output", PriceKind.IMAGE_OUTPUT, USD_PER_TOKEN),
            PriceField.of("audio", PriceKind.AUDIO_INPUT, USD_PER_TOKEN),
            PriceField.of("audio_output", PriceKind.AUDIO_OUTPUT, USD_PER_TOKEN),
            PriceField.of("input_audio_cache", PriceKind.AUDIO_CACHE_READ, USD_PER_TOKEN),
            PriceField.of("request", PriceKind.REQUEST, USD_PER_REQUEST),
            PriceField.of("web_search", PriceKind.WEB_SEARCH, USD_PER_SEARCH));

    private static final Set<String> PRICES =
            FIELDS.stream().map(PriceField::path).collect(Collectors.toUnmodifiableSet());

    /** Outputs that are charged by the character, by the second or by the token; no field of the record says by which. */
    private static final Set<String> UNIT_UNTOLD = Set.of("speech", "transcription");

    private static final RecordRule WITHOUT_UNIT = RecordRule.undeclaredUnit(
            FIELDS.stream().map(f -> "pricing." + f.path()).toArray(String[]::new));

    /** Price objects of the older shape have all of these, with zero for what is not charged; newer ones leave those out. */
    private static final List<String> OLD_SHAPE = List.of("request", "image", "web_search", "internal_reasoning");

    private static final PriceField PER_IMAGE = PriceField.of("image", PriceKind.IMAGE_INPUT, USD_PER_IMAGE);

    /** Later dates stand for no end at all. */
    private static final Instant LAST_EXPIRATION = Instant.parse("2090-01-01T00:00:00Z");

    /**
     * The flat list that OpenRouter asks of the hosts that it sends requests to, which some of them publish: dollars per token as
     * strings, cache prices under a name in the singular or the plural. What is charged for an image is said nowhere.
     */
    public static RecordMapper ofHost() {
        return new OpenAiModels(
                        PriceField.of("pricing.prompt", PriceKind.INPUT, USD_PER_TOKEN),
                        PriceField.of("pricing.completion", PriceKind.OUTPUT, USD_PER_TOKEN),
                        PriceField.of("pricing.input_cache_read", PriceKind.CACHE_READ, USD_PER_TOKEN),
                        PriceField.of("pricing.input_cache_reads", PriceKind.CACHE_READ, USD_PER_TOKEN),
                        PriceField.of("pricing.input_cache_write", PriceKind.CACHE_WRITE, USD_PER_TOKEN),
                        PriceField.of("pricing.input_cache_writes", PriceKind.CACHE_WRITE, USD_PER_TOKEN),
                        PriceField.of("pricing.request", PriceKind.REQUEST, USD_PER_REQUEST))
                .and(RecordRule.zeroSoFar("pricing.image"))
                .and(RecordRule.keep("hugging_face_id", "quantization"));
    }

    @Override
    public List<PriceField> priceFields() {
        return Stream.of("pricing.", "pricing.overrides[].")
                .flatMap(prefix -> Stream.concat(FIELDS.stream(), Stream.of(PER_IMAGE))
                        .map(f -> PriceField.of(prefix + f.path(), f.kind(), f.unit())))
                .toList();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        Capabilities declared = OpenAiModels.capabilities(record);
        Instant expiration = record.instant("expiration_date");
        draft.limits(record.count("context_length"), record.count("top_provider.max_completion_tokens"))
                .dates(
                        record.instant("created"),
                        expiration == null || expiration.isAfter(LAST_EXPIRATION) ? null : expiration)
                .capabilities(new Capabilities(
                        true,
                        declared.functionCalling(),
                        declared.vision(),
                        declared.jsonMode(),
                        record.has("reasoning") ? (Boolean) true : declared.reasoning(),
                        declared.structuredOutputs()))
                .note("canonical_slug", record.text("canonical_slug"))
                .note("hugging_face_id", record.text("hugging_face_id"))
                .note("knowledge_cutoff", record.text("knowledge_cutoff"))
                .note("alias_target", record.text("alias_target.slug"));
        draft.note("discount", record.scalar("pricing.discount"));
        List<String> outputs = OpenAiModels.firstWords(record, OpenAiModels.OUTPUT_MODALITIES);
        if (outputs != null && outputs.stream().anyMatch(UNIT_UNTOLD::contains)) {
            WITHOUT_UNIT.apply(record, draft);
        } else {
            addAll(record, draft);
        }
    }

    private static void addAll(JsonRecord record, ModelDraft draft) {
        JsonRecord pricing = record.at("pricing");
        boolean old = OLD_SHAPE.stream().allMatch(pricing::has);
        addPrices(pricing, old, PriceCondition.ALWAYS, 0, draft);
        List<JsonRecord> overrides = record.records("pricing.overrides");
        for (int i = 0; i < overrides.size(); i++) {
            JsonRecord override = overrides.get(i);
            int precedence = i + 1;
            OpenRouterConditions.of(override, PRICES)
                    .ifPresentOrElse(
                            condition -> addPrices(override, old, condition, precedence, draft),
                            () -> draft.pricing().refuse(PriceRefusal.CONDITION));
        }
    }

    private static void addPrices(
            JsonRecord pricing, boolean old, PriceCondition condition, int precedence, ModelDraft draft) {
        for (PriceField declared : FIELDS) {
            PriceField field = old && declared.kind() == PER_IMAGE.kind() ? PER_IMAGE : declared;
            draft.pricing().add(field.kind(), field.unit(), pricing.priceText(field.path()), condition, precedence);
        }
    }
}
