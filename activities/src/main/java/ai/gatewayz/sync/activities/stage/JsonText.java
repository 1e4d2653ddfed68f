package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceQuote;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import ai.gatewayz.sync.catalog.reference.ReferencePrice;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON for JSONB columns. */
final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonText() {}

    /** What writes into a generator. */
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** What feeds say of one offering: {@code [{source, reference_id, components}]}. */
    static String toldBy(List<ReferencePrice> prices) {
        return text(json -> {
            json.writeStartArray();
            for (ReferencePrice price : prices) {
                json.writeStartObject();
                json.writeStringField("source", price.source());
                json.writeStringField("reference_id", price.referenceId());
                json.writeFieldName("components");
                json.writeRawValue(components(price.pricing().components()));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** The price list: {@code [{kind, unit, usd, raw, quoted_unit, pointer, condition}]} with {@code usd} as plain decimal text. */
    static String components(List<PriceComponent> components) {
        return text(json -> {
            json.writeStartArray();
            for (PriceComponent component : components) {
                json.writeStartObject();
                json.writeStringField("kind", component.kind().key());
                json.writeStringField("unit", component.unit().key());
                json.writeStringField("usd", component.price().toPlainString());
                json.writeStringField("raw", component.quote().text());
                writeIfKnown(json, "quoted_unit", component.quote().unit());
                writeIfKnown(json, "pointer", component.quote().pointer());
                json.writeFieldName("condition");
                write(json, component.condition().terms());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void writeIfKnown(JsonGenerator json, String name, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }

    /** An object of texts. */
    static Map<String, String> readObject(String object) {
        Map<String, String> map = new TreeMap<>();
        try {
            MAPPER.readTree(object)
                    .properties()
                    .forEach(field -> map.put(field.getKey(), field.getValue().asText()));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL stores only JSON here", e);
        }
        return map;
    }

    /** A priced price list as {@link #components} wrote it. */
    static Pricing readPricing(String components, String basis) {
        return readPricing(PriceState.PRICED.key(), basis, components);
    }

    /** A stored price. */
    static Pricing readPricing(String state, String basis, String components) {
        List<PriceComponent> list = new ArrayList<>();
        try {
            for (JsonNode node : MAPPER.readTree(components)) {
                SortedMap<String, String> terms = new TreeMap<>();
                node.path("condition")
                        .properties()
                        .forEach(
                                term -> terms.put(term.getKey(), term.getValue().asText()));
                list.add(new PriceComponent(
                        PriceKind.valueOf(node.path("kind").asText().toUpperCase(Locale.ROOT)),
                        BillingUnit.valueOf(node.path("unit").asText().toUpperCase(Locale.ROOT)),
                        UnitPrice.ofUsd(node.path("usd").asText()),
                        new PriceQuote(
                                node.path("raw").asText(),
                                node.path("quoted_unit").textValue(),
                                node.path("pointer").textValue()),
                        new PriceCondition(terms)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL stores only JSON here", e);
        }
        return new Pricing(PriceState.valueOf(state.toUpperCase(Locale.ROOT)), basis, list);
    }

    /** An object of texts or numbers. */
    static String object(Map<String, ?> map) {
        return text(json -> write(json, map));
    }

    private static void write(JsonGenerator json, Map<String, ?> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, ?> entry : map.entrySet()) {
            if (entry.getValue() instanceof Long number) {
                json.writeNumberField(entry.getKey(), number);
            } else {
                json.writeStringField(entry.getKey(), String.valueOf(entry.getValue()));
            }
        }
        json.writeEndObject();
    }

    private static String text(Body body) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a string writer does not fail", e);
        }
        return out.toString();
    }
}
