package ai.gatewayz.sync.catalog.price;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a price list with dates comes to on a date. */
public final class DatedPrices {
    private static final Comparator<PriceComponent> RANK = Comparator.comparingInt(PriceComponent::precedence)
            .thenComparing(line -> dates(line).isPresent())
            // Of two that contradict each other, always the same one.
            .thenComparing(PriceComponent::price);

    private DatedPrices() {}

    /** What two lines have to share for one to stand in the place of the other on a date. */
    private record Line(PriceKind kind, BillingUnit unit, PriceCondition undated) {
        static Line of(PriceComponent component) {
            return new Line(
                    component.kind(), component.unit(), component.condition().undated());
        }
    }

    /** Every instant at which a line begins or ceases to hold, in order. */
    public static SortedSet<Instant> of(Pricing pricing) {
        SortedSet<Instant> instants = new TreeSet<>();
        for (PriceComponent component : pricing.components()) {
            dates(component).ifPresent(dates -> {
                Optional.ofNullable(dates.startsAt()).ifPresent(instants::add);
                Optional.ofNullable(dates.endsAt()).ifPresent(instants::add);
            });
        }
        return instants;
    }

    /** Whether a line begins to hold at an instant, rather than that one only ceases to. */
    public static boolean begins(Pricing pricing, Instant at) {
        return pricing.components().stream()
                .flatMap(component -> dates(component).stream())
                .anyMatch(dates -> at.equals(dates.startsAt()));
    }

    /**
     * The list as it reads at an instant: lines without dates, each of them that of a dated one where that holds then. Lines
     * whose dates cannot be read hold never.
     */
    public static Pricing on(Pricing pricing, Instant at) {
        Map<Line, PriceComponent> best = new HashMap<>();
        for (PriceComponent component : pricing.components()) {
            if (holds(component, at)) {
                best.merge(Line.of(component), component, (one, other) -> RANK.compare(one, other) < 0 ? other : one);
            }
        }
        return new Pricing(
                pricing.state(),
                pricing.basis(),
                best.values().stream().map(DatedPrices::undated).toList(),
                pricing.unread());
    }

    /** Whether two lists without dates charge the same, whatever texts they were read from. */
    public static boolean areSame(Pricing one, Pricing other) {
        return one.state() == other.state() && amounts(one).equals(amounts(other));
    }

    private static Map<Line, UnitPrice> amounts(Pricing pricing) {
        Map<Line, UnitPrice> amounts = new HashMap<>();
        pricing.components().forEach(line -> amounts.put(Line.of(line), line.price()));
        return amounts;
    }

    private static PriceComponent undated(PriceComponent line) {
        return new PriceComponent(
                line.kind(),
                line.unit(),
                line.price(),
                line.quote(),
                line.condition().undated());
    }

    private static boolean holds(PriceComponent component, Instant at) {
        return component.condition().undated().equals(component.condition())
                || dates(component).filter(dates -> dates.contains(at)).isPresent();
    }

    private static Optional<PriceTerm.Dates> dates(PriceComponent component) {
        return component.condition().typed().stream()
                .filter(PriceTerm.Dates.class::isInstance)
                .map(PriceTerm.Dates.class::cast)
                .findFirst();
    }
}
