package ai.gatewayz.sync.api.subscriptions;

import ai.gatewayz.sync.ledger.FeedFilter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Rows of subscriptions as operators see and change them. Whatever moves a position raises the number of the lease, so that a
 * worker that is at it does not move it back.
 */
interface SubscriptionDao {
    /** The most that there may be: each has a thread of a worker while it is told. */
    int MOST = 64;

    /** What is read of a row; the names are those of {@link Subscription}. */
    String COLUMNS = "'subscription:' || id AS target, 'subscription' AS kind, delivered_at, failures, last_error,"
            + " CASE WHEN failures > 0 AND state = 'active' THEN next_attempt_at END AS next_attempt_at,"
            + " (SELECT greatest(coalesce(max(seq), 0) - delivered_seq, 0) FROM change_events) AS pending,"
            + " id, origin, state, dead_reason, types, providers, models, min_change_percent, note, delivered_seq,"
            + " created_by, created_at, test_id, test_requested_at, test_ended_at, test_error";

    /**
     * A subscription, in the shape of the other targets first.
     *
     * @param target {@code subscription:} and its id
     * @param failures attempts in a row that failed
     * @param nextAttemptAt null unless the last one failed
     * @param pending events of the feed after its position, wanted or not
     * @param origin scheme, host and port of its address; the rest is often a secret
     * @param state {@code active}, {@code paused} or {@code dead}
     * @param deadReason null unless it is dead
     * @param deliveredSeq its position: the last event that was told or not wanted
     * @param testEndedAt null while the last test waits, and before the first
     * @param testError why the last test failed; null when it was taken
     */
    record Subscription(
            String target,
            String kind,
            @Nullable Instant deliveredAt,
            int failures,
            @Nullable String lastError,
            @Nullable Instant nextAttemptAt,
            long pending,
            String id,
            String origin,
            String state,
            @Nullable String deadReason,
            List<String> types,
            List<String> providers,
            List<String> models,
            @Nullable BigDecimal minChangePercent,
            @Nullable String note,
            long deliveredSeq,
            String createdBy,
            Instant createdAt,
            @Nullable String testId,
            @Nullable Instant testRequestedAt,
            @Nullable Instant testEndedAt,
            @Nullable String testError) {}

    /**
     * One that is to be made.
     *
     * @param sealed its address and secret, encrypted for its id
     */
    record NewSubscription(
            String id,
            String origin,
            byte[] sealed,
            @Nullable String note,
            String createdBy) {}

    /** All, oldest first. */
    @SqlQuery("SELECT " + COLUMNS + " FROM subscriptions ORDER BY created_at, id")
    @RegisterConstructorMapper(Subscription.class)
    List<Subscription> list();

    /** One of them. */
    @SqlQuery("SELECT " + COLUMNS + " FROM subscriptions WHERE id = :id")
    @RegisterConstructorMapper(Subscription.class)
    Optional<Subscription> find(String id);

    /** Keeps others from being added meanwhile. */
    @SqlUpdate("LOCK TABLE subscriptions IN SHARE ROW EXCLUSIVE MODE")
    void lock();

    /** How many there are. */
    @SqlQuery("SELECT count(*) FROM subscriptions")
    int count();

    /** Adds one that is told of what happens from now on. */
    @SqlUpdate("""
            INSERT INTO subscriptions (id, origin, sealed, note, created_by, types, providers, models, min_change_percent,
                delivered_seq)
            SELECT :id, :origin, :sealed, :note, :createdBy, :types, :providers, :models, :minChangePercent,
                   coalesce(max(seq), 0) FROM change_events
            """)
    void insert(@BindMethods NewSubscription added, @BindMethods FeedFilter wanted);

    /** Adds it; false when there are as many as there may be. */
    @Transaction
    default boolean add(NewSubscription added, FeedFilter wanted) {
        lock();
        if (count() >= MOST) {
            return false;
        }
        insert(added, wanted);
        return true;
    }

    /** Removes one. */
    @SqlUpdate("DELETE FROM subscriptions WHERE id = :id")
    int delete(String id);

    /** Stops telling it; 0 when it is dead. */
    @SqlUpdate("UPDATE subscriptions SET state = 'paused' WHERE id = :id AND state <> 'dead'")
    int pause(String id);

    /** Tells it again, at once, from where it was. */
    @SqlUpdate("""
            UPDATE subscriptions SET state = 'active', dead_reason = NULL, failures = 0, failing_since = NULL,
                last_error = NULL, next_attempt_at = now()
            WHERE id = :id
            """)
    int resume(String id);

    /** Asks for a test message. */
    @SqlUpdate("""
            UPDATE subscriptions SET test_id = :test, test_requested_at = now(), test_ended_at = NULL, test_error = NULL
            WHERE id = :id
            """)
    int test(String id, String test);

    /** Sets it back behind an event; 0 when it never was there. */
    @SqlUpdate("""
            UPDATE subscriptions SET delivered_seq = :since, batch_seq = NULL, replays = replays + 1,
                lease_token = lease_token + 1, failures = 0, failing_since = NULL, last_error = NULL, next_attempt_at = now()
            WHERE id = :id AND delivered_seq >= :since
            """)
    int replay(String id, long since);

    /** The number of the newest event; 0 without any. */
    @SqlQuery("SELECT coalesce(max(seq), 0) FROM change_events")
    long newest();
}
