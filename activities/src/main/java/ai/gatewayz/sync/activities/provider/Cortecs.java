package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.FeatureWords;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.util.List;
import java.util.Set;

/**
 * The public list, whose prices are per million tokens in the currency that stands beside them. That is euros so far: they are
 * kept as text and are no price, because no rate of exchange is the provider's.
 */
final class Cortecs implements RecordMapper {
    static Provider entry() {
        return Provider.of("cortecs", "Cortecs")
                .list("https://api.cortecs.ai/v1", "/models")
                .reads(new Cortecs())
                .confirmedBy(Evidence.OTHER_CLIENTS)
                .note("Prices in euros are kept as text in the metadata; only dollars are prices here");
    }

    private static final String CURRENCY = "pricing.currency";
    private static final Set<FeatureWords> VOCABULARY =
            Set.of(FeatureWords.TOOLS, FeatureWords.JSON, FeatureWords.REASONING);
    private static final List<PriceField> FIELDS = List.of(
            PriceField.of("pricing.input_token", PriceKind.INPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.output_token", PriceKind.OUTPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.cache_read_cost", PriceKind.CACHE_READ, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.cache_write_cost", PriceKind.CACHE_WRITE, USD_PER_MILLION_TOKENS));

    @Override
    public List<PriceField> priceFields() {
        return FIELDS;
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        draft.limits(record.count("context_size"), null)
                .capabilities(FeatureWords.read(
                        record.words("supported_features"), record.words("input_modalities"), VOCABULARY));
        String currency = record.scalar(CURRENCY);
        if ("USD".equals(currency)) {
            OpenAiModels.readPrices(record, FIELDS, draft);
            return;
        }
        for (PriceField field : FIELDS) {
            if (record.has(field.path())) {
                String unit = (currency == null ? "in no currency" : currency) + " per 1M tokens";
                draft.note(field.path(), record.decimal(field.path()) + " " + unit);
                draft.pricing().refuse(PriceRefusal.CURRENCY, record.priceText(field.path()));
            }
        }
    }
}
