package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.ModelKind;
import ai.gatewayz.sync.catalog.price.PriceKind;
import java.util.List;
import java.util.Set;

/** The router's public list: dollars per token at the top of each record, for what is billed by tokens. */
final class Requesty implements RecordMapper {
    static Provider entry() {
        return Provider.of("requesty", "Requesty")
                .list("https://router.requesty.ai/v1", "/models")
                .reads(new Requesty())
                .confirmedBy(Evidence.OTHER_CLIENTS);
    }

    private static final Set<String> BY_TOKENS = Set.of("chat", "embedding");
    private static final List<PriceField> FIELDS = List.of(
            PriceField.of("input_price", PriceKind.INPUT, USD_PER_TOKEN),
            PriceField.of("output_price", PriceKind.OUTPUT, USD_PER_TOKEN),
            PriceField.of("cached_price", PriceKind.CACHE_READ, USD_PER_TOKEN),
            PriceField.of("caching_price", PriceKind.CACHE_WRITE, USD_PER_TOKEN));
    private static final RecordRule UNITLESS =
            RecordRule.undeclaredUnit(FIELDS.stream().map(PriceField::path).toArray(String[]::new));

    @Override
    public List<PriceField> priceFields() {
        return FIELDS;
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        String api = record.text("api");
        draft.kind(api == null ? null : ModelKind.ofWord(api).orElse(null))
                .capabilities(new Capabilities(
                        null,
                        record.flag("supports_tool_calling"),
                        record.flag("supports_vision"),
                        null,
                        record.flag("supports_reasoning"),
                        record.flag("supports_output_json_schema")))
                .note("api", api);
        if (api == null || BY_TOKENS.contains(api)) {
            OpenAiModels.readPrices(record, FIELDS, draft);
        } else {
            UNITLESS.apply(record, draft);
        }
        if (draft.id().startsWith("policy/")) {
            draft.notOffered("a routing policy of an account");
        }
    }
}
