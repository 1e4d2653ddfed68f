package ai.gatewayz.sync.api.exports;

import ai.gatewayz.sync.catalog.price.DailyWindow;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceTerm;
import ai.gatewayz.sync.catalog.price.Pricing;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a price list's terms of time hold, for formats that have a place for one daily window at most.
 *
 * @param window the one window; null when the price is the same at any time
 * @param usual an instant outside the window
 * @param within an instant inside it; null without one
 */
record PriceWindow(
        @Nullable DailyWindow window,
        Instant usual,
        @Nullable Instant within) {
    /** A Monday; what the week after it looks like, each week looks like, but for a change of the clock. */
    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");

    private static final int MINUTES = 7 * 24 * 60;

    /** Empty when there are dates, terms that cannot be read, several windows, or a clock that is put forward and back. */
    static Optional<PriceWindow> of(Pricing pricing) {
        Set<DailyWindow> windows = new LinkedHashSet<>();
        for (PriceComponent component : pricing.components()) {
            for (PriceTerm term : component.condition().typed()) {
                if (term instanceof PriceTerm.TimeOfDay time) {
                    windows.add(time.window());
                } else if (term instanceof PriceTerm.Dates || term instanceof PriceTerm.Unreadable) {
                    return Optional.empty();
                }
            }
        }
        if (windows.isEmpty()) {
            return Optional.of(new PriceWindow(null, MONDAY, null));
        }
        DailyWindow window = windows.iterator().next();
        boolean isUtc = window.zone().normalized().equals(java.time.ZoneOffset.UTC);
        if (windows.size() > 1 || !isUtc) {
            return Optional.empty();
        }
        Optional<Instant> outside =
                minutes().filter(minute -> !window.contains(minute)).findFirst();
        Optional<Instant> inside = minutes().filter(window::contains).findFirst();
        return outside.isEmpty() || inside.isEmpty()
                ? Optional.empty()
                : Optional.of(new PriceWindow(window, outside.orElseThrow(), inside.orElseThrow()));
    }

    private static Stream<Instant> minutes() {
        return Stream.iterate(MONDAY, minute -> minute.plus(Duration.ofMinutes(1)))
                .limit(MINUTES);
    }
}
