package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.util.List;

/** Perplexity's list of many vendors' models: each row states its unit, and any other text than the known one is refused. */
final class Perplexity implements RecordMapper {
    static Provider entry() {
        return Provider.of("perplexity", "Perplexity (agent API)")
                .aliases("perplexity-agent")
                .list("https://api.perplexity.ai", "/v1/models")
                .credential(Credential.bearer("PERPLEXITY_API_KEY"))
                .reads(new Perplexity())
                .references(ReferenceKeys.modelsDev("perplexity-agent"))
                .confirmedBy(Evidence.RECORDED_BODY, Evidence.DOCUMENTATION);
    }

    private static final String KNOWN_UNIT = "usd_per_1m_tokens";
    static final List<PriceField> FIELDS = List.of(
            PriceField.of("pricing.input", PriceKind.INPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.output", PriceKind.OUTPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.cache_read", PriceKind.CACHE_READ, USD_PER_MILLION_TOKENS),
            PriceField.of("pricing.cache_write", PriceKind.CACHE_WRITE, USD_PER_MILLION_TOKENS));

    @Override
    public List<PriceField> priceFields() {
        return FIELDS;
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        readPrices(record, draft, isKnownUnit(record));
    }

    static boolean isKnownUnit(JsonRecord record) {
        return KNOWN_UNIT.equals(record.text("pricing.unit"));
    }

    /**
     * Reads the amounts.
     *
     * @param known whether they are in dollars per million tokens; otherwise they are refused, and kept as facts
     */
    static void readPrices(JsonRecord record, ModelDraft draft, boolean known) {
        for (PriceField field : FIELDS) {
            String raw = record.decimal(field.path());
            if (known) {
                draft.pricing().add(field.kind(), field.unit(), record.priceText(field.path()));
            } else if (raw != null) {
                draft.note(field.path(), raw)
                        .pricing()
                        .refuse(PriceRefusal.UNIT_UNKNOWN, record.priceText(field.path()));
            }
        }
        if (!known) {
            draft.note("pricing.unit", record.text("pricing.unit"));
        }
    }
}
