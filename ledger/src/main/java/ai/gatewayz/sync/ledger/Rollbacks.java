package ai.gatewayz.sync.ledger;

import ai.gatewayz.sync.catalog.price.Pricing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A provider's prices as they were served at an earlier generation, as pins: syncs go on, and what they learn is served again
 * once the rollback is taken back. Within the caller's transaction.
 */
public final class Rollbacks {
    private static final String LOCK = """
            SELECT s.provider_id FROM provider_sync_state s JOIN providers p ON p.id = s.provider_id
            WHERE p.slug = :slug FOR UPDATE OF s
            """;

    /**
     * Offerings whose served price is another one than then. What was not priced then is unknown. Offerings that came later
     * are left alone.
     */
    private static final String MOVED = """
            SELECT m.id AS model_id, m.provider_model_id, t.pricing_state AS state, t.components::text AS components,
                   t.unread::text AS unread, s.pricing_state AS served_state, s.components::text AS served_components,
                   s.unread::text AS served_unread,
                   o.id IS NOT NULL AND o.rolled_back_to IS NULL AS is_kept
            FROM catalog_models m
            JOIN providers v ON v.id = m.provider_id
            JOIN model_pricing s ON s.model_id = m.id
            LEFT JOIN operator_overrides o ON o.model_id = m.id AND o.kind = 'price'
            LEFT JOIN LATERAL (
                SELECT change_kind, pricing_state, components, unread FROM model_pricing_history
                WHERE model_id = m.id AND generation <= :target AND change_kind IN ('pin', 'unpin', 'rollback')
                ORDER BY valid_from DESC, id DESC LIMIT 1) own ON own.change_kind <> 'unpin'
            LEFT JOIN LATERAL (
                SELECT pricing_state, components, unread FROM model_pricing_history
                WHERE model_id = m.id AND generation <= :target AND change_kind NOT IN ('pin', 'unpin', 'rollback')
                ORDER BY valid_from DESC, id DESC LIMIT 1) told ON true
            CROSS JOIN LATERAL (
                SELECT coalesce(own.pricing_state, told.pricing_state, 'unknown') AS pricing_state,
                       coalesce(own.components, told.components, '[]') AS components,
                       coalesce(own.unread, told.unread, '[]') AS unread) t
            WHERE v.slug = :slug AND (s.pricing_state, s.components, s.unread)
                  IS DISTINCT FROM (t.pricing_state, t.components, t.unread)
              AND EXISTS (SELECT FROM model_pricing_history l WHERE l.model_id = m.id AND l.generation > :target)
              AND NOT EXISTS (
                  SELECT FROM change_events e
                  WHERE e.type = 'model.added' AND e.provider_slug = :slug AND e.generation > :target
                    AND e.provider_model_id = m.provider_model_id)
            ORDER BY m.id
            """;

    /** An offering, its price now and at the target; {@code isKept} when an operator pinned it. */
    private record Moved(long modelId, String providerModelId, Pricing served, Pricing then, boolean isKept) {
        static Moved of(ResultSet row) throws SQLException {
            return new Moved(
                    row.getLong("model_id"),
                    row.getString("provider_model_id"),
                    price(row, "served_"),
                    price(row, ""),
                    row.getBoolean("is_kept"));
        }

        private static Pricing price(ResultSet row, String prefix) throws SQLException {
            return PriceList.read(
                    row.getString(prefix + "state"),
                    "pinned",
                    row.getString(prefix + "components"),
                    row.getString(prefix + "unread"));
        }

        PinnedPrice pin() {
            return new PinnedPrice(modelId, then);
        }

        Move move() {
            return new Move(providerModelId, served, then);
        }
    }

    /** A price of an offering, by the provider's id, that is pinned: what was served before, and what is served then. */
    public record Move(String providerModelId, Pricing before, Pricing after) {}

    /**
     * What a rollback did.
     *
     * @param pinned prices that are pinned as they were
     * @param moves what that changes, one for each pinned price
     * @param kept prices that are others than then, and have a pin of an operator, which stays
     * @param nextGeneration the generation that it made; null when there was nothing to do
     */
    public record Pinned(
            long pinned,
            List<Move> moves,
            long kept,
            @Nullable Long nextGeneration) {}

    /** What taking back did. */
    public record Removed(long removed, @Nullable Long nextGeneration) {}

    private Rollbacks() {}

    /** Pins what a provider's prices were at a generation. */
    public static Pinned rollBack(Handle handle, String slug, long target, String by) {
        lock(handle, slug);
        List<Moved> moved = handle.createQuery(MOVED)
                .bind("slug", slug)
                .bind("target", target)
                .map((row, context) -> Moved.of(row))
                .list();
        List<Moved> pinnable = moved.stream().filter(m -> !m.isKept()).toList();
        List<PinnedPrice> pins = pinnable.stream().map(Moved::pin).toList();
        long pinned = pins.isEmpty() ? 0 : Pins.write(handle, pins, target, by, "rolled back to generation " + target);
        return new Pinned(
                pinned,
                pinnable.stream().map(Moved::move).toList(),
                moved.size() - pins.size(),
                generation(handle, pinned));
    }

    /** Removes the pins of a provider's rollbacks: what it says is served again. */
    public static Removed undo(Handle handle, String slug, String by) {
        lock(handle, slug);
        long removed = Pins.unpin(handle, null, slug, by);
        return new Removed(removed, generation(handle, removed));
    }

    private static @Nullable Long generation(Handle handle, long moved) {
        return moved == 0 ? null : Generation.current(handle);
    }

    private static void lock(Handle handle, String slug) {
        handle.createQuery(LOCK).bind("slug", slug).mapTo(Long.class).findOne();
    }
}
