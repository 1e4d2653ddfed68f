package ai.gatewayz.sync.api.exports;

import ai.gatewayz.sync.catalog.model.ModelKind;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceKind;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * LiteLLM's model cost map: one object by LiteLLM's own name of the provider and the model's id. LiteLLM takes a missing
 * price for zero, so a model is left out when it has no price that LiteLLM bills by, or terms that its map has no place for.
 */
final class LiteLlmFormat extends ExportFormat {
    /** Whose larger prices LiteLLM applies to prompts that reach a size; all others' to prompts above it. */
    private static final String REACHING = "xai";

    /** LiteLLM assumes a cheap cache of its own here when the map names no price for it. */
    private static final String ASSUMES_CACHE = "fireworks_ai";

    /** LiteLLM takes every model of these for free, whatever the map says. */
    private static final Set<String> UNBILLED = Set.of("huggingface");

    /** LiteLLM's words; it has none for the rest. */
    private static final Map<ModelKind, String> MODES = new EnumMap<>(Map.of(
            ModelKind.CHAT, "chat",
            ModelKind.COMPLETION, "completion",
            ModelKind.EMBEDDING, "embedding",
            ModelKind.RERANK, "rerank",
            ModelKind.IMAGE, "image_generation",
            ModelKind.VIDEO, "video_generation",
            ModelKind.SPEECH, "audio_speech",
            ModelKind.TRANSCRIPTION, "audio_transcription",
            ModelKind.MODERATION, "moderation",
            ModelKind.OCR, "ocr"));

    private static final Map<PriceKind, String> TOKENS = tokens();

    /** Kinds that LiteLLM looks up by prompt size and service tier. */
    private static final List<PriceKind> BY_SIZE = List.of(
            PriceKind.INPUT, PriceKind.OUTPUT, PriceKind.CACHE_READ, PriceKind.CACHE_WRITE, PriceKind.CACHE_WRITE_1H);

    /** Our word for a service tier and the ending of LiteLLM's keys. */
    private static final Map<String, String> SERVICE_TIERS =
            Map.of("batch", "_batches", "flex", "_flex", "priority", "_priority");

    LiteLlmFormat(JsonGenerator out) {
        super(out);
    }

    private static Map<PriceKind, String> tokens() {
        Map<PriceKind, String> names = new LinkedHashMap<>();
        names.put(PriceKind.INPUT, "input_cost_per_token");
        names.put(PriceKind.OUTPUT, "output_cost_per_token");
        names.put(PriceKind.CACHE_READ, "cache_read_input_token_cost");
        names.put(PriceKind.CACHE_WRITE, "cache_creation_input_token_cost");
        names.put(PriceKind.CACHE_WRITE_1H, "cache_creation_input_token_cost_above_1hr");
        names.put(PriceKind.REASONING, "output_cost_per_reasoning_token");
        names.put(PriceKind.AUDIO_INPUT, "input_cost_per_audio_token");
        names.put(PriceKind.AUDIO_OUTPUT, "output_cost_per_audio_token");
        names.put(PriceKind.IMAGE_INPUT, "input_cost_per_image_token");
        names.put(PriceKind.IMAGE_TOKEN, "input_cost_per_image_token");
        names.put(PriceKind.IMAGE_OUTPUT, "output_cost_per_image_token");
        return names;
    }

    @Override
    void begin() throws IOException {
        out.writeStartObject();
    }

    @Override
    void row(ExportRow row) throws IOException {
        Optional<Map<String, BigDecimal>> prices =
                row.isPriced() && !UNBILLED.contains(name(row)) ? prices(row) : Optional.empty();
        if (prices.isEmpty() || prices.orElseThrow().isEmpty()) {
            return;
        }
        out.writeObjectFieldStart(name(row) + "/" + id(row));
        out.writeStringField("litellm_provider", name(row));
        Optional<String> mode = row.kind().map(MODES::get);
        if (mode.isPresent()) {
            out.writeStringField("mode", mode.orElseThrow());
        }
        count(
                "max_tokens",
                row.limits().maxOutputTokens() == null
                        ? row.limits().contextLength()
                        : row.limits().maxOutputTokens());
        count("max_input_tokens", row.limits().contextLength());
        count("max_output_tokens", row.limits().maxOutputTokens());
        for (Map.Entry<String, BigDecimal> price : prices.orElseThrow().entrySet()) {
            out.writeNumberField(price.getKey(), exact(price.getValue()));
        }
        offPeak(row);
        if (row.dates().deprecated() != null) {
            out.writeStringField("deprecation_date", row.dates().deprecated());
        }
        out.writeBooleanField("supports_function_calling", row.abilities().tools());
        out.writeBooleanField("supports_vision", row.abilities().vision());
        out.writeBooleanField("supports_reasoning", row.abilities().reasoning());
        out.writeBooleanField("supports_response_schema", row.abilities().structured());
        out.writeEndObject();
    }

    private static String name(ExportRow row) {
        return row.provider().liteLlmName();
    }

