package ai.gatewayz.sync.api.prices;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceQuote;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads stored price lists back into prices. */
public final class PriceListJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PriceListJson() {}

    /**
     * A price from its stored form.
     *
     * @throws IllegalArgumentException when this program does not know a kind or unit, as after a step back
     */
    public static Pricing pricing(String state, String basis, String components) {
        List<PriceComponent> list = new ArrayList<>();
        for (JsonNode component : tree(components)) {
            SortedMap<String, String> terms = new TreeMap<>();
            component
                    .path("condition")
                    .fields()
                    .forEachRemaining(
                            term -> terms.put(term.getKey(), term.getValue().asText()));
            list.add(new PriceComponent(
                    PriceKind.valueOf(component.path("kind").asText().toUpperCase(Locale.ROOT)),
                    BillingUnit.valueOf(component.path("unit").asText().toUpperCase(Locale.ROOT)),
                    UnitPrice.ofUsd(component.path("usd").asText()),
                    new PriceQuote(
                            component.path("raw").asText(),
                            component.path("quoted_unit").textValue(),
                            component.path("pointer").textValue()),
                    new PriceCondition(terms)));
        }
        return new Pricing(PriceState.valueOf(state.toUpperCase(Locale.ROOT)), basis, list);
    }

    /** A stored JSON document. */
    public static JsonNode tree(String components) {
        try {
            return JSON.readTree(components);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a stored price list is no JSON", e);
        }
    }
}
