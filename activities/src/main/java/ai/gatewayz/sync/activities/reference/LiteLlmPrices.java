package ai.gatewayz.sync.activities.reference;

import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_CHARACTER;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_IMAGE;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_PAGE;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_SEARCH;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_SECOND;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;

import ai.gatewayz.sync.activities.feed.JsonRecord;
import ai.gatewayz.sync.activities.feed.KeyedRecords;
import ai.gatewayz.sync.catalog.model.ModelKind;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import ai.gatewayz.sync.catalog.price.QuotedAmount;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * LiteLLM's cost map: one flat object per routing key; unit, prompt tier and service tier are in the field's name. Processing
 * in a region costs all of it times a factor.
 */
final class LiteLlmPrices implements ReferenceReader {
    /** A price field without its tiers. */
    record Field(PriceKind kind, PriceUnit unit) {}

    /** The row that documents the format. */
    private static final String SAMPLE = "sample_spec";

    /** Rows for whatever has so many parameters; no offering has such an id. */
    private static final Pattern SIZE_BAND = Pattern.compile("(fireworks-ai|together-ai)-.+|[^/]*-default");

    private static final Pattern TIERED =
            Pattern.compile("(.+?)(?:_above_(\\d{1,6})k_tokens)?(?:_(batches|priority|flex))?");
    private static final Map<String, Field> FIELDS = fields();
    private static final long THOUSAND = 1_000;

    private static Map<String, Field> fields() {
        Map<String, Field> fields = new HashMap<>();
        fields.put("input_cost_per_token", new Field(PriceKind.INPUT, USD_PER_TOKEN));
        fields.put("output_cost_per_token", new Field(PriceKind.OUTPUT, USD_PER_TOKEN));
        fields.put("cache_read_input_token_cost", new Field(PriceKind.CACHE_READ, USD_PER_TOKEN));
        fields.put("cache_creation_input_token_cost", new Field(PriceKind.CACHE_WRITE, USD_PER_TOKEN));
        fields.put("cache_creation_input_token_cost_above_1hr", new Field(PriceKind.CACHE_WRITE_1H, USD_PER_TOKEN));
        fields.put("output_cost_per_reasoning_token", new Field(PriceKind.REASONING, USD_PER_TOKEN));
        fields.put("input_cost_per_audio_token", new Field(PriceKind.AUDIO_INPUT, USD_PER_TOKEN));
        fields.put("output_cost_per_audio_token", new Field(PriceKind.AUDIO_OUTPUT, USD_PER_TOKEN));
        fields.put("input_cost_per_image_token", new Field(PriceKind.IMAGE_INPUT, USD_PER_TOKEN));
        fields.put("output_cost_per_image_token", new Field(PriceKind.IMAGE_OUTPUT, USD_PER_TOKEN));
        fields.put("output_cost_per_image", new Field(PriceKind.IMAGE_OUTPUT, USD_PER_IMAGE));
        fields.put("input_cost_per_character", new Field(PriceKind.INPUT, USD_PER_CHARACTER));
        fields.put("input_cost_per_second", new Field(PriceKind.INPUT, USD_PER_SECOND));
        fields.put("output_cost_per_second", new Field(PriceKind.OUTPUT, USD_PER_SECOND));
        fields.put("input_cost_per_query", new Field(PriceKind.REQUEST, USD_PER_SEARCH));
        fields.put("ocr_cost_per_page", new Field(PriceKind.REQUEST, USD_PER_PAGE));
        return Map.copyOf(fields);
    }

    @Override
    public void read(InputStream body, Sink sink) throws IOException {
        KeyedRecords.read(body, (group, key, record) -> {
            String provider = record.text("litellm_provider");
            if (provider != null
                    && !key.equals(SAMPLE)
                    && !SIZE_BAND.matcher(key).matches()) {
                String mode = record.text("mode");
                ModelKind kind = mode == null ? null : ModelKind.ofWord(mode).orElse(null);
                ReferenceCheck.hand(provider, key, kind, pricing(record), sink);
            }
        });
    }

    private static PricingBuilder pricing(JsonRecord record) {
        PricingBuilder pricing = new PricingBuilder();
        addAll(record, PriceCondition.ALWAYS, pricing);
        LiteLlmOffPeak.add(record.at("off_peak_pricing"), FIELDS, pricing);
        for (String region : List.of("eu", "us")) {
            String uplift = record.decimal("regional_processing_uplift_multiplier_" + region);
            if (QuotedAmount.read(uplift) instanceof QuotedAmount.Amount factor
                    && factor.value().signum() > 0) {
                pricing.billed(factor.value());
                addAll(record, PriceCondition.ALWAYS.with("region", region), pricing);
            }
        }
        return pricing;
    }

    /** The prices of a row, all of them under a condition. */
    private static void addAll(JsonRecord record, PriceCondition place, PricingBuilder pricing) {
        for (String name : record.names()) {
            Matcher tiered = TIERED.matcher(name);
            Field field = tiered.matches() ? FIELDS.get(tiered.group(1)) : null;
            if (field != null) {
                PriceCondition condition = condition(tiered).and(place);
                pricing.add(field.kind(), field.unit(), record.priceText(name), condition);
            }
        }
        for (JsonRecord tier : record.records("tiered_pricing")) {
            addTier(tier, place, pricing);
        }
    }

    private static PriceCondition condition(Matcher tiered) {
        String above = tiered.group(2);
        String service = tiered.group(3);
        PriceCondition condition =
                above == null ? PriceCondition.ALWAYS : PriceCondition.promptFrom(Long.parseLong(above) * THOUSAND + 1);
        return service == null
                ? condition
                : condition.with("service_tier", service.equals("batches") ? "batch" : service);
    }

    /** A tier's range begins with the first prompt length that it is for; the first tier is the base price. */
    private static void addTier(JsonRecord tier, PriceCondition place, PricingBuilder pricing) {
        List<String> range = tier.numbers("range");
        if (range.isEmpty() || range.get(0).length() > 12) {
            return;
        }
        BigDecimal from = new BigDecimal(range.get(0));
        if (from.signum() < 0 || from.stripTrailingZeros().scale() > 0) {
            return;
        }
        PriceCondition condition =
                from.signum() == 0 ? PriceCondition.ALWAYS : PriceCondition.promptFrom(from.longValueExact());
        for (String name : tier.names()) {
            Field field = FIELDS.get(name);
            if (field != null) {
                pricing.add(field.kind(), field.unit(), tier.priceText(name), condition.and(place));
            }
        }
    }
}
