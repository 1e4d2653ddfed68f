package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_CHARACTERS;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.Envelope;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.provider.Tier;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Together's list, where the model's type decides what a price means: per million tokens for text, per million characters
 * for audio, a placeholder for the rest. Zero is free only on ids that end in {@code -Free}; paid image models are zero too.
 */
final class Together implements RecordMapper {
    static Provider entry() {
        return Provider.of("together", "Together")
                .list("https://api.together.xyz/v1", "/models")
                .credential(Credential.bearer("TOGETHER_API_KEY"))
                .tier(Tier.EVERY_15_MINUTES)
                .reads(Envelope.array("data").orTopLevelArray(), new Together())
                .references(ReferenceKeys.both("togetherai", "together_ai/"))
                .confirmedBy(Evidence.RECORDED_BODY);
    }

    private static final Set<String> TOKEN_TYPES =
            Set.of("chat", "language", "code", "embedding", "moderation", "rerank");
    private static final List<PriceField> TEXT = List.of(
            PriceField.of("pricing.input", PriceKind.INPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.output", PriceKind.OUTPUT, USD_PER_MILLION_TOKENS));
    private static final List<PriceField> AUDIO =
            List.of(PriceField.of("pricing.input", PriceKind.INPUT, USD_PER_MILLION_CHARACTERS));

    @Override
    public List<PriceField> priceFields() {
        return Stream.concat(TEXT.stream(), AUDIO.stream()).toList();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        String type = record.text("type");
        draft.modalities(null, outputs(type))
                .note("owned_by", record.text("organization"))
                .note("type", type)
                .note("license", record.text("license"));
        if (type != null && TOKEN_TYPES.contains(type)) {
            OpenAiModels.readPrices(record, TEXT, draft);
        } else if ("audio".equals(type)) {
            OpenAiModels.readPrices(record, AUDIO, draft);
        } else {
            RecordRule.undeclaredUnit("pricing.input", "pricing.output").apply(record, draft);
        }
        RecordRule.zeroSoFar("pricing.base", "pricing.finetune", "pricing.hourly", "pricing.output")
                .apply(record, draft);
        if (draft.id().toLowerCase(Locale.ROOT).endsWith("-free")) {
            draft.pricing().declareFree("free_suffix");
        }
    }

    private static List<String> outputs(@Nullable String type) {
        return switch (type == null ? "" : type) {
            case "image", "audio", "video" -> List.of(type);
            default -> List.of();
        };
    }
}
