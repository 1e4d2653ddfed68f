package ai.gatewayz.sync.activities.provider;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.ModelDraft;
import ai.gatewayz.sync.activities.feed.OfferAmounts;
import ai.gatewayz.sync.activities.feed.OpenAiModels;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.activities.feed.RecordMapper;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Infron (formerly OneRouter): dollars per million tokens, one offer per host and service tier. Its own minimum over all
 * routes understates what a request costs, so the dearest standard offer is the headline where there is one.
 */
final class OneRouter implements RecordMapper {
    static Provider entry() {
        return Provider.of("onerouter", "Infron AI (formerly OneRouter)")
                .aliases("infron")
                .list("https://api.infron.ai/v1", "/models")
                .credential(Credential.optionalBearer("ONEROUTER_API_KEY"))
                .reads(new OneRouter())
                .confirmedBy(Evidence.OTHER_CLIENTS);
    }

    private static final PriceField INPUT = PriceField.of("prompt_price", PriceKind.INPUT, USD_PER_MILLION_TOKENS);
    private static final PriceField OUTPUT =
            PriceField.of("completion_price", PriceKind.OUTPUT, USD_PER_MILLION_TOKENS);
    private static final Comparator<JsonRecord> BY_PRICE =
            Comparator.<JsonRecord, BigDecimal>comparing(o -> amount(o, INPUT)).thenComparing(o -> amount(o, OUTPUT));

    @Override
    public List<PriceField> priceFields() {
        return List.of(
                PriceField.of("providers[].prompt_price", INPUT.kind(), INPUT.unit()),
                PriceField.of("providers[].completion_price", OUTPUT.kind(), OUTPUT.unit()),
                PriceField.of("min_prompt_price", INPUT.kind(), INPUT.unit()),
                PriceField.of("min_completion_price", OUTPUT.kind(), OUTPUT.unit()));
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        List<String> inputs = record.words("input_modalities");
        Long context = record.count("context_length");
        Long maxOutput = record.count("max_output_tokens");
        Boolean vision = inputs == null ? null : (Boolean) inputs.contains("image");
        // Some rows repeat the context as the output limit, which then says nothing.
        draft.limits(context, Objects.equals(context, maxOutput) ? null : maxOutput)
                .capabilities(
                        new Capabilities(null, record.flag("supports_function_calling"), vision, null, null, null))
                .note("category", record.text("category_type"))
                .note("min_request_price", record.decimal("min_request_price"));
        draft.deprecation(record.isTrue("deprecated") ? (Boolean) true : null, null);
        if (record.isTrue("is_display_only")) {
            draft.notOffered("shown but not served");
        }
        if (isTokenPriced(record)) {
            addPrices(record, draft);
        } else {
            draft.pricing().unknownBecause("unit_unknown");
            draft.note("min_prompt_price", record.decimal("min_prompt_price"))
                    .note("min_completion_price", record.decimal("min_completion_price"));
        }
    }

    private static boolean isTokenPriced(JsonRecord record) {
        List<String> outputs = record.words("output_modalities");
        return "LLM".equalsIgnoreCase(record.text("category_type")) || (outputs != null && outputs.contains("text"));
    }

    private static void addPrices(JsonRecord record, ModelDraft draft) {
        List<JsonRecord> offers = record.records("providers");
        addOffers(offers, draft);
        Optional<JsonRecord> standard = offers.stream()
                .filter(o -> "standard".equals(o.text("service_tier")))
                .filter(o -> amount(o, INPUT).signum() > 0 || amount(o, OUTPUT).signum() > 0)
                .max(BY_PRICE);
        if (standard.isEmpty()) {
            draft.note("price_basis", "floor");
        }
        // The lowest of all routes, of which the dearest standard one is read where there is one.
        record.known("min_prompt_price", "min_completion_price");
        add(standard.orElse(record), standard.isEmpty() ? "min_" : "", PriceCondition.ALWAYS, draft);
        if (draft.id().endsWith(":free")) {
            draft.pricing().declareFree("free_suffix");
        }
    }

    private static void addOffers(List<JsonRecord> offers, ModelDraft draft) {
        Set<PriceCondition> seen = new HashSet<>();
        for (JsonRecord offer : offers) {
            String host = offer.text("provider_slug");
            String tier = offer.text("service_tier");
            if (host != null) {
                PriceCondition condition = PriceCondition.ALWAYS.with("offer", host);
                condition = tier == null ? condition : condition.with("service_tier", tier);
                if (seen.add(condition)) {
                    add(offer, "", condition, draft);
                }
            }
        }
    }

    private static void add(JsonRecord prices, String prefix, PriceCondition condition, ModelDraft draft) {
        for (PriceField field : List.of(INPUT, OUTPUT)) {
            draft.pricing().add(field.kind(), field.unit(), prices.priceText(prefix + field.path()), condition);
        }
    }

    private static BigDecimal amount(JsonRecord offer, PriceField field) {
        return OfferAmounts.of(offer.decimal(field.path()));
    }
}
