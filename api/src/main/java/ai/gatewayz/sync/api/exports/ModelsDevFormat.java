package ai.gatewayz.sync.api.exports;

import ai.gatewayz.sync.catalog.price.PriceKind;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models.dev file: providers with their models, prices in US dollars per million tokens, none where none is known. */
final class ModelsDevFormat extends ExportFormat {
    private static final List<String> MODALITIES = List.of("text", "audio", "image", "video", "pdf");
    private static final Map<PriceKind, String> NAMES = names();
    /** The size of the tier that older readers of the format know by a name of its own. */
    private static final long LARGE_PROMPT = 200_000;

    ModelsDevFormat(JsonGenerator out) {
        super(out);
    }

    private static Map<PriceKind, String> names() {
        Map<PriceKind, String> names = new LinkedHashMap<>();
        names.put(PriceKind.INPUT, "input");
        names.put(PriceKind.OUTPUT, "output");
        names.put(PriceKind.REASONING, "reasoning");
        names.put(PriceKind.CACHE_READ, "cache_read");
        names.put(PriceKind.CACHE_WRITE, "cache_write");
        names.put(PriceKind.AUDIO_INPUT, "input_audio");
        names.put(PriceKind.AUDIO_OUTPUT, "output_audio");
        return names;
    }

    @Override
    void begin() throws IOException {
        out.writeStartObject();
    }

    @Override
    void row(ExportRow row) throws IOException {
        boolean follows = hasProvider();
        if (isNewProvider(row)) {
            if (follows) {
                out.writeEndObject();
                out.writeEndObject();
            }
            provider(row.provider());
        }
        out.writeObjectFieldStart(row.names().providerModelId());
        out.writeStringField("id", row.names().providerModelId());
        out.writeStringField("name", row.names().name());
        out.writeBooleanField(
                "attachment", row.modalities().inputs().stream().anyMatch(input -> !input.equals("text")));
        out.writeBooleanField("reasoning", row.abilities().reasoning());
        out.writeBooleanField("tool_call", row.abilities().tools());
        out.writeBooleanField("structured_output", row.abilities().structured());
        out.writeStringField("release_date", row.dates().created());
        out.writeStringField("last_updated", row.dates().updated());
        if (row.dates().isOver()) {
            out.writeStringField("status", "deprecated");
        }
        out.writeObjectFieldStart("modalities");
        modalities("input", row.modalities().inputs());
        modalities("output", row.modalities().outputs());
        out.writeEndObject();
        out.writeBooleanField("open_weights", false);
        cost(row);
        out.writeObjectFieldStart("limit");
        out.writeNumberField(
                "context",
                row.limits().contextLength() == null ? 0 : row.limits().contextLength());
        out.writeNumberField(
                "output",
                row.limits().maxOutputTokens() == null ? 0 : row.limits().maxOutputTokens());
        out.writeEndObject();
        out.writeEndObject();
    }

    private void provider(ExportRow.ExportedProvider provider) throws IOException {
        out.writeObjectFieldStart(provider.slug());
        out.writeStringField("id", provider.slug());
        out.writeArrayFieldStart("env");
        out.writeEndArray();
        out.writeStringField("npm", "@ai-sdk/openai-compatible");
        out.writeStringField("api", provider.baseUrl());
        out.writeStringField("name", provider.name());
        out.writeStringField("doc", provider.baseUrl());
        out.writeObjectFieldStart("models");
    }

    private void modalities(String name, List<String> given) throws IOException {
        out.writeArrayFieldStart(name);
        List<String> known = given.stream()
                .map(modality -> modality.equals("file") ? "pdf" : modality)
                .filter(MODALITIES::contains)
                .distinct()
                .toList();
        for (String modality : known.isEmpty() ? List.of("text") : known) {
            out.writeString(modality);
        }
        out.writeEndArray();
    }

    /** The format wants both prices of a model or none. */
    /** No cost at all where a term of it has no place in the format. */
    private void cost(ExportRow row) throws IOException {
        Optional<PriceWindow> time = PriceWindow.of(row.pricing()).filter(when -> when.window() == null);
        if (time.isEmpty() || !row.pricing().isComplete()) {
            return;
        }
        TokenRates rates = TokenRates.of(row.pricing(), time.orElseThrow().usual(), Map.of());
        if (!rates.isWhole()
                || rates.usd(PriceKind.INPUT, 0).isEmpty()
                || rates.usd(PriceKind.OUTPUT, 0).isEmpty()) {
            return;
        }
        out.writeObjectFieldStart("cost");
        amounts(rates, 0);
        tiers(rates);
        if (rates.steps().equals(List.of(0L, LARGE_PROMPT)) || rates.steps().equals(List.of(0L, LARGE_PROMPT + 1))) {
            out.writeObjectFieldStart("context_over_200k");
            amounts(rates, LARGE_PROMPT + 1);
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private void amounts(TokenRates rates, long promptTokens) throws IOException {
        for (Map.Entry<PriceKind, String> name : NAMES.entrySet()) {
            number(name.getValue(), rates.usd(name.getKey(), promptTokens).map(ExportRow::million));
        }
    }

    /** A tier is for prompts of more tokens than its size. */
    private void tiers(TokenRates rates) throws IOException {
        if (rates.steps().size() == 1) {
            return;
        }
        out.writeArrayFieldStart("tiers");
        for (long step : rates.steps().subList(1, rates.steps().size())) {
            out.writeStartObject();
            out.writeObjectFieldStart("tier");
            out.writeStringField("type", "context");
            out.writeNumberField("size", step - 1);
            out.writeEndObject();
            amounts(rates, step);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    @Override
    void end() throws IOException {
        if (hasProvider()) {
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndObject();
    }
}
