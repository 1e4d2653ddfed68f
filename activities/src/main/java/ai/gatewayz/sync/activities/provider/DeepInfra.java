package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.activities.feed.FeatureWords.REASONING;
import static ai.gatewayz.sync.activities.feed.FeatureWords.VISION;
import static ai.gatewayz.sync.catalog.price.PriceKind.CACHE_READ;
import static ai.gatewayz.sync.catalog.price.PriceKind.INPUT;
import static ai.gatewayz.sync.catalog.price.PriceKind.OUTPUT;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.feed.RecordRule;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceText;
import ai.gatewayz.sync.catalog.price.QuotedAmount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * OpenAI's list with everything of its own below {@code metadata}, which is null for images, audio and retired models. Prices
 * are listed before the {@code discount} beside them, a fraction: what is billed is the price times one minus it.
 */
final class DeepInfra implements RecordMapper {
    static Provider entry() {
        return Provider.of("deepinfra", "DeepInfra")
                .list("https://api.deepinfra.com", "/v1/openai/models")
                .credential(Credential.optionalBearer("DEEPINFRA_API_KEY"))
                .reads(new DeepInfra())
                .references(ReferenceKeys.both("deepinfra", "deepinfra/"))
                .confirmedBy(Evidence.RECORDED_BODY);
    }

    private static final String DISCOUNT = "metadata.discount";
    private static final List<PriceField> FIELDS = List.of(
            PriceField.of("metadata.pricing.input_tokens", INPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("metadata.pricing.output_tokens", OUTPUT, USD_PER_MILLION_TOKENS),
            PriceField.of("metadata.pricing.cache_read_tokens", CACHE_READ, USD_PER_MILLION_TOKENS));

    @Override
    public List<PriceField> priceFields() {
        return FIELDS;
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        RecordRule.limits("metadata.context_length", "metadata.max_tokens").apply(record, draft);
        RecordRule.features("metadata.tags", Set.of(VISION, REASONING)).apply(record, draft);
        draft.description(record.text("metadata.description"));
        BigDecimal share = billedShare(record, draft);
        draft.pricing().billed(share);
        OpenAiModels.readPrices(record, FIELDS, draft);
        if (share.compareTo(BigDecimal.ONE) < 0) {
            FIELDS.forEach(f -> draft.note("list_price." + f.kind().key(), record.decimal(f.path())));
        }
    }

    /** What part of a listed price is billed. A discount outside [0, 1) changes nothing and is refused. */
    private static BigDecimal billedShare(JsonRecord record, ModelDraft draft) {
        PriceText said = record.priceText(DISCOUNT);
        QuotedAmount discount = QuotedAmount.read(said == null ? null : said.text());
        if (discount instanceof QuotedAmount.Amount part && part.value().compareTo(BigDecimal.ONE) < 0) {
            if (said != null && part.value().signum() > 0) {
                draft.note("discount", said.text());
            }
            return BigDecimal.ONE.subtract(part.value());
        }
        if (!(discount instanceof QuotedAmount.Absent)) {
            draft.pricing().refuse(PriceRefusal.DISCOUNT, said);
        }
        return BigDecimal.ONE;
    }
}
