package ai.gatewayz.sync.ledger;

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

/**
 * The stored form of a price list: {@code [{kind, unit, usd, raw, quoted_unit, pointer, condition, precedence}]}, with
 * {@code usd} as plain decimal text, {@code condition} as an object of texts, and {@code quoted_unit}, {@code pointer} and
 * a {@code precedence} of 0 left out. Every reader and writer of one goes through here.
 */
public final class PriceList {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NOTHING = "[]";

    private PriceList() {}

    /** What writes into a generator. */
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * What a source says of one offering.
     *
     * @param source such as {@code reference:litellm} or {@code provider:groq}
     * @param referenceId the source's own key
     */
    public record Told(String source, String referenceId, Pricing pricing) {
        /** What a feed says. */
        public static Told of(ReferencePrice price) {
            return new Told(price.source(), price.referenceId(), price.pricing());
        }
    }

    /** The stored form of a price's list. */
    public static String write(Pricing pricing) {
        return text(json -> write(json, pricing.components()));
    }

    /** The stored form of what a price states and was not read: {@code ["/pricing/surcharge"]}. */
    public static String writeUnread(Pricing pricing) {
        return text(json -> {
            json.writeStartArray();
            for (String pointer : pricing.unread()) {
                json.writeString(pointer);
            }
            json.writeEndArray();
        });
    }

    /** What several feeds say of one offering: {@code [{source, reference_id, components}]}. */
    public static String writeTold(List<ReferencePrice> prices) {
        return writeAll(prices.stream().map(Told::of).toList());
    }

    /** The same of any sources. */
    public static String writeAll(List<Told> told) {
        return text(json -> {
            json.writeStartArray();
            for (Told price : told) {
                json.writeStartObject();
                json.writeStringField("source", price.source());
                json.writeStringField("reference_id", price.referenceId());
                json.writeFieldName("components");
                write(json, price.pricing().components());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /**
     * A price from its stored form.
     *
     * @param state a key of {@link PriceState}
     * @param unread as {@link #writeUnread} wrote it
     * @throws UnreadablePriceException when it names a state, kind or unit that this program does not know
     */
    public static Pricing read(String state, String basis, String components, String unread) {
        List<String> pointers = new ArrayList<>();
        if (!unread.equals(NOTHING)) {
            tree(unread).forEach(pointer -> pointers.add(pointer.asText()));
        }
        return new Pricing(word(PriceState.class, "state", state), basis, lines(tree(components)), pointers);
    }

    /**
     * What sources say, as {@link #writeTold} wrote it.
     *
     * @throws UnreadablePriceException when it names a kind or unit that this program does not know
     */
    public static List<Told> readTold(String toldBy) {
        List<Told> told = new ArrayList<>();
        for (JsonNode entry : tree(toldBy)) {
            told.add(new Told(
                    entry.path("source").asText(),
                    entry.path("reference_id").asText(),
                    new Pricing(PriceState.PRICED, "reference", lines(entry.path("components")))));
        }
        return told;
    }

    private static void write(JsonGenerator json, List<PriceComponent> components) throws IOException {
        json.writeStartArray();
        for (PriceComponent component : components) {
            json.writeStartObject();
            json.writeStringField("kind", component.kind().key());
            json.writeStringField("unit", component.unit().key());
            json.writeStringField("usd", component.price().toPlainString());
            json.writeStringField("raw", component.quote().text());
            writeIfKnown(json, "quoted_unit", component.quote().unit());
            writeIfKnown(json, "pointer", component.quote().pointer());
            json.writeObjectFieldStart("condition");
            for (Map.Entry<String, String> term : component.condition().terms().entrySet()) {
                json.writeStringField(term.getKey(), term.getValue());
            }
            json.writeEndObject();
            if (component.precedence() != 0) {
                json.writeNumberField("precedence", component.precedence());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeIfKnown(JsonGenerator json, String name, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }

    private static List<PriceComponent> lines(JsonNode components) {
        List<PriceComponent> list = new ArrayList<>(components.size());
        for (JsonNode line : components) {
            SortedMap<String, String> terms = new TreeMap<>();
            for (Map.Entry<String, JsonNode> term : line.path("condition").properties()) {
                terms.put(term.getKey(), term.getValue().asText());
            }
            list.add(new PriceComponent(
                    word(PriceKind.class, "kind", line.path("kind").asText()),
                    word(BillingUnit.class, "unit", line.path("unit").asText()),
                    amount(line.path("usd").asText()),
                    new PriceQuote(
                            line.path("raw").asText(),
                            line.path("quoted_unit").textValue(),
                            line.path("pointer").textValue()),
                    new PriceCondition(terms),
                    line.path("precedence").asInt()));
        }
        return list;
    }

    private static <E extends Enum<E>> E word(Class<E> words, String part, String key) {
        try {
            return Enum.valueOf(words, key.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UnreadablePriceException(part, key, e);
        }
    }

    private static UnitPrice amount(String usd) {
        try {
            return UnitPrice.ofUsd(usd);
        } catch (IllegalArgumentException e) {
            throw new UnreadablePriceException("amount", usd, e);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UnreadablePriceException("list", json, e);
        }
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
