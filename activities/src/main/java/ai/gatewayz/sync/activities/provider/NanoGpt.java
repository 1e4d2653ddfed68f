package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_THOUSAND_TOKENS;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public list of text models: dollars per million tokens, which it says in words, with cache prices per thousand, which
 * their names say.
 */
final class NanoGpt implements RecordMapper {
    static Provider entry() {
        return Provider.of("nano-gpt", "NanoGPT")
                .aliases("nanogpt")
                .list("https://nano-gpt.com/api/v1", "/models?detailed=true")
                .reads(new NanoGpt())
                .liteLlmName("nano-gpt")
                .confirmedBy(Evidence.OTHER_CLIENTS);
    }

    private static final List<PriceField> FIELDS = List.of(
            PriceField.of("pricing.prompt", PriceKind.INPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.input", PriceKind.INPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.completion", PriceKind.OUTPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.output", PriceKind.OUTPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.cacheReadInputPer1kTokens", PriceKind.CACHE_READ, USD_PER_THOUSAND_TOKENS),
            PriceField.of("pricing.cacheWriteInputPer1kTokens", PriceKind.CACHE_WRITE, USD_PER_THOUSAND_TOKENS));

    @Override
    public List<PriceField> priceFields() {
        return FIELDS;
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        JsonRecord can = record.at("capabilities");
        draft.capabilities(new Capabilities(
                        null,
                        can.flag("tool_calling"),
                        can.flag("vision"),
                        null,
                        can.flag("reasoning"),
                        can.flag("structured_output")))
                .note("category", record.text("category"));
        record.known("pricing.note", "cost_estimate");
        if (!isOrAbsent(record.scalar("pricing.currency"), "USD")) {
            draft.pricing().refuse(PriceRefusal.CURRENCY);
        } else if (!isOrAbsent(record.scalar("pricing.unit"), "per_million_tokens")) {
            draft.pricing().refuse(PriceRefusal.UNIT_UNKNOWN);
        } else {
            OpenAiModels.readPrices(record, FIELDS, draft);
        }
    }

    private static boolean isOrAbsent(@Nullable String word, String expected) {
        return word == null || word.equals(expected);
    }
}
