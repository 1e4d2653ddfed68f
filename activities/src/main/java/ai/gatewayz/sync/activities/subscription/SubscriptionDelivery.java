package ai.gatewayz.sync.activities.subscription;

import ai.gatewayz.sync.activities.metrics.SyncMetrics;
import ai.gatewayz.sync.activities.subscription.DeliveryDao.Lease;
import ai.gatewayz.sync.ledger.CatalogChange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one subscriber what it has not been told. A message's events are settled in the database before its first attempt, so
 * every attempt, by whichever worker, has the same id and the same events; the cursor moves behind them once they were taken.
 */
final class SubscriptionDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionDelivery.class);
    private static final int MOST_EVENTS = 100;
    /** A message ends before it would be larger, unless a single event is. */
    private static final int MOST_CHARACTERS = 512 * 1024;
    /** Most events that one query looks through for wanted ones. */
    private static final int MOST_READ = 50_000;
    /** Of one pass, so that a thread is free again some time. */
    private static final int MOST_MESSAGES = 1000;

    /** Several times what an attempt can take. */
    private static final Duration LEASE = Duration.ofSeconds(60);
    /** Who was held up for longer than this sends nothing any more: somebody else may have taken over. */
    private static final Duration HELD_UP = Duration.ofSeconds(30);
    /** How long a subscriber may take nothing before it is dead. */
    private static final Duration PATIENCE = Duration.ofDays(3);

    private final DeliveryDao rows;
    private final Messages messages;
    private final SyncMetrics metrics;
    private final InstantSource clock;

    SubscriptionDelivery(DeliveryDao rows, Messages messages, SyncMetrics metrics, InstantSource clock) {
        this.rows = rows;
        this.messages = messages;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Tells it all that there is, unless another worker is at it. */
    void run(String id) {
        for (int message = 0; message < MOST_MESSAGES && next(id); message++) {
            LOG.debug("{} was told", id);
        }
    }

    /** One message, or one stretch of events that are not wanted; whether it is worth going on. */
    private boolean next(String id) {
        Instant now = clock.instant();
        long begun = System.nanoTime();
        Optional<Lease> taken = rows.take(id, now, now.plus(LEASE));
        if (taken.isEmpty()) {
            return false;
        }
        Lease lease = taken.orElseThrow();
        String test = lease.testId();
        if (test != null) {
            rows.tested(id, lease.token(), test, messages.postTest(lease, test), clock.instant());
        }
        boolean goesOn = lease.isDue() && tell(lease, begun);
        rows.giveBack(id, lease.token(), clock.instant());
        return goesOn || test != null;
    }

    private boolean tell(Lease lease, long begun) {
        long last =
                lease.batchSeq() == null ? Math.min(rows.newest(), lease.deliveredSeq() + MOST_READ) : lease.batchSeq();
        List<CatalogChange> events = cut(rows.events(
                lease.deliveredSeq(), last, MOST_EVENTS, lease.wanted().sql(), lease.wanted()));
        if (events.isEmpty()) {
            return rows.pass(lease.id(), lease.token(), last) == 1;
        }
        long seq = events.get(events.size() - 1).seq();
        if (rows.begin(lease.id(), lease.token(), seq) == 0 || System.nanoTime() - begun > HELD_UP.toNanos()) {
            return false;
        }
        String error = messages.post(lease, events);
        metrics.subscriptionDelivery(error == null ? "delivered" : "failed");
        Instant now = clock.instant();
        if (error == null) {
            return rows.delivered(lease.id(), lease.token(), seq, now, now) == 1;
        }
        LOG.warn("{} did not take its events and is tried again: {}", lease.id(), error);
        rows.failed(lease.id(), lease.token(), error, now, now.minus(PATIENCE));
        return false;
    }

    /** The first events whose text is not too much for one message. */
    private static List<CatalogChange> cut(List<CatalogChange> events) {
        long characters = 0;
        for (int count = 0; count < events.size(); count++) {
            characters += events.get(count).json().length();
            if (count > 0 && characters > MOST_CHARACTERS) {
                return events.subList(0, count);
            }
        }
        return events;
    }
}
