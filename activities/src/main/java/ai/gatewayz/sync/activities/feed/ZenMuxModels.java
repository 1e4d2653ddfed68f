package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import java.util.List;
import java.util.Map;

/**
 * ZenMux's list: per price dimension an array of entries, each with its value, unit, currency and perhaps a range of
 * prompt lengths. Zero on every entry is free, by the id's suffix or by the price alone.
 */
public final class ZenMuxModels implements JsonModelFeed.RecordMapper {
    private static final Map<String, PriceKind> KINDS = Map.of(
            "prompt", PriceKind.INPUT,
            "completion", PriceKind.OUTPUT,
            "input_cache_read", PriceKind.CACHE_READ,
            "input_cache_write", PriceKind.CACHE_WRITE,
            "input_cache_write_5_min", PriceKind.CACHE_WRITE,
            "input_cache_write_1_h", PriceKind.CACHE_WRITE_1H,
            "web_search", PriceKind.WEB_SEARCH,
            "audio_input", PriceKind.AUDIO_INPUT,
            "audio_cache_read", PriceKind.AUDIO_CACHE_READ,
            "internal_reasoning", PriceKind.REASONING);

    @Override
    public List<PriceField> priceFields() {
        return KINDS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> PriceField.of(
                        "pricings." + e.getKey() + "[].value",
                        e.getValue(),
                        e.getValue() == PriceKind.WEB_SEARCH
                                ? PriceUnit.USD_PER_SEARCH
                                : PriceUnit.USD_PER_MILLION_TOKENS))
                .toList();
    }

    @Override
    public void map(JsonRecord record, ModelDraft draft) {
        OpenAiModels.readFacts(record, draft);
        List<String> inputs = record.words("input_modalities");
        List<String> outputs = record.words("output_modalities");
        draft.capabilities(new Capabilities(
                        null,
                        null,
                        inputs == null ? null : (Boolean) inputs.contains("image"),
                        null,
                        record.flag("capabilities.reasoning"),
                        null))
                .note("publish_time", record.text("publish_time"));
        ZenMuxPrices prices = new ZenMuxPrices(draft);
        JsonRecord pricings = record.at("pricings");
        for (String dimension : pricings.names()) {
            prices.read(dimension, KINDS.getOrDefault(dimension, PriceKind.OTHER), pricings.records(dimension));
        }
        prices.addTo(draft.pricing());
        if (prices.isAllZero() && draft.id().endsWith("-free")) {
            draft.pricing().declareFree("free_suffix");
        } else if (prices.isAllZero() && outputs != null && outputs.contains("text")) {
            draft.pricing().declareFree("zero_price");
        }
    }
}
