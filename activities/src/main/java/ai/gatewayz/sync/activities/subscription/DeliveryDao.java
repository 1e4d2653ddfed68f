package ai.gatewayz.sync.activities.subscription;

import ai.gatewayz.sync.ledger.CatalogChange;
import ai.gatewayz.sync.ledger.FeedFilter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Statements on {@code subscriptions} by whoever delivers. What is written needs the token of the lease. */
interface DeliveryDao {
    /** What is to be done: a test that was asked for, or events behind the cursor whose time has come. */
    String DUE = "(test_id IS NOT NULL AND test_ended_at IS NULL"
            + " OR state = 'active' AND next_attempt_at <= :now"
            + " AND delivered_seq < (SELECT max(seq) FROM change_events))"
            + " AND leased_until <= :now";

    /**
     * A subscription that is ours until its lease ends.
     *
     * @param sealed address and secret, encrypted for the id
     * @param batchSeq last event of a message that was tried before; null without one
     * @param testId a test that was asked for; null without one
     * @param isDue whether events may be told now
     */
    record Lease(
            String id,
            byte[] sealed,
            @Nested FeedFilter wanted,
            long deliveredSeq,
            int replays,
            @Nullable Long batchSeq,
            long token,
            @Nullable String testId,
            boolean isDue) {}

    /** What a subscription's address and secret are encrypted to. */
    record Sealed(String id, byte[] sealed) {}

    @SqlQuery("SELECT id, sealed FROM subscriptions ORDER BY id")
    @RegisterConstructorMapper(Sealed.class)
    List<Sealed> sealed();

    /** Unless somebody else did. */
    @SqlUpdate("UPDATE subscriptions SET sealed = :after WHERE id = :id AND sealed = :before")
    int sealAgain(String id, byte[] before, byte[] after);

    @SqlQuery("SELECT id FROM subscriptions WHERE " + DUE)
    List<String> due(Instant now);

    @SqlQuery("UPDATE subscriptions SET lease_token = lease_token + 1, leased_until = :until"
            + " WHERE id = (SELECT id FROM subscriptions WHERE id = :id AND " + DUE + " FOR UPDATE SKIP LOCKED)"
            + " RETURNING id, sealed, providers, models, types, min_change_percent, delivered_seq, replays, batch_seq,"
            + " lease_token AS token, CASE WHEN test_ended_at IS NULL THEN test_id END AS test_id,"
            + " state = 'active' AND next_attempt_at <= :now AS is_due")
    @RegisterConstructorMapper(Lease.class)
    Optional<Lease> take(String id, Instant now, Instant until);

    @SqlUpdate("UPDATE subscriptions SET leased_until = :now WHERE id = :id AND lease_token = :token")
    void giveBack(String id, long token, Instant now);

    @SqlQuery("SELECT coalesce(max(seq), 0) FROM change_events")
    long newest();

    @SqlQuery("SELECT " + CatalogChange.COLUMNS
            + " FROM change_events WHERE seq > :after AND seq <= :last AND <filter> ORDER BY seq LIMIT :limit")
    @RegisterConstructorMapper(CatalogChange.class)
    List<CatalogChange> events(long after, long last, int limit, @Define String filter, @BindMethods FeedFilter wanted);

    /** Passes events by that are not wanted. */
    @SqlUpdate("UPDATE subscriptions SET delivered_seq = :seq WHERE id = :id AND lease_token = :token")
    int pass(String id, long token, long seq);

    /** Settles what every attempt will send. */
    @SqlUpdate("UPDATE subscriptions SET batch_seq = :seq WHERE id = :id AND lease_token = :token AND state = 'active'")
    int begin(String id, long token, long seq);

    @SqlUpdate("""
            UPDATE subscriptions
            SET delivered_seq = :seq, batch_seq = NULL, delivered_at = :now, failures = 0, failing_since = NULL,
                last_error = NULL, leased_until = :until
            WHERE id = :id AND lease_token = :token
            """)
    int delivered(String id, long token, long seq, Instant now, Instant until);

    /** Waits longer after each failure, up to ten minutes; who took nothing for three days is dead. */
    @SqlUpdate("""
            UPDATE subscriptions
            SET failures = failures + 1, failing_since = coalesce(failing_since, :now), last_error = :error,
                next_attempt_at = :now::timestamptz + least(600, 5 * power(2, least(failures, 7))) * interval '1 second',
                state = CASE WHEN failing_since <= :deadline THEN 'dead' ELSE state END,
                dead_reason = CASE WHEN failing_since <= :deadline
                    THEN 'nothing was taken for three days; the last attempt: ' || :error ELSE dead_reason END
            WHERE id = :id AND lease_token = :token AND state = 'active'
            """)
    void failed(String id, long token, String error, Instant now, Instant deadline);

    @SqlUpdate("""
            UPDATE subscriptions SET test_ended_at = :now, test_error = :error
            WHERE id = :id AND test_id = :test AND lease_token = :token
            """)
    void tested(String id, long token, String test, @Nullable String error, Instant now);
}
