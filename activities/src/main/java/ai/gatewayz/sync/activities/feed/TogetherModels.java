package ai.gatewayz.sync.activities.feed;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_CHARACTERS;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.catalog.price.PriceKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Together's list, where the model's type decides what a price means: per million tokens for text, per million characters
 * for audio, a placeholder for the rest. Zero is free only on ids that end in {@code -Free}; paid image models are zero too.
 */
public final class TogetherModels implements JsonModelFeed.RecordMapper {
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
