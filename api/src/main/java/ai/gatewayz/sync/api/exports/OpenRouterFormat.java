package ai.gatewayz.sync.api.exports;

import ai.gatewayz.sync.catalog.price.PriceState;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** OpenRouter's model list: prices as decimal text by the token, -1 for a router's, left out where unknown
 * or where the provider states terms of them that are not read. */
final class OpenRouterFormat extends ExportFormat {
    OpenRouterFormat(JsonGenerator out) {
        super(out);
    }

    @Override
    void begin() throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("data");
    }

    @Override
    void row(ExportRow row) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", row.provider().slug() + "/" + row.names().providerModelId());
        out.writeStringField("canonical_slug", row.names().modelId());
        out.writeStringField("name", row.names().name());
        out.writeNumberField("created", row.dates().createdEpoch());
        out.writeStringField(
                "description",
                row.names().description() == null ? "" : row.names().description());
        length(row.limits().contextLength());
        out.writeObjectFieldStart("architecture");
        out.writeStringField("modality", row.modalities().arrow());
        words("input_modalities", row.modalities().inputs());
        words("output_modalities", row.modalities().outputs());
        out.writeStringField("tokenizer", "Other");
        out.writeNullField("instruct_type");
        out.writeEndObject();
        pricing(row);
        out.writeObjectFieldStart("top_provider");
        length(row.limits().contextLength());
        out.writeFieldName("max_completion_tokens");
        if (row.limits().maxOutputTokens() == null) {
            out.writeNull();
        } else {
            out.writeNumber(row.limits().maxOutputTokens());
        }
        out.writeBooleanField("is_moderated", false);
        out.writeEndObject();
        out.writeNullField("per_request_limits");
        parameters(row.abilities());
        out.writeStringField("expiration_date", row.dates().deprecated());
        out.writeEndObject();
    }

    private void length(@org.jspecify.annotations.Nullable Long value) throws IOException {
        out.writeFieldName("context_length");
        if (value == null) {
            out.writeNull();
        } else {
            out.writeNumber(value);
        }
    }

    private void words(String name, List<String> words) throws IOException {
        out.writeArrayFieldStart(name);
        for (String word : words) {
            out.writeString(word);
        }
        out.writeEndArray();
    }

    private void pricing(ExportRow row) throws IOException {
        out.writeObjectFieldStart("pricing");
        if (row.pricing().state() == PriceState.DYNAMIC) {
            out.writeStringField("prompt", "-1");
            out.writeStringField("completion", "-1");
        }
        if (row.pricing().isComplete() && OpenRouterOverride.isWhole(row.pricing())) {
            for (OpenRouterField field : OpenRouterField.values()) {
                text(field.key(), row.price(field.kind(), field.unit()));
            }
            overrides(row);
        }
        out.writeEndObject();
    }

    /** Lines under conditions of size and time, in the order in which they replace each other. */
    private void overrides(ExportRow row) throws IOException {
        List<OpenRouterOverride> overrides = OpenRouterOverride.of(row.pricing());
        if (overrides.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("overrides");
        for (OpenRouterOverride override : overrides) {
            out.writeStartObject();
            override.writeConditions(out);
            for (OpenRouterField field : OpenRouterField.values()) {
                text(field.key(), override.usd(field));
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void text(String name, Optional<BigDecimal> price) throws IOException {
        if (price.isPresent()) {
            out.writeStringField(name, exact(price.orElseThrow()).toPlainString());
        }
    }

    private void parameters(ExportRow.Abilities abilities) throws IOException {
        out.writeArrayFieldStart("supported_parameters");
        if (abilities.tools()) {
            out.writeString("tools");
            out.writeString("tool_choice");
        }
        if (abilities.json()) {
            out.writeString("response_format");
        }
        if (abilities.structured()) {
            out.writeString("structured_outputs");
        }
        if (abilities.reasoning()) {
            out.writeString("reasoning");
        }
        out.writeEndArray();
    }

    @Override
    void end() throws IOException {
        out.writeEndArray();
        out.writeEndObject();
    }
}
