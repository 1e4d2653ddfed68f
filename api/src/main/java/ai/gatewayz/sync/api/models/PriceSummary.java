package ai.gatewayz.sync.api.models;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.DailyWindow;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceTerm;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import ai.gatewayz.sync.ledger.PriceList;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a price list in a few words of data, so that one line can say what it depends on.
 *
 * @param tiers how many price steps by the prompt's size there are, the first included; 0 when the size does not matter
 * @param windows times of day with other prices
 * @param services service tiers beside the standard one
 * @param offers how many hosts there are
 * @param ends when the next dated price ends
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record PriceSummary(
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int tiers,
        List<Window> windows,
        SortedSet<String> services,
        SortedSet<String> regions,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int offers,
        @Nullable String ends) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * A time of day.
     *
     * @param percent how far its input price per token is from the usual one, rounded; null when there is nothing to compare
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Window(Map<String, String> when, @Nullable Integer percent) {}

    /** The summary of a stored price list as JSON; null for one without conditions. */
    static @Nullable String of(@Nullable String components) {
        if (components == null) {
            return null;
        }
        try {
            return JSON.writeValueAsString(of(PriceList.read("priced", "", components, "[]")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a summary cannot be written", e);
        }
    }

    private static PriceSummary of(Pricing pricing) {
        SortedSet<Long> sizes = new TreeSet<>();
        SortedSet<String> ends = new TreeSet<>();
        Map<DailyWindow, PriceComponent> windows = new TreeMap<>(java.util.Comparator.comparing(DailyWindow::toString));
        for (PriceComponent component : pricing.components()) {
            for (PriceTerm term : component.condition().typed()) {
                if (term instanceof PriceTerm.PromptSize size) {
                    sizes.add(size.from());
                } else if (term instanceof PriceTerm.TimeOfDay time) {
                    windows.putIfAbsent(time.window(), component);
                } else if (term instanceof PriceTerm.Dates dates && dates.endsAt() != null) {
                    ends.add(dates.endsAt().toString());
                }
            }
        }
        if (!sizes.isEmpty()) {
            sizes.add(0L);
        }
        return new PriceSummary(
                sizes.size(),
                windows.entrySet().stream()
                        .map(window -> new Window(when(window.getValue()), percent(pricing, window.getKey())))
                        .toList(),
                choices(pricing, "service_tier"),
                choices(pricing, "region"),
                choices(pricing, "offer").size(),
                ends.isEmpty() ? null : ends.first());
    }

    private static Map<String, String> when(PriceComponent component) {
        Map<String, String> when = new TreeMap<>(component.condition().terms());
        when.keySet().retainAll(List.of("from", "to", "zone", "days"));
        return when;
    }

    private static @Nullable Integer percent(Pricing pricing, DailyWindow window) {
        BigDecimal usual = pricing.base(PriceKind.INPUT, BillingUnit.TOKEN)
                .map(UnitPrice::usd)
                .orElse(BigDecimal.ZERO);
        if (usual.signum() == 0) {
            return null;
        }
        return pricing.components().stream()
                .filter(c -> c.kind() == PriceKind.INPUT
                        && c.unit() == BillingUnit.TOKEN
                        && c.condition().typed().equals(List.of(new PriceTerm.TimeOfDay(window))))
                .findFirst()
                .map(c -> c.price()
                        .usd()
                        .subtract(usual)
                        .multiply(HUNDRED)
                        .divide(usual, 0, RoundingMode.HALF_UP)
                        .intValue())
                .orElse(null);
    }

    private static SortedSet<String> choices(Pricing pricing, String name) {
        return pricing.components().stream()
                .map(c -> c.condition().terms().get(name))
                .flatMap(Stream::ofNullable)
                .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    }
}