    /** Gemini's ids are written without what its own list puts before them. */
    private static String id(ExportRow row) {
        String id = row.names().providerModelId();
        return name(row).equals("gemini") && id.startsWith("models/") ? id.substring("models/".length()) : id;
    }

    /** Every price key with its value; empty when the map has no place for a term of the price. */
    private static Optional<Map<String, BigDecimal>> prices(ExportRow row) {
        Optional<PriceWindow> time = PriceWindow.of(row.pricing());
        if (time.isEmpty() || !row.pricing().isComplete()) {
            return Optional.empty();
        }
        TokenRates usual = TokenRates.of(row.pricing(), time.orElseThrow().usual(), Map.of());
        boolean windowed = time.orElseThrow().window() != null;
        boolean otherTier =
                usual.kinds().stream().anyMatch(kind -> !usual.isFlat(kind) && (windowed || !BY_SIZE.contains(kind)));
        if (!usual.isWhole() || otherTier) {
            return Optional.empty();
        }
        Map<String, BigDecimal> prices = new LinkedHashMap<>();
        for (Map.Entry<PriceKind, String> name : TOKENS.entrySet()) {
            usual.usd(name.getKey(), 0).ifPresent(usd -> prices.put(name.getValue(), usd));
        }
        if (name(row).equals(ASSUMES_CACHE)) {
            usual.usd(PriceKind.INPUT, 0).ifPresent(usd -> prices.putIfAbsent(TOKENS.get(PriceKind.CACHE_READ), usd));
        }
        bySize(row, usual, "", prices);
        services(row, usual, prices);
        others(row, prices);
        return Optional.of(prices);
    }

    private static void bySize(ExportRow row, TokenRates rates, String ending, Map<String, BigDecimal> prices) {
        for (long step : rates.steps().subList(1, rates.steps().size())) {
            long threshold = name(row).equals(REACHING) ? step : step - 1;
            String size = threshold % 1000 == 0 ? threshold / 1000 + "k" : Long.toString(threshold);
            for (PriceKind kind : BY_SIZE) {
                rates.usd(kind, step)
                        .ifPresent(usd -> prices.put(TOKENS.get(kind) + "_above_" + size + "_tokens" + ending, usd));
            }
        }
    }

    /** What is listed for a service tier, and beside it what the tier takes over from the usual list at each size. */
    private static void services(ExportRow row, TokenRates usual, Map<String, BigDecimal> prices) {
        SERVICE_TIERS.forEach((tier, ending) -> {
            boolean listed = row.pricing().components().stream()
                    .anyMatch(c -> tier.equals(c.condition().terms().get("service_tier")));
            if (listed) {
                TokenRates rates = TokenRates.of(row.pricing(), usual.at(), Map.of("service_tier", tier));
                for (PriceKind kind : BY_SIZE) {
                    rates.usd(kind, 0).ifPresent(usd -> prices.put(TOKENS.get(kind) + ending, usd));
                }
                bySize(row, rates, ending, prices);
            }
        });
    }

    private static void others(ExportRow row, Map<String, BigDecimal> prices) {
        put(prices, "input_cost_per_character", row.price(PriceKind.INPUT, BillingUnit.CHARACTER));
        put(prices, "output_cost_per_character", row.price(PriceKind.OUTPUT, BillingUnit.CHARACTER));
        put(prices, "input_cost_per_image", row.price(PriceKind.IMAGE_INPUT, BillingUnit.IMAGE));
        put(prices, "output_cost_per_image", row.price(PriceKind.IMAGE_OUTPUT, BillingUnit.IMAGE));
        put(prices, "input_cost_per_second", row.price(PriceKind.AUDIO_INPUT, BillingUnit.SECOND));
        put(prices, "output_cost_per_second", row.price(PriceKind.VIDEO_OUTPUT, BillingUnit.SECOND));
        put(prices, "input_cost_per_request", row.price(PriceKind.REQUEST, BillingUnit.REQUEST));
    }

    private static void put(Map<String, BigDecimal> prices, String name, Optional<BigDecimal> usd) {
        usd.ifPresent(value -> prices.put(name, value));
    }

    /** The prices inside the one window that there may be: they replace the usual ones. */
    private void offPeak(ExportRow row) throws IOException {
        PriceWindow time = PriceWindow.of(row.pricing()).orElseThrow();
        if (time.window() == null || time.within() == null) {
            return;
        }
        TokenRates rates = TokenRates.of(row.pricing(), time.within(), Map.of());
        out.writeObjectFieldStart("off_peak_pricing");
        LiteLlmWindows.write(out, time.window());
        for (PriceKind kind : List.of(
                PriceKind.INPUT, PriceKind.OUTPUT, PriceKind.CACHE_READ, PriceKind.CACHE_WRITE, PriceKind.REASONING)) {
            number(String.valueOf(TOKENS.get(kind)), rates.usd(kind, 0));
        }
        out.writeEndObject();
    }

    @Override
    void end() throws IOException {
        out.writeEndObject();
    }
}
