package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.CapabilityObjectModels;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.catalog.price.PriceKind;
import java.util.List;

/**
 * OpenAI's list as Sybil's published server writes it: dollars per token with eight decimals, and zeros for what it does not
 * charge. Its former list, with a capability object, declared no unit.
 */
final class Sybil implements RecordMapper {
    static Provider entry() {
        return Provider.of("sybil", "Sybil")
                .list("https://api.sybil.com/v1", "/models")
                .credential(Credential.bearer("SYBIL_API_KEY"))
                .reads(new Sybil())
                .confirmedBy(Evidence.DOCUMENTATION)
                .note("The unit of its prices is known from the source of its server");
    }

    private static final List<PriceField> FIELDS = List.of(
            PriceField.of("pricing.prompt", PriceKind.INPUT, USD_PER_TOKEN),
            PriceField.of("pricing.completion", PriceKind.OUTPUT, USD_PER_TOKEN));
    private static final RecordMapper FORMER = new CapabilityObjectModels();

    @Override
    public List<PriceField> priceFields() {
        return FIELDS;
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        if (!record.has("supported_endpoints")) {
            FORMER.map(record, draft);
            return;
        }
        OpenAiModels.readFacts(record, draft);
        OpenAiModels.readPrices(record, FIELDS, draft);
        RecordRule.zeroSoFar(
                        "pricing.image", "pricing.request", "pricing.input_cache_reads", "pricing.input_cache_writes")
                .apply(record, draft);
        // A fee for what is broken off, which no use of the model is charged.
        RecordRule.keep("pricing.cancelled_request", "quantization", "output_dimensions")
                .apply(record, draft);
    }
}
