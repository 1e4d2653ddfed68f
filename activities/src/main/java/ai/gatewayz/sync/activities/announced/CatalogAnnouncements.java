package ai.gatewayz.sync.activities.announced;

import ai.gatewayz.sync.activities.announced.AnnouncementDao.DatedPrice;
import ai.gatewayz.sync.activities.announced.AnnouncementDao.Retirement;
import ai.gatewayz.sync.catalog.price.DatedPrices;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.ledger.PriceList;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the catalog announces now. */
final class CatalogAnnouncements {
    /** Of one provider; what is further away has its turn when these are over. */
    static final int MOST_INSTANTS = 50;

    /** What is announced for later is read again when its time comes nearer. */
    private static final Duration HORIZON = Duration.ofDays(400);

    private CatalogAnnouncements() {}

    /** Of each provider, what it announces for the nearest instants. */
    static List<Announced> of(AnnouncementDao dao, Instant now) {
        List<Announced> all = new ArrayList<>();
        Instant until = now.plus(HORIZON);
        dao.datedPrices().forEach(price -> addPrices(price, now, until, all));
        for (Retirement retirement : dao.retirements(now, until)) {
            all.add(new Announced(
                    retirement.providerId(),
                    retirement.modelId(),
                    AnnouncementKind.RETIREMENT.key(),
                    retirement.dueAt(),
                    null,
                    null,
                    retirement.replacement()));
        }
        return nearest(all);
    }

    private static void addPrices(DatedPrice price, Instant now, Instant until, List<Announced> all) {
        Pricing list = PriceList.read(price.pricingState(), price.pricingBasis(), price.components(), price.unread());
        for (Instant at : DatedPrices.of(list)) {
            // As exact as the database.
            Instant dueAt = at.truncatedTo(ChronoUnit.MICROS);
            Pricing before = DatedPrices.on(list, dueAt.minus(1, ChronoUnit.MICROS));
            Pricing expected = DatedPrices.on(list, dueAt);
            if (dueAt.isAfter(now) && dueAt.isBefore(until) && !DatedPrices.areSame(before, expected)) {
                AnnouncementKind kind =
                        DatedPrices.begins(list, at) ? AnnouncementKind.PRICE : AnnouncementKind.PROMOTION_END;
                all.add(new Announced(
                        price.providerId(),
                        price.modelId(),
                        kind.key(),
                        dueAt,
                        PriceList.write(before),
                        PriceList.write(expected),
                        null));
            }
        }
    }

    private static List<Announced> nearest(List<Announced> all) {
        Map<Long, SortedSet<Instant>> instants = new HashMap<>();
        for (Announced one : all) {
            SortedSet<Instant> of = instants.computeIfAbsent(one.providerId(), id -> new TreeSet<>());
            of.add(one.dueAt());
            if (of.size() > MOST_INSTANTS) {
                of.remove(of.last());
            }
        }
        return all.stream().filter(one -> isNear(one, instants)).toList();
    }

    private static boolean isNear(Announced one, Map<Long, SortedSet<Instant>> instants) {
        SortedSet<Instant> of = instants.get(one.providerId());
        return of != null && !one.dueAt().isAfter(of.last());
    }
}
