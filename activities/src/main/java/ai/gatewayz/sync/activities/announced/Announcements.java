package ai.gatewayz.sync.activities.announced;

import ai.gatewayz.sync.activities.announced.AnnouncementDao.Coming;
import ai.gatewayz.sync.activities.announced.AnnouncementDao.Count;
import ai.gatewayz.sync.activities.announced.AnnouncementDao.Due;
import ai.gatewayz.sync.activities.announced.AnnouncementDao.Timer;
import ai.gatewayz.sync.catalog.change.EventType;
import ai.gatewayz.sync.catalog.price.DatedPrices;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.ledger.ChangeFeed;
import ai.gatewayz.sync.ledger.PriceList;
import ai.gatewayz.sync.workflows.WorkflowIds;
import ai.gatewayz.sync.workflows.model.AnnouncedChange;
import ai.gatewayz.sync.workflows.model.AnnouncementLook;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what lists announce in step with the catalog, and settles what is due: it came when the provider's list, read after
 * the date, says for that date what was announced. Times of an announcement are as exact as the database's, microseconds.
 */
public final class Announcements {
    private static final Duration TOLD_FOR = Duration.ofDays(7);
    private static final Duration KEPT_FOR = Duration.ofDays(30);
    /** Until a provider that could not be asked is asked again. */
    private static final Duration UNREACHED = Duration.ofMinutes(30);

    private static final String NO_TERMS = "[]";

    private final Jdbi jdbi;
    private final InstantSource clock;

