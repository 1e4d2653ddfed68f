package ai.gatewayz.sync.api.exports;

import ai.gatewayz.sync.catalog.price.DailyWindow;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceTerm;
import ai.gatewayz.sync.catalog.price.Pricing;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of OpenRouter's {@code overrides}: prices that replace the usual ones when all of its conditions hold; later
 * entries replace earlier ones.
 */
record OpenRouterOverride(PriceCondition condition, List<PriceComponent> lines) {
    /** The entries that the format has a place for: from a prompt size on, and in a window of Greenwich time. */
    static List<OpenRouterOverride> of(Pricing pricing) {
        Map<PriceCondition, List<PriceComponent>> lines = new LinkedHashMap<>();
        pricing.components().stream()
                .filter(line -> !line.condition().isAlways() && isSayable(line.condition()))
                .sorted(Comparator.comparingInt(PriceComponent::precedence)
                        .thenComparing(line -> line.condition().typed().size())
                        .thenComparing(line -> from(line.condition())))
                .forEach(line -> lines.computeIfAbsent(line.condition(), key -> new java.util.ArrayList<>())
                        .add(line));
        return lines.entrySet().stream()
                .map(entry -> new OpenRouterOverride(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    /** An upper bound is left to the entry that follows, which replaces this one from there on. */
    private static boolean isSayable(PriceCondition condition) {
        return condition.typed().stream()
                .allMatch(term -> term instanceof PriceTerm.PromptSize
                        || term instanceof PriceTerm.TimeOfDay time
                                && time.window().zone().normalized().equals(ZoneOffset.UTC));
    }

    /** Whether every line is sayable, or holds only for who chose it; without the others nobody is charged right. */
    static boolean isWhole(Pricing pricing) {
        return pricing.components().stream()
                .map(PriceComponent::condition)
                .allMatch(condition -> isSayable(condition)
                        || condition.typed().stream().anyMatch(PriceTerm.Choice.class::isInstance));
    }

    private static long from(PriceCondition condition) {
        return condition.typed().stream()
                .mapToLong(term -> term instanceof PriceTerm.PromptSize size ? size.from() : 0)
                .sum();
    }

    Optional<BigDecimal> usd(OpenRouterField field) {
        return lines.stream()
                .filter(line -> line.kind() == field.kind() && line.unit() == field.unit())
                .map(line -> line.price().usd())
                .findFirst();
    }

    void writeConditions(JsonGenerator out) throws IOException {
        for (PriceTerm term : condition.typed()) {
            if (term instanceof PriceTerm.PromptSize size) {
                out.writeNumberField("min_prompt_tokens", size.from());
            } else if (term instanceof PriceTerm.TimeOfDay time) {
                DailyWindow window = time.window();
                out.writeNumberField("utc_start", clock(window.from()));
                out.writeNumberField("utc_end", clock(window.to()));
                if (window.days().size() < DayOfWeek.values().length) {
                    days(out, window);
                }
            }
        }
    }

    private static void days(JsonGenerator out, DailyWindow window) throws IOException {
        out.writeArrayFieldStart("utc_days");
        for (DayOfWeek day : DayOfWeek.values()) {
            if (window.days().contains(day)) {
                out.writeNumber(day.getValue());
            }
        }
        out.writeEndArray();
    }

    /** Hours and minutes as one number, such as 1630. */
    private static int clock(int minute) {
        return minute / 60 * 100 + minute % 60;
    }
}
