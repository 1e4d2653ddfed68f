package ai.gatewayz.sync.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What one offering costs, as simply as it can be said: what the provider says from when on, and what operators had served
 * instead from when on. Prices are small numbers; 0 is unknown. Each change keeps a copy of both, so that it can be asked what
 * was known at any time.
 */
final class OfferingModel {
    /** No pin stands from here on. */
    private static final int NOTHING = -1;

    /** Both tracks as they were known after a change. */
    private record Known(
            Instant at, long generation, NavigableMap<Instant, Integer> told, NavigableMap<Instant, Integer> pinned) {
        int served(Instant when) {
            Map.Entry<Instant, Integer> pin = pinned.floorEntry(when);
            if (pin != null && pin.getValue() != NOTHING) {
                return pin.getValue();
            }
            Map.Entry<Instant, Integer> said = told.floorEntry(when);
            return said == null ? 0 : said.getValue();
        }
    }

    private final NavigableMap<Instant, Integer> told = new TreeMap<>();
    private final NavigableMap<Instant, Integer> pinned = new TreeMap<>();
    private final List<Known> known = new ArrayList<>();
    private boolean isRolledBack;

    OfferingModel(Instant start) {
        known.add(new Known(start, 0, new TreeMap<>(), new TreeMap<>()));
    }

    /** The provider says a price from now on. */
    void tell(Instant now, int price) {
        told.put(now, price);
    }

    /** The provider's last price was read wrong. */
    void correct(int price) {
        told.put(told.lastKey(), price);
    }

    boolean wasTold() {
        return !told.isEmpty();
    }

    int provider() {
        return told.isEmpty() ? 0 : told.lastEntry().getValue();
    }

    /** An operator has a price served from now on. */
    void pin(Instant now, int price, boolean isRollback) {
        pinned.put(now, price);
        isRolledBack = isRollback;
    }

    void unpin(Instant now) {
        pinned.put(now, NOTHING);
        isRolledBack = false;
    }

    boolean isPinned() {
        return !pinned.isEmpty() && pinned.lastEntry().getValue() != NOTHING;
    }

    boolean isRolledBack() {
        return isPinned() && isRolledBack;
    }

    int served() {
        return isPinned() ? Objects.requireNonNull(pinned.lastEntry()).getValue() : provider();
    }

    /** A transaction ended. */
    void commit(Instant now, long generation) {
        known.add(new Known(now, generation, new TreeMap<>(told), new TreeMap<>(pinned)));
    }

    /** The price that was served at a time, by what was known at another. */
    int served(Instant at, Instant knownAt) {
        Known last = known.get(0);
        for (Known each : known) {
            if (!each.at().isAfter(knownAt)) {
                last = each;
            }
        }
        return last.served(at);
    }

    /** The price that was served at the end of a generation. */
    int servedAt(long generation) {
        Known last = known.get(0);
        for (Known each : known) {
            if (each.generation() <= generation) {
                last = each;
            }
        }
        return last.served(last.at());
    }

    /** Every instant at which something was done. */
    List<Instant> instants() {
        return known.stream().map(Known::at).distinct().toList();
    }
}
