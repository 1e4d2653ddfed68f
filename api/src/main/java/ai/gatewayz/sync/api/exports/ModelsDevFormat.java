package ai.gatewayz.sync.api.exports;

import ai.gatewayz.sync.catalog.price.PriceKind;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The models.dev file: providers with their models, prices in US dollars per million tokens, none where none is known. */
final class ModelsDevFormat extends ExportFormat {
    private static final List<String> MODALITIES = List.of("text", "audio", "image", "video", "pdf");
    /** The one tier that the format has a name for. */
    private static final long LARGE_PROMPT = 200_000;

    ModelsDevFormat(JsonGenerator out) {
        super(out);
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
        out.writeObjectFieldStart(row.providerModelId());
        out.writeStringField("id", row.providerModelId());
        out.writeStringField("name", row.name());
        out.writeBooleanField("attachment", row.inputs().stream().anyMatch(input -> !input.equals("text")));
        out.writeBooleanField("reasoning", row.abilities().reasoning());
        out.writeBooleanField("tool_call", row.abilities().tools());
        out.writeBooleanField("structured_output", row.abilities().structured());
        out.writeStringField("release_date", row.created());
        out.writeStringField("last_updated", row.updated());
        out.writeObjectFieldStart("modalities");
        modalities("input", row.inputs());
        modalities("output", row.outputs());
        out.writeEndObject();
        out.writeBooleanField("open_weights", false);
        cost(row);
        out.writeObjectFieldStart("limit");
        out.writeNumberField("context", row.contextLength() == null ? 0 : row.contextLength());
        out.writeNumberField("output", row.maxOutputTokens() == null ? 0 : row.maxOutputTokens());
        out.writeEndObject();
        out.writeEndObject();
    }

    private void provider(ExportRow.Provider provider) throws IOException {
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
    private void cost(ExportRow row) throws IOException {
        Optional<BigDecimal> input = row.perMillion(PriceKind.INPUT);
        Optional<BigDecimal> output = row.perMillion(PriceKind.OUTPUT);
        if (input.isEmpty() || output.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart("cost");
        number("input", input);
        number("output", output);
        number("reasoning", row.perMillion(PriceKind.REASONING));
        number("cache_read", row.perMillion(PriceKind.CACHE_READ));
        number("cache_write", row.perMillion(PriceKind.CACHE_WRITE));
        number("input_audio", row.perMillion(PriceKind.AUDIO_INPUT));
        number("output_audio", row.perMillion(PriceKind.AUDIO_OUTPUT));
        large(row);
        out.writeEndObject();
    }

    private void large(ExportRow row) throws IOException {
        List<ContextTier> tiers = ContextTier.of(row).stream()
                .filter(tier -> tier.from() == LARGE_PROMPT || tier.from() == LARGE_PROMPT + 1)
                .toList();
        Optional<BigDecimal> input = large(tiers, PriceKind.INPUT);
        Optional<BigDecimal> output = large(tiers, PriceKind.OUTPUT);
        if (input.isPresent() && output.isPresent()) {
            out.writeObjectFieldStart("context_over_200k");
            number("input", input);
            number("output", output);
            number("cache_read", large(tiers, PriceKind.CACHE_READ));
            number("cache_write", large(tiers, PriceKind.CACHE_WRITE));
            out.writeEndObject();
        }
    }

    private static Optional<BigDecimal> large(List<ContextTier> tiers, PriceKind kind) {
        return tiers.stream()
                .filter(tier -> tier.kind() == kind)
                .findFirst()
                .map(tier -> ExportRow.million(tier.usd()));
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
