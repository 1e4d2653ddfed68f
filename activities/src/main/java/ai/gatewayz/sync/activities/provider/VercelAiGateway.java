package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_IMAGE;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.FeatureWords;
import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.price.PriceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Vercel's list: dollars per token as strings and, beside each of the four token prices, tiers with bounds of their own in
 * prompt tokens. Without a base price, {@code varies_by_provider} makes the price dynamic.
 */
final class VercelAiGateway implements RecordMapper {
    static Provider entry() {
        return Provider.of("vercel-ai-gateway", "Vercel AI Gateway")
                .aliases("vercel")
                .list("https://ai-gateway.vercel.sh/v1", "/models")
                .credential(Credential.optionalBearer("VERCEL_AI_GATEWAY_API_KEY", "VERCEL_AI_GATEWAY_KEY"))
                .reads(new VercelAiGateway())
                .references(ReferenceKeys.liteLlm("vercel_ai_gateway/"))
                .confirmedBy(Evidence.RECORDED_BODY, Evidence.DOCUMENTATION);
    }

    private static final List<PriceField> TIERED = List.of(
            PriceField.of("pricing.input", PriceKind.INPUT, USD_PER_TOKEN),
            PriceField.of("pricing.output", PriceKind.OUTPUT, USD_PER_TOKEN),
            PriceField.of("pricing.input_cache_read", PriceKind.CACHE_READ, USD_PER_TOKEN),
            PriceField.of("pricing.input_cache_write", PriceKind.CACHE_WRITE, USD_PER_TOKEN));
    private static final PriceField IMAGE = PriceField.of("pricing.image", PriceKind.IMAGE_OUTPUT, USD_PER_IMAGE);

    @Override
    public List<PriceField> priceFields() {
        List<PriceField> all = new ArrayList<>(TIERED);
        TIERED.forEach(f -> all.add(PriceField.of(f.path() + "_tiers[].cost", f.kind(), f.unit())));
        all.add(IMAGE);
        return all;
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        draft.limits(record.count("context_window"), record.count("max_tokens"))
                .capabilities(FeatureWords.read(
                        record.words("tags"),
                        null,
                        Set.of(FeatureWords.TOOLS, FeatureWords.VISION, FeatureWords.REASONING)))
                .note("type", record.text("type"));
        boolean base = false;
        for (PriceField field : TIERED) {
            base |= record.has(field.path());
            draft.pricing().add(field.kind(), field.unit(), record.priceText(field.path()));
            addTiers(record, field, draft);
        }
        OpenAiModels.readPrices(record, List.of(IMAGE), draft);
        // Documented as per request, but live bodies say "10": per thousand, most likely. Kept as text until it is
        // settled.
        draft.note("pricing.web_search", record.scalar("pricing.web_search"));
        if (record.isTrue("pricing.varies_by_provider")) {
            draft.note("varies_by_provider", "true");
            if (!base) {
                draft.pricing().declareDynamic();
            }
        }
    }

    /** The tier that starts at zero is the base price and is added only where there is none. */
    private static void addTiers(JsonRecord record, PriceField field, ModelDraft draft) {
        for (JsonRecord tier : record.records(field.path() + "_tiers")) {
            PriceText cost = tier.priceText("cost");
            Long from = tier.count("min");
            Long to = tier.count("max");
            if (from == null) {
                if (!record.has(field.path())) {
                    draft.pricing().add(field.kind(), field.unit(), cost);
                }
            } else if (to != null && to <= from) {
                draft.pricing().refuse(PriceRefusal.UNIT_UNKNOWN);
            } else {
                PriceCondition condition =
                        to == null ? PriceCondition.promptFrom(from) : PriceCondition.promptBetween(from, to);
                draft.pricing().add(field.kind(), field.unit(), cost, condition);
            }
        }
    }
}
