package ai.gatewayz.sync.api.holds;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.ledger.Decisions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads held prices and records what operators decide about them. */
public final class HeldChangeStore {
    /** Shorter than the upsert that may hold the provider: whoever asks is told to ask again. */
    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '4s'";

    private static final String SELECT = """
            SELECT h.id, h.model_id AS model_row, p.slug, m.provider_model_id, m.model_id AS canonical, h.rule, h.status,
                   h.cleared_by_second_source, h.cleared_by_agreement, h.previous_state, h.previous_components::text,
                   h.previous_unread::text,
                   h.pricing_state, h.pricing_basis, h.components::text, h.unread::text, h.pricing_source, h.job_id,
                   encode(h.snapshot_sha256, 'hex') AS sha, h.agreeing_fetches, h.first_seen_at, h.decided_at,
                   h.decided_by, h.note, h.told_by::text, h.compared_with::text,
                   pin.pricing_state AS pinned_state, pin.components::text AS pinned_components,
                   pin.unread::text AS pinned_unread
            FROM held_changes h
            JOIN catalog_models m ON m.id = h.model_id
            JOIN providers p ON p.id = h.provider_id
            LEFT JOIN served_prices pin ON pin.model_id = h.model_id AND pin.is_pinned
            """;

    private static final String FROM = " FROM held_changes h JOIN providers p ON p.id = h.provider_id";

    /** In one order, so that two decisions never wait for each other. */
    private static final String LOCK_PROVIDERS =
            "SELECT s.provider_id FROM provider_sync_state s WHERE s.provider_id IN" + " (SELECT h.provider_id" + FROM
                    + HoldSelection.WHERE + ") ORDER BY s.provider_id FOR UPDATE OF s";

    private final Jdbi reader;
    private final Jdbi writer;

    /** A store that reads from one pool and writes through another. */
    public HeldChangeStore(Jdbi reader, Jdbi writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /** The newest held prices first, below an id. */
    public List<HeldChange> list(HoldSelection selection, long below, int limit) {
        return reader.withHandle(handle -> selection
                .bind(handle.createQuery(
                        SELECT + HoldSelection.WHERE + " AND h.id < :below ORDER BY h.id DESC LIMIT :limit"))
                .bind("below", below)
                .bind("limit", limit)
                .map((row, context) -> HeldChange.of(row))
                .list());
    }

    /** How many times the prices that wait are what they were compared with, by the model's row; see {@link HeldChange}. */
    public static Map<Long, String> factors(Handle handle) {
        Map<Long, String> factors = new HashMap<>();
        handle.createQuery(SELECT + " WHERE h.status = 'pending'")
                .map((row, context) -> {
                    String factor = HeldChange.of(row).factor();
                    return factors.put(row.getLong("model_row"), factor == null ? "" : factor);
                })
                .forEach(ignored -> {});
        return factors;
    }

    /** How many there are. */
    public long count(HoldSelection selection) {
        return reader.withHandle(handle -> selection
                .bind(handle.createQuery("SELECT count(*)" + FROM + HoldSelection.WHERE))
                .mapTo(Long.class)
                .one());
    }

    /** One held price. */
    public Optional<HeldChange> find(long id) {
        return writer.withHandle(handle -> handle.createQuery(SELECT + " WHERE h.id = :id")
                .bind("id", id)
                .map((row, context) -> HeldChange.of(row))
                .findOne());
    }

    /** Serves a held price; false when it is not pending any more. */
    public boolean approve(long id, String by, @Nullable String note) {
        return inTransaction(handle -> Decisions.approve(handle, id, by, note));
    }

    /** Drops a held price until the provider says something else; false when it is not pending any more. */
    public boolean reject(long id, String by, @Nullable String note) {
        return inTransaction(handle -> Decisions.reject(handle, id, by, note));
    }

    /**
     * Decides about all that wait of a selection, or about none of them.
     *
     * @return their ids
     * @throws ApiException with 409 when they are not as many as expected
     */
    public List<Long> decide(BulkDecision decision, String by) {
        return inTransaction(handle -> {
            HoldSelection selection = decision.selection();
            selection.bind(handle.createQuery(LOCK_PROVIDERS)).mapTo(Long.class).list();
            List<Long> ids = selection
                    .bind(handle.createQuery("SELECT h.id" + FROM + HoldSelection.WHERE + " ORDER BY h.id"))
                    .mapTo(Long.class)
                    .list();
            if (ids.size() != decision.expected()) {
                throw unexpected(ids.size(), decision.expected());
            }
            for (long id : ids) {
                boolean decided = decision.approve()
                        ? Decisions.approve(handle, id, by, decision.note())
                        : Decisions.reject(handle, id, by, decision.note());
                if (!decided) {
                    throw unexpected(ids.size() - 1, decision.expected());
                }
            }
            return ids;
        });
    }

    private static ApiException unexpected(int found, int expected) {
        return ApiException.conflict(
                "expected", "this decides about " + found + " held prices, not " + expected + "; nothing was changed");
    }

    private <T> T inTransaction(HandleCallback<T, RuntimeException> decision) {
        return writer.inTransaction(handle -> {
            handle.execute(LOCK_TIMEOUT);
            return decision.withHandle(handle);
        });
    }
}
