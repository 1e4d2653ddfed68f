package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_E10_PER_IMAGE;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_E10_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.provider.Tier;
import java.util.ArrayList;
import java.util.List;

/**
 * xAI's list: integers of 1e-10 dollars, and a second set of them for prompts from a threshold on, where zero repeats the
 * first. Rows of its list of language models, which also say what goes in and comes out, are read too.
 */
final class Xai implements RecordMapper {
    static Provider entry() {
        return Provider.of("xai", "xAI")
                .aliases("x-ai")
                .list("https://api.x.ai/v1", "/models")
                .credential(Credential.bearer("XAI_API_KEY"))
                .tier(Tier.HOURLY)
                .reads(new Xai())
                .references(ReferenceKeys.liteLlm("xai/").genaiPrices("x-ai"))
                .confirmedBy(Evidence.RECORDED_BODY, Evidence.DOCUMENTATION);
    }

    private static final List<PriceField> BASE = List.of(
            PriceField.of("prompt_text_token_price", PriceKind.INPUT, USD_E10_PER_TOKEN),
            PriceField.of("completion_text_token_price", PriceKind.OUTPUT, USD_E10_PER_TOKEN),
            PriceField.of("cached_prompt_text_token_price", PriceKind.CACHE_READ, USD_E10_PER_TOKEN),
            PriceField.of("prompt_image_token_price", PriceKind.IMAGE_INPUT, USD_E10_PER_TOKEN),
            PriceField.of("image_price", PriceKind.IMAGE_OUTPUT, USD_E10_PER_IMAGE));
    private static final List<PriceField> LONG = List.of(
            PriceField.of("prompt_text_token_price_long_context", PriceKind.INPUT, USD_E10_PER_TOKEN),
            PriceField.of("completion_text_token_price_long_context", PriceKind.OUTPUT, USD_E10_PER_TOKEN),
            PriceField.of("cached_prompt_text_token_price_long_context", PriceKind.CACHE_READ, USD_E10_PER_TOKEN));

    @Override
    public List<PriceField> priceFields() {
        List<PriceField> all = new ArrayList<>(BASE);
        all.addAll(LONG);
        return all;
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        OpenAiModels.readPrices(record, BASE, draft);
        Long context = record.firstCount("context_length", "max_prompt_length");
        draft.limits(context, null);
        RecordRule.zeroSoFar("search_price").apply(record, draft);
        Long threshold = record.count("long_context_threshold");
        if (threshold != null) {
            PriceCondition condition = PriceCondition.promptFrom(threshold);
            for (PriceField field : LONG) {
                draft.pricing().add(field.kind(), field.unit(), record.priceText(field.path()), condition);
            }
        }
        List<String> aliases = record.words("aliases");
        draft.note("aliases", aliases == null ? null : String.join(",", aliases));
    }
}
