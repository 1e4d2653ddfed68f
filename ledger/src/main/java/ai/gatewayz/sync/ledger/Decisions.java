package ai.gatewayz.sync.ledger;

import ai.gatewayz.sync.catalog.guard.Hold;
import ai.gatewayz.sync.catalog.guard.HoldEvent;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** What operators decide about held prices, within the caller's transaction. */
public final class Decisions {
    private static final String LOCK = """
            SELECT s.provider_id FROM provider_sync_state s JOIN held_changes h ON h.provider_id = s.provider_id
            WHERE h.id = :id FOR UPDATE OF s
            """;

    private static final String LOAD = "SELECT " + HoldRows.COLUMNS + " FROM held_changes h WHERE h.id = :id";

    private static final String APPROVED = """
            WITH moves AS (
                SELECT h.model_id, false AS is_new, coalesce(p.is_pinned, false) AS is_hidden, false AS was_pinned,
                       'approval' AS change_kind, h.pricing_state, h.pricing_basis, h.price_per_input_token,
                       h.price_per_output_token, h.price_per_cache_read_token, h.price_per_cache_write_token,
                       h.price_per_image_token, h.price_per_request, h.components, h.price_hash, h.pricing_source, h.unread,
                       p.pricing_state AS previous_state, p.price_per_input_token AS previous_input,
                       p.price_per_output_token AS previous_output, p.components AS previous_components,
                       p.unread AS previous_unread,
                       greatest(now(), l.valid_from) AS valid_from, 'approval' AS changed_by,
                       'operator:' || :by AS job_id, nextval('sync_fence_seq') AS fence, h.snapshot_sha256,
                       h.transformer_version, :note::text AS note
                FROM held_changes h
                LEFT JOIN provider_prices p ON p.model_id = h.model_id
                LEFT JOIN LATERAL (
                    SELECT valid_from FROM model_pricing_history
                    WHERE model_id = h.model_id AND change_kind NOT IN ('pin', 'unpin', 'rollback')
                    ORDER BY valid_from DESC, id DESC LIMIT 1) l ON true
                WHERE h.id = :id
            )
            """;

    private Decisions() {}

    /** Serves a held price, or has it beside a pin; false when it is not pending any more. */
    public static boolean approve(Handle handle, long id, String by, @Nullable String note) {
        if (!decide(handle, id, new HoldEvent.Approved(by), note)) {
            return false;
        }
        handle.createQuery(Ledger.statement(APPROVED))
                .bind("id", id)
                .bind("by", by)
                .bind("note", note)
                .map(ConstructorMapper.of(Ledger.Written.class))
                .one();
        Generation.publish(handle);
        ChangeFeed.tellHolds(handle, List.of(id), "operator:" + by);
        return true;
    }

    /** Drops a held price until the provider says something else; false when it is not pending any more. */
    public static boolean reject(Handle handle, long id, String by, @Nullable String note) {
        return decide(handle, id, new HoldEvent.Rejected(by), note);
    }

    /** Whether the decision came in time. The lock is the one of lists, so none is applied between what is read and stored. */
    private static boolean decide(Handle handle, long id, HoldEvent decision, @Nullable String note) {
        handle.createQuery(LOCK).bind("id", id).mapTo(Long.class).findOne();
        Optional<Hold> hold = handle.createQuery(LOAD)
                .bind("id", id)
                .map((row, context) -> HoldRows.read(row))
                .findOne();
        Optional<Hold> decided =
                hold.map(before -> before.next(decision)).filter(after -> !after.equals(hold.orElseThrow()));
        decided.ifPresent(after -> HoldRows.store(handle, List.of(id), List.of(after), note));
        return decided.isPresent();
    }
}
