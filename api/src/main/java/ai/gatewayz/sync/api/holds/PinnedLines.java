package ai.gatewayz.sync.api.holds;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.JsonBody;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceQuote;
import ai.gatewayz.sync.catalog.price.PriceTerm;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lines of a price that an operator pins, as reads show them: {@code kind}, {@code unit} (a token where it is left out),
 * {@code usd}, {@code condition} and {@code precedence}.
 */
final class PinnedLines {
    static final String FIELD = "components";

    private static final int MOST = 64;
    private static final int MOST_PRECEDENCE = 1_000;
    private static final List<String> PARTS = List.of("kind", "unit", "usd", "condition", "precedence");
    private static final List<String> TERMS = List.of(
            "min_prompt_tokens",
            "max_prompt_tokens",
            "from",
            "to",
            "zone",
            "days",
            "starts_at",
            "ends_at",
            "service_tier",
            "region",
            "offer",
            "variant",
            "ttl",
            "unit_text");

    private PinnedLines() {}

    /** The lines of a body, none where it has no such field; 400 naming the part that is wrong. */
    static List<PriceComponent> of(JsonBody body) {
        JsonNode list = body.get(FIELD);
        if (list == null) {
            return List.of();
        }
        if (!list.isArray() || list.isEmpty() || list.size() > MOST) {
            throw ApiException.badRequest(FIELD, "must be a list of 1 to " + MOST + " prices");
        }
        List<PriceComponent> lines = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            lines.add(line(list.get(i), FIELD + "/" + i));
        }
        return lines;
    }

    /** 400 when two of the lines hold at the same time and none comes first. */
    static void requireClear(List<PriceComponent> lines) {
        for (PriceComponent line : lines) {
            if (lines.stream().anyMatch(line::contradicts)) {
                throw ApiException.badRequest(
                        FIELD,
                        "two prices of " + line.kind().key()
                                + " hold at the same time, and none has a higher precedence");
            }
        }
    }

    private static PriceComponent line(JsonNode given, String place) {
        requireNames(given, PARTS, place);
        JsonNode precedence = given.path("precedence");
        if (!precedence.isMissingNode()
                && (!precedence.isInt() || precedence.intValue() < 0 || precedence.intValue() > MOST_PRECEDENCE)) {
            throw ApiException.badRequest(place + "/precedence", "must be a whole number from 0 to " + MOST_PRECEDENCE);
        }
        BigDecimal usd = NewPin.amount(place + "/usd", given.path("usd").asText());
        return new PriceComponent(
                word(PriceKind.values(), PriceKind::key, given.path("kind").asText(), place + "/kind"),
                word(
                        BillingUnit.values(),
                        BillingUnit::key,
                        given.has("unit") ? given.path("unit").asText() : BillingUnit.TOKEN.key(),
                        place + "/unit"),
                UnitPrice.ofUsd(usd),
                PriceQuote.of(usd.toPlainString()),
                condition(given.path("condition"), place + "/condition"),
                precedence.intValue());
    }

    private static <E> E word(E[] words, Function<E, String> key, String given, String place) {
        return Arrays.stream(words)
                .filter(word -> key.apply(word).equals(given))
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest(
                        place, "must be one of " + Arrays.stream(words).map(key).collect(Collectors.joining(", "))));
    }

    private static PriceCondition condition(JsonNode given, String place) {
        if (given.isMissingNode()) {
            return PriceCondition.ALWAYS;
        }
        requireNames(given, TERMS, place);
        Map<String, String> terms = new TreeMap<>();
        given.properties().forEach(term -> {
            JsonNode value = term.getValue();
            boolean isText = value.isTextual() || value.isIntegralNumber();
            String text = value.asText();
            if (!isText || text.isBlank() || text.length() > 128 || text.chars().anyMatch(Character::isISOControl)) {
                throw ApiException.badRequest(place + "/" + term.getKey(), "must be text of 1 to 128 characters");
            }
            terms.put(term.getKey(), text);
        });
        PriceCondition condition = new PriceCondition(new TreeMap<>(terms));
        for (PriceTerm term : condition.typed()) {
            if (term instanceof PriceTerm.Unreadable unreadable) {
                throw ApiException.badRequest(
                        place,
                        "cannot be read: " + unreadable.terms().keySet() + "; a window is from, to, zone and days");
            }
        }
        return condition;
    }

    private static void requireNames(JsonNode given, List<String> names, String place) {
        if (!given.isObject()) {
            throw ApiException.badRequest(place, "must be an object");
        }
        given.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw ApiException.badRequest(
                        place + "/" + QueryReader.shown(name),
                        "is no field here; there are " + String.join(", ", names));
            }
        });
    }
}