    /** Announcements of a database. */
    public Announcements(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** How an announcement ended. */
    private enum End {
        KEPT,
        MISSED,
        WITHDRAWN,
        EXPIRED;

        String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The number of the catalog's last commit. */
    public long generation() {
        return dao().generation();
    }

    /** Whether something is due and not settled, or told as missed. */
    public boolean isAnyDue() {
        return dao().isAnyDue(clock.instant());
    }

    /** Takes in what the catalog announces now, and settles what is due. */
    public void reconcile() {
        Instant now = clock.instant();
        jdbi.useTransaction(handle -> {
            AnnouncementDao dao = handle.attach(AnnouncementDao.class);
            dao.lock();
            settle(handle, now);
            take(dao, now);
            dao.forget(now.minus(KEPT_FOR));
        });
    }

    private static void take(AnnouncementDao dao, Instant now) {
        Map<String, Coming> known = new HashMap<>();
        dao.coming(now).forEach(row -> known.put(key(row.modelId(), row.kind(), row.dueAt()), row));
        Set<Long> withdrawn = new HashSet<>();
        known.values().stream().filter(Announcements::isWaiting).forEach(row -> withdrawn.add(row.id()));
        List<Announced> news = new ArrayList<>();
        for (Announced one : CatalogAnnouncements.of(dao, now)) {
            Coming row = known.get(key(one.modelId(), one.kind(), one.dueAt()));
            if (row == null || !isWaiting(row) || !isSame(row, one)) {
                news.add(one);
            }
            if (row != null) {
                withdrawn.remove(row.id());
            }
        }
        if (!withdrawn.isEmpty()) {
            dao.settle(List.copyOf(withdrawn), End.WITHDRAWN.key());
        }
        if (!news.isEmpty()) {
            dao.announce(news);
        }
    }

    private static boolean isWaiting(Coming row) {
        return row.status().equals("waiting");
    }

    private static boolean isSame(Coming row, Announced one) {
        return Objects.equals(row.replacement(), one.replacement())
                && (row.expected() == null
                        || one.expected() == null
                        || DatedPrices.areSame(list(row.expected()), list(one.expected())));
    }

    private static String key(long modelId, String kind, Instant dueAt) {
        return modelId + " " + kind + " " + dueAt.truncatedTo(ChronoUnit.MICROS);
    }

    private static void settle(Handle handle, Instant now) {
        AnnouncementDao dao = handle.attach(AnnouncementDao.class);
        Map<End, List<Long>> ends = new EnumMap<>(End.class);
        for (Due due : dao.due(now)) {
            Optional<End> end = end(due, now);
            if (end.isEmpty() || end.orElseThrow().key().equals(due.status())) {
                continue;
            }
            ends.computeIfAbsent(end.orElseThrow(), key -> new ArrayList<>()).add(due.id());
            if (end.orElseThrow() == End.MISSED) {
                tell(handle, due);
            }
        }
        ends.forEach((end, ids) -> dao.settle(ids, end.key()));
    }

    /** Empty while nobody can say, or it may still come. */
    private static Optional<End> end(Due due, Instant now) {
        AnnouncementKind kind = AnnouncementKind.of(due.kind());
        if (now.isAfter(due.dueAt().plus(TOLD_FOR))) {
            return Optional.of(End.EXPIRED);
        }
        if (!due.told().isLooked()) {
            return Optional.empty();
        }
        if (kind == AnnouncementKind.RETIREMENT) {
            Instant goesAt = due.told().goesAt();
            if (!due.told().isListed()) {
                return Optional.of(End.KEPT);
            }
            if (goesAt == null || goesAt.isAfter(due.dueAt())) {
                return Optional.of(End.WITHDRAWN);
            }
        } else if (!due.told().isListed()) {
            return Optional.of(End.WITHDRAWN);
        } else if (DatedPrices.areSame(told(due), list(due.expected()))) {
            return Optional.of(End.KEPT);
        }
        return now.isBefore(due.dueAt().plus(kind.grace())) ? Optional.empty() : Optional.of(End.MISSED);
    }

    /** What the provider's list, as it is now, says for the date. */
    private static Pricing told(Due due) {
        return DatedPrices.on(
                PriceList.read(
                        due.told().pricingState(),
                        due.told().pricingBasis(),
                        due.told().components(),
                        NO_TERMS),
                due.dueAt());
    }

    private static Pricing list(@Nullable String components) {
        return PriceList.read("priced", "announced", components == null ? NO_TERMS : components, NO_TERMS);
    }

    private static void tell(Handle handle, Due due) {
        boolean isRetirement = AnnouncementKind.of(due.kind()) == AnnouncementKind.RETIREMENT;
        ChangeFeed.tellAnnouncement(
                handle,
                isRetirement ? EventType.MODEL_NOT_RETIRED : EventType.PRICE_NOT_MOVED,
                due.modelId(),
                WorkflowIds.announcedChange(due.slug(), due.dueAt().toString()),
                new ChangeFeed.MissedAnnouncement(
                        due.dueAt().toString(),
                        due.kind(),
                        due.before(),
                        due.expected(),
                        isRetirement ? null : PriceList.write(told(due))));
    }

    /** Settles what is due, and tells how things stand at an instant of a provider. */
    public AnnouncementLook look(AnnouncedChange change) {
        Instant now = clock.instant();
        Instant dueAt = Instant.parse(change.dueAt());
        return jdbi.inTransaction(handle -> {
            AnnouncementDao dao = handle.attach(AnnouncementDao.class);
            dao.lock();
            settle(handle, now);
            return look(dao.counts(change.provider(), dueAt), dueAt, now);
        });
    }

    private static AnnouncementLook look(List<Count> counts, Instant dueAt, Instant now) {
        @Nullable Instant next = null;
        for (Count count : counts) {
            if (count.status().equals("waiting")) {
                Instant inTime = dueAt.plus(AnnouncementKind.of(count.kind()).grace());
                Instant again = count.isLooked() && inTime.isAfter(now) ? inTime : now.plus(UNREACHED);
                next = next == null || again.isBefore(next) ? again : next;
            }
        }
        return new AnnouncementLook(
                sum(counts, "waiting"),
                sum(counts, "kept"),
                sum(counts, "missed"),
                next == null ? null : next.toString());
    }

    private static long sum(List<Count> counts, String status) {
        return counts.stream()
                .filter(count -> count.status().equals(status))
                .mapToLong(Count::number)
                .sum();
    }

    /** Instants that wait and that no timer was started for; with {@code all}, also those that had one. */
    public List<AnnouncedChange> untimed(boolean all, boolean past) {
        Instant since = past ? Instant.EPOCH : clock.instant();
        return dao().timers(all, since).stream().map(Announcements::change).toList();
    }

    /** Instants whose timer nobody needs any more. */
    public List<AnnouncedChange> needless() {
        return dao().needless(clock.instant()).stream()
                .map(Announcements::change)
                .toList();
    }

    private static AnnouncedChange change(Timer timer) {
        return new AnnouncedChange(timer.slug(), timer.dueAt().toString(), timer.models(), timer.total());
    }

    /** Remembers whether an instant has a timer. */
    public void setTimer(AnnouncedChange change, boolean hasTimer) {
        dao().setTimer(change.provider(), Instant.parse(change.dueAt()), hasTimer);
    }

    private AnnouncementDao dao() {
        return jdbi.onDemand(AnnouncementDao.class);
    }
}
