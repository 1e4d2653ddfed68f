package ai.gatewayz.sync.api.exports;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceKind;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * LiteLLM's model cost map: one object by {@code provider/model}. Models without a known price are left out, because LiteLLM
 * takes a missing price for zero.
 */
final class LiteLlmFormat extends ExportFormat {
    /** Where LiteLLM's name of a provider is not ours with underscores. */
    private static final Map<String, String> NAMES = Map.of(
            "together", "together_ai",
            "fireworks", "fireworks_ai",
            "google-ai-studio", "gemini",
            "google-vertex", "vertex_ai",
            "cloudflare-workers-ai", "cloudflare",
            "alibaba", "dashscope",
            "novita", "novita");

    private static final Map<PriceKind, String> TOKENS = tokens();

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
        names.put(PriceKind.IMAGE_TOKEN, "input_cost_per_image_token");
        return names;
    }

    @Override
    void begin() throws IOException {
        out.writeStartObject();
    }

    @Override
    void row(ExportRow row) throws IOException {
        if (!row.isPriced()) {
            return;
        }
        String slug = row.provider().slug();
        out.writeObjectFieldStart(slug + "/" + row.providerModelId());
        out.writeStringField("litellm_provider", NAMES.getOrDefault(slug, slug.replace('-', '_')));
        out.writeStringField("mode", mode(row));
        count("max_tokens", row.maxOutputTokens() == null ? row.contextLength() : row.maxOutputTokens());
        count("max_input_tokens", row.contextLength());
        count("max_output_tokens", row.maxOutputTokens());
        for (Map.Entry<PriceKind, String> name : TOKENS.entrySet()) {
            number(name.getValue(), row.perToken(name.getKey()));
        }
        number("input_cost_per_character", row.price(PriceKind.INPUT, BillingUnit.CHARACTER));
        number("output_cost_per_character", row.price(PriceKind.OUTPUT, BillingUnit.CHARACTER));
        number("input_cost_per_image", row.price(PriceKind.IMAGE_INPUT, BillingUnit.IMAGE));
        number("output_cost_per_image", row.price(PriceKind.IMAGE_OUTPUT, BillingUnit.IMAGE));
        number("input_cost_per_second", row.price(PriceKind.AUDIO_INPUT, BillingUnit.SECOND));
        number("output_cost_per_second", row.price(PriceKind.VIDEO_OUTPUT, BillingUnit.SECOND));
        number("input_cost_per_request", row.price(PriceKind.REQUEST, BillingUnit.REQUEST));
        for (ContextTier tier : ContextTier.of(row)) {
            long above = tier.from() % 1000 == 1 ? tier.from() - 1 : tier.from();
            String name = TOKENS.get(tier.kind());
            if (name != null && above % 1000 == 0) {
                out.writeNumberField(name + "_above_" + above / 1000 + "k_tokens", exact(tier.usd()));
            }
        }
        out.writeBooleanField("supports_function_calling", row.abilities().tools());
        out.writeBooleanField("supports_vision", row.abilities().vision());
        out.writeBooleanField("supports_reasoning", row.abilities().reasoning());
        out.writeBooleanField("supports_response_schema", row.abilities().structured());
        out.writeEndObject();
    }

    private static String mode(ExportRow row) {
        if (row.outputs().contains("embedding") || row.outputs().contains("embeddings")) {
            return "embedding";
        }
        if (row.outputs().isEmpty() || row.outputs().contains("text")) {
            return row.inputs().equals(java.util.List.of("audio")) ? "audio_transcription" : "chat";
        }
        if (row.outputs().contains("image")) {
            return "image_generation";
        }
        return row.outputs().contains("audio") ? "audio_speech" : "chat";
    }

    @Override
    void end() throws IOException {
        out.writeEndObject();
    }
}
