package ai.gatewayz.sync.ledger;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * The one writer of served prices. Whatever changes a price - a list, a decision about a held price, a pin, a rollback - makes
 * moves, and one statement serves them, appends them to the history and tells them in the change feed. The caller holds the
 * lock of the provider's state and publishes the generation afterwards.
 */
public final class Ledger {
    /**
     * Follows a source that ends with {@code moves AS (…)}. A move that a pin hides is recorded, and kept beside the pin. The
     * history has the number of the generation that the caller publishes: its row is locked here, and not before. Under the
     * caller's lock nobody else gives an offering its first price, so what is there is replaced and the rest inserted, without
     * looking for conflicts row by row.
     */
    private static final String WRITE = """
            , next AS (
                SELECT generation + 1 AS generation FROM catalog_generation FOR UPDATE
            ), recorded AS (
                INSERT INTO model_pricing_history (
                    model_id, change_kind, pricing_state, previous_state, price_per_input_token, price_per_output_token,
                    previous_input_price, previous_output_price, components, previous_components, unread, previous_unread,
                    valid_from, changed_at, changed_by, job_id, fence, snapshot_sha256, transformer_version, generation, note)
                SELECT v.model_id, v.change_kind, v.pricing_state, v.previous_state, v.price_per_input_token,
                    v.price_per_output_token, v.previous_input, v.previous_output, v.components, v.previous_components,
                    v.unread, v.previous_unread, v.valid_from, now(), v.changed_by, v.job_id, v.fence, v.snapshot_sha256, v.transformer_version,
                    n.generation, v.note
                FROM moves v CROSS JOIN next n WHERE v.change_kind IS NOT NULL
                ORDER BY v.model_id
            ), kept AS (
                UPDATE operator_overrides o
                SET provider_state = v.pricing_state, provider_basis = v.pricing_basis,
                    provider_input_price = v.price_per_input_token, provider_output_price = v.price_per_output_token,
                    provider_cache_read_price = v.price_per_cache_read_token,
                    provider_cache_write_price = v.price_per_cache_write_token,
                    provider_image_price = v.price_per_image_token, provider_request_price = v.price_per_request,
                    provider_components = v.components, provider_source = v.pricing_source,
                    provider_unread = v.unread
                FROM moves v WHERE v.is_hidden AND o.model_id = v.model_id AND o.kind = 'price'
            ), marked AS (
                UPDATE model_pricing p SET price_hash = v.price_hash
                FROM moves v WHERE v.is_hidden AND p.model_id = v.model_id
            ), replaced AS (
                UPDATE model_pricing p
                SET pricing_state = v.pricing_state, pricing_basis = v.pricing_basis,
                    price_per_input_token = v.price_per_input_token, price_per_output_token = v.price_per_output_token,
                    price_per_cache_read_token = v.price_per_cache_read_token,
                    price_per_cache_write_token = v.price_per_cache_write_token,
                    price_per_image_token = v.price_per_image_token, price_per_request = v.price_per_request,
                    components = v.components, price_hash = v.price_hash, pricing_source = v.pricing_source,
                    unread = v.unread, last_updated = now()
                FROM moves v WHERE NOT v.is_hidden AND v.previous_state IS NOT NULL AND p.model_id = v.model_id
            ), served AS (
                INSERT INTO model_pricing (
                    model_id, pricing_state, pricing_basis, price_per_input_token, price_per_output_token,
                    price_per_cache_read_token, price_per_cache_write_token, price_per_image_token, price_per_request,
                    components, price_hash, pricing_source, unread, last_updated)
                SELECT model_id, pricing_state, pricing_basis, price_per_input_token, price_per_output_token,
                    price_per_cache_read_token, price_per_cache_write_token, price_per_image_token, price_per_request,
                    components, price_hash, pricing_source, unread, now()
                FROM moves WHERE NOT is_hidden AND previous_state IS NULL
                ORDER BY model_id
            ), told AS (
            """ + ChangeFeed.PRICES + """
            )
            SELECT count(*) FILTER (WHERE NOT is_new AND change_kind IS NOT NULL) AS changed, count(*) FILTER (WHERE is_new) AS first FROM moves
            """;

    /**
     * What was written.
     *
     * @param changed prices of offerings that were there before
     * @param first prices of new offerings, unknown ones too
     */
    public record Written(long changed, long first) {}

    /**
     * What a list's prices did.
     *
     * @param changed how many served prices of offerings that were there before are others now
     */
    public record Applied(long changed, HeldChanges holds) {}

    private Ledger() {}

    /**
     * Serves what a reviewed list says, as far as its prices are not held, and records which are.
     *
     * @param complete whether the list is whole; only such lists speak for a price that is held
     */
    public static Applied apply(Handle handle, StagedList list, boolean complete) {
        HoldSteps steps = HoldSteps.load(handle, list, complete);
        steps.refuse(handle, list);
        long changed = write(handle, list).changed();
        return new Applied(changed, HeldChanges.store(handle, list, steps));
    }

    /** Serves what a list says, as far as its prices are not held. */
    static Written write(Handle handle, StagedList list) {
        return list.bindMoves(handle.createQuery(statement(StagedList.MOVES)))
                .map(ConstructorMapper.of(Written.class))
                .one();
    }

    /** The whole statement for a source of moves. */
    static String statement(String moves) {
        return moves.stripTrailing() + WRITE;
    }
}
