package ai.gatewayz.sync.api.models;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import ai.gatewayz.sync.ledger.FlatPrices;
import ai.gatewayz.sync.ledger.PriceList;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes rows of {@link ModelSql} as JSON, field by field, so that no list of models is ever held. */
enum ModelJson {
    /** The catalog's own shape. */
    CATALOG {
        @Override
        void writeFields(ResultSet row, JsonGenerator json) throws IOException, SQLException {
            json.writeStringField("id", row.getString("model_id"));
            json.writeStringField("provider_model_id", row.getString("provider_model_id"));
            json.writeStringField("name", row.getString("model_name"));
            text(json, "description", row.getString("description"));
            json.writeStringField("source_gateway", row.getString("slug"));
            json.writeStringField("provider_slug", row.getString("slug"));
            number(json, "context_length", row);
            number(json, "max_output_tokens", row);
            text(json, "kind", row.getString("kind"));
            writeModalities(row, json);
            json.writeObjectFieldStart("capabilities");
            for (String name : ModelFilter.CAPABILITIES) {
                flag(json, name, row, "supports_" + name);
            }
            json.writeEndObject();
            writePricing(row, json);
            json.writeBooleanField("is_active", row.getBoolean("is_active"));
            json.writeStringField("health_status", row.getString("health_status"));
            text(json, "created_at", row.getString("created_at"));
            text(json, "updated_at", row.getString("changed_at"));
            text(json, "last_seen_at", row.getString("last_seen_at"));
            flag(json, "deprecated", row, "is_deprecated");
            text(json, "deprecated_at", row.getString("deprecated_at"));
            text(json, "replacement", row.getString("replacement"));
            raw(json, "metadata", row.getString("metadata"));
        }

        private void writePricing(ResultSet row, JsonGenerator json) throws IOException, SQLException {
            json.writeObjectFieldStart("pricing");
            json.writeStringField("state", row.getString("pricing_state"));
            text(json, "prompt", row.getString("price_prompt"));
            text(json, "completion", row.getString("price_completion"));
            text(json, "cache_read", row.getString("price_cache_read"));
            text(json, "cache_write", row.getString("price_cache_write"));
            text(json, "image", row.getString("price_image"));
            text(json, "audio", row.getString("price_audio"));
            text(json, "request", row.getString("price_request"));
            list(json, row.getString("components"), row.getString("unread"));
            String by = row.getString("pinned_by");
            if (by != null) {
                writePin(row, json, by);
            }
            json.writeEndObject();
        }

        private void writePin(ResultSet row, JsonGenerator json, String by) throws IOException, SQLException {
            String state = row.getString("provider_state");
            String components = row.getString("provider_components");
            String unread = row.getString("provider_unread");
            json.writeObjectFieldStart("pinned");
            json.writeStringField("by", by);
            text(json, "note", row.getString("pinned_note"));
            json.writeStringField("since", row.getString("pinned_at"));
            json.writeObjectFieldStart("provider_says");
            writePrice(json, PriceList.read(state, "provider", components, unread));
            list(json, components, unread);
            json.writeEndObject();
            json.writeEndObject();
        }

        private void writePrice(JsonGenerator json, Pricing pricing) throws IOException {
            FlatPrices flat = FlatPrices.of(pricing);
            json.writeStringField("state", pricing.state().key());
            amount(json, "prompt", flat.input());
            amount(json, "completion", flat.output());
            amount(json, "cache_read", flat.cacheRead());
            amount(json, "cache_write", flat.cacheWrite());
            amount(json, "image", flat.image());
            amount(
                    json,
                    "audio",
                    pricing.base(PriceKind.AUDIO_INPUT, BillingUnit.TOKEN)
                            .map(UnitPrice::usd)
                            .orElse(null));
            amount(json, "request", flat.request());
        }
    },

    /** The OpenAI list shape with OpenRouter's objects; ids name the provider, so that they are unique. */
    OPENAI {
        @Override
        void writeFields(ResultSet row, JsonGenerator json) throws IOException, SQLException {
            String slug = row.getString("slug");
            json.writeStringField("id", slug + "/" + row.getString("provider_model_id"));
            json.writeStringField("canonical_slug", row.getString("model_id"));
            json.writeStringField("object", "model");
            json.writeNumberField("created", row.getLong("created_epoch"));
            json.writeStringField("owned_by", slug);
            json.writeStringField("name", row.getString("model_name"));
            text(json, "description", row.getString("description"));
            number(json, "context_length", row);
            json.writeObjectFieldStart("architecture");
            writeModalities(row, json);
            json.writeEndObject();
            json.writeObjectFieldStart("pricing");
            text(json, "prompt", row.getString("price_prompt"));
            text(json, "completion", row.getString("price_completion"));
            text(json, "request", row.getString("price_request"));
            text(json, "image", row.getString("price_image"));
            text(json, "input_cache_read", row.getString("price_cache_read"));
            text(json, "input_cache_write", row.getString("price_cache_write"));
            json.writeEndObject();
            json.writeObjectFieldStart("top_provider");
            number(json, "context_length", row);
            long output = row.getLong("max_output_tokens");
            if (row.wasNull()) {
                json.writeNullField("max_completion_tokens");
            } else {
                json.writeNumberField("max_completion_tokens", output);
            }
            json.writeEndObject();
        }
    };

    /** Writes one model, fields only. */
    abstract void writeFields(ResultSet row, JsonGenerator json) throws IOException, SQLException;

    private static void writeModalities(ResultSet row, JsonGenerator json) throws IOException, SQLException {
        text(json, "modality", row.getString("modality"));
        raw(json, "input_modalities", row.getString("input_modalities"));
        raw(json, "output_modalities", row.getString("output_modalities"));
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }

    private static void amount(JsonGenerator json, String name, @Nullable BigDecimal usd) throws IOException {
        text(json, name, usd == null ? null : usd.toPlainString());
    }

    private static void raw(JsonGenerator json, String name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(value);
    }

    private static void list(JsonGenerator json, String components, String unread) throws IOException {
        raw(json, "components", components);
        json.writeBooleanField("complete", unread.equals("[]"));
        raw(json, "unread", unread);
    }

    private static void number(JsonGenerator json, String name, ResultSet row) throws IOException, SQLException {
        long value = row.getLong(name);
        json.writeFieldName(name);
        if (row.wasNull()) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    private static void flag(JsonGenerator json, String name, ResultSet row, String column)
            throws IOException, SQLException {
        boolean value = row.getBoolean(column);
        json.writeFieldName(name);
        if (row.wasNull()) {
            json.writeNull();
        } else {
            json.writeBoolean(value);
        }
    }
}
