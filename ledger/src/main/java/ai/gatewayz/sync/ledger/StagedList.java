package ai.gatewayz.sync.ledger;

import ai.gatewayz.sync.catalog.change.ContentHash;
import ai.gatewayz.sync.catalog.guard.PriceDecision;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.reference.ReferenceDecision;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * A provider's list that is staged and is being applied.
 *
 * @param providerId the provider's row
 * @param slug its name
 * @param stage key of the staged rows
 * @param fence number of the fetch
 * @param job id of the job that tells it
 * @param sha256 of the body
 * @param transformerVersion number of the rules by which it was read
 */
public record StagedList(
        long providerId, String slug, String stage, long fence, String job, byte[] sha256, int transformerVersion) {
    private static final byte[] HELD = ContentHash.ofPricing(Pricing.unknown("held"));
    private static final byte[] DISPUTED = ContentHash.ofPricing(Pricing.unknown(ReferenceDecision.DISAGREE_BASIS));

    /** Who says the prices of the list unless a price names somebody else. */
    public String source() {
        return "provider:" + slug;
    }

    /**
     * The moves that the list's prices are. A correction is what the provider's words said all along, read otherwise now: the
     * same body, or by other rules the same quoted texts. It is valid from when the price that it corrects was. What feeds
     * say is never one. A new model whose first price is held is there without a price. The same price, told by somebody else
     * or known on other grounds, is no move: who tells it now is served, and history and feed have nothing to say. The last row
     * of a track is the one with the latest start, then id: by the id alone, PostgreSQL may look for it in the whole history.
     * Without the first condition of a correction, which a NULL in the others does not end, the quoted texts of every first
     * price were compared.
     */
    static final String MOVES = """
            WITH staged AS (
                SELECT m.id AS model_id, s.operation = 'new' AS is_new,
                       coalesce(s.price_decision, 'stored') = 'held' AS is_held, s.price_told_by IS NOT NULL AS is_disputed,
                       s.pricing_state, s.pricing_basis, s.price_per_input_token, s.price_per_output_token,
                       s.price_per_cache_read_token, s.price_per_cache_write_token, s.price_per_image_token,
                       s.price_per_request, s.components, s.price_hash, s.pricing_source, s.price_reason,
                       coalesce(s.unread, '[]') AS unread,
                       coalesce(p.is_pinned, false) AS is_hidden, p.pricing_state AS previous_state,
                       p.price_per_input_token AS previous_input, p.price_per_output_token AS previous_output,
                       p.components AS previous_components, p.unread AS previous_unread, h.valid_from AS previous_from,
                       CASE WHEN p.model_id IS NOT NULL AND s.pricing_source IS NULL AND p.pricing_source = :source
                                 AND (h.snapshot_sha256 = :sha
                                      OR h.transformer_version <> :transformer
                                         AND s.components <> '[]'::jsonb
                                         AND (SELECT array_agg(c ->> 'raw' ORDER BY c ->> 'raw')
                                              FROM jsonb_array_elements(s.components) c)
                                             = (SELECT array_agg(c ->> 'raw' ORDER BY c ->> 'raw')
                                                FROM jsonb_array_elements(p.components) c))
                            THEN h.valid_from END AS corrected_from
                FROM staged_models s
                JOIN catalog_models m ON m.provider_id = :provider AND m.provider_model_id = s.provider_model_id
                LEFT JOIN provider_prices p ON p.model_id = m.id
                LEFT JOIN LATERAL (
                    SELECT valid_from, snapshot_sha256, transformer_version FROM model_pricing_history
                    WHERE model_id = p.model_id AND change_kind NOT IN ('pin', 'unpin', 'rollback')
                    ORDER BY valid_from DESC, id DESC LIMIT 1) h ON true
                WHERE s.stage_key = :stage AND s.price_changed
                  AND (coalesce(s.price_decision, 'stored') = 'stored' OR s.operation = 'new' AND s.price_decision = 'held')
                  AND p.price_hash IS DISTINCT FROM s.price_hash
            ), moves AS (
                SELECT model_id, is_new, is_hidden, false AS was_pinned,
                       CASE WHEN is_held OR pricing_state = 'unknown' AND previous_state IS NULL THEN NULL
                            WHEN previous_state IS NULL THEN 'first'
                            WHEN previous_state = pricing_state AND previous_unread = unread
                                 AND previous_input IS NOT DISTINCT FROM price_per_input_token
                                 AND (SELECT jsonb_agg(c - '{raw,pointer,quoted_unit}'::text[])
                                      FROM jsonb_array_elements(components) c)
                                     IS NOT DISTINCT FROM
                                     (SELECT jsonb_agg(c - '{raw,pointer,quoted_unit}'::text[])
                                      FROM jsonb_array_elements(previous_components) c) THEN NULL
                            WHEN corrected_from IS NOT NULL THEN 'correction'
                            WHEN price_reason <> :promotionEnded THEN 'release'
                            WHEN previous_from IS NULL THEN 'first'
                            ELSE 'change' END AS change_kind,
                       CASE WHEN is_held THEN 'unknown' ELSE pricing_state END AS pricing_state,
                       CASE WHEN NOT is_held THEN pricing_basis WHEN is_disputed THEN :disputed ELSE 'held' END
                           AS pricing_basis,
                       CASE WHEN NOT is_held THEN price_per_input_token END AS price_per_input_token,
                       CASE WHEN NOT is_held THEN price_per_output_token END AS price_per_output_token,
                       CASE WHEN NOT is_held THEN price_per_cache_read_token END AS price_per_cache_read_token,
                       CASE WHEN NOT is_held THEN price_per_cache_write_token END AS price_per_cache_write_token,
                       CASE WHEN NOT is_held THEN price_per_image_token END AS price_per_image_token,
                       CASE WHEN NOT is_held THEN price_per_request END AS price_per_request,
                       CASE WHEN is_held THEN '[]'::jsonb ELSE components END AS components,
                       CASE WHEN is_held THEN '[]'::jsonb ELSE unread END AS unread,
                       CASE WHEN NOT is_held THEN price_hash WHEN is_disputed THEN :disputedHash ELSE :heldHash END
                           AS price_hash,
                       coalesce(CASE WHEN NOT (is_held AND is_disputed) THEN pricing_source END, :source) AS pricing_source,
                       previous_state, previous_input, previous_output, previous_components, previous_unread,
                       coalesce(corrected_from, greatest(now(), previous_from)) AS valid_from,
                       coalesce(price_reason, pricing_source, :source) AS changed_by, :job AS job_id, :fence AS fence,
                       :sha AS snapshot_sha256, :transformer AS transformer_version, NULL AS note
                FROM staged
            )
            """;

    /** Binds what statements about the list name. */
    public <S extends SqlStatement<S>> S bind(S statement) {
        return statement
                .bind("provider", providerId)
                .bind("slug", slug)
                .bind("stage", stage)
                .bind("fence", fence)
                .bind("job", job)
                .bind("sha", sha256)
                .bind("transformer", transformerVersion)
                .bind("source", source());
    }

    <S extends SqlStatement<S>> S bindMoves(S statement) {
        return bind(statement)
                .bind("disputed", ReferenceDecision.DISAGREE_BASIS)
                .bind("promotionEnded", PriceDecision.PROMOTION_ENDED.reason())
                .bind("heldHash", HELD)
                .bind("disputedHash", DISPUTED);
    }
}
