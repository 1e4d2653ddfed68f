package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.catalog.guard.HoldRule;
import ai.gatewayz.sync.ledger.ChangeFeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Keeps the record of held prices in step with a stage, within the transaction that applies it.
 *
 * @param opened ids of prices that wait from now on
 * @param released ids of prices that waited and are served from now on
 * @param held how many prices of the list wait
 * @param kept how many models of the list differ from the stored ones in nothing but a price that is not served
 */
record HeldChanges(List<Long> opened, List<Long> released, long held, long kept) {
    static final HeldChanges NONE = new HeldChanges(List.of(), List.of(), 0, 0);

    /** Binds what a statement needs of the application. */
    interface Binding {
        <S extends SqlStatement<S>> S bind(S statement);
    }

    /** Ends what the provider or the feeds took back or changed, and what the review released. */
    private static final String SETTLE = """
            UPDATE held_changes h
            SET status = CASE WHEN s.price_changed AND s.price_hash = h.price_hash THEN 'released'
                              WHEN s.price_changed AND h.rule = :disagreement AND s.price_told_by IS NULL
                                   AND coalesce(s.price_decision, 'stored') = 'stored'
                                   AND (s.price_per_input_token, s.price_per_output_token)
                                       IS NOT DISTINCT FROM (h.price_per_input_token, h.price_per_output_token)
                              THEN 'released' ELSE 'superseded' END,
                decided_by = CASE WHEN s.price_changed AND s.price_hash = h.price_hash THEN s.price_reason
                                  WHEN h.rule = :disagreement AND (s.pricing_source IS NOT NULL OR s.price_changed IS NOT TRUE)
                                  THEN 'references' ELSE 'provider' END,
                decided_at = now()
            FROM staged_models s
            JOIN catalog_models m ON m.provider_id = :provider AND m.provider_model_id = s.provider_model_id
            WHERE s.stage_key = :stage AND (s.price_changed OR s.operation = 'settled')
              AND h.model_id = m.id AND h.status = 'pending'
              AND (s.price_changed AND s.price_decision = 'held' AND s.price_hash = h.price_hash) IS NOT TRUE
            RETURNING CASE WHEN h.status = 'released' THEN h.id ELSE 0 END
            """;

    /** A rejected price may come again once the provider has said something else. */
    private static final String FORGET_REJECTIONS = """
            UPDATE held_changes h SET is_suppressing = false
            FROM staged_models s
            JOIN catalog_models m ON m.provider_id = :provider AND m.provider_model_id = s.provider_model_id
            WHERE s.stage_key = :stage AND (s.price_changed OR s.operation = 'settled')
              AND h.model_id = m.id AND h.is_suppressing
              AND (s.price_changed AND s.price_hash = h.price_hash) IS NOT TRUE
            """;

    private static final String AGREE = """
            UPDATE held_changes h SET agreeing_fetches = h.agreeing_fetches + 1, last_agreed_at = now()
            FROM staged_models s
            JOIN catalog_models m ON m.provider_id = :provider AND m.provider_model_id = s.provider_model_id
            WHERE s.stage_key = :stage AND s.price_decision = 'held'
              AND h.model_id = m.id AND h.status = 'pending' AND h.price_hash = s.price_hash
              AND coalesce(h.last_agreed_at, '-infinity') <= now() - interval '1 hour'
            """;

    /** An approval or a rejection may have come between the review and now. */
    private static final String OPEN = """
            INSERT INTO held_changes (
                provider_id, model_id, rule, cleared_by_second_source, cleared_by_agreement, previous_state,
                previous_components, pricing_state, pricing_basis, price_per_input_token, price_per_output_token,
                price_per_cache_read_token, price_per_cache_write_token, price_per_image_token, price_per_request,
                components, price_hash, pricing_source, job_id, fence, snapshot_sha256, transformer_version,
                agreeing_fetches, last_agreed_at, told_by)
            SELECT :provider, m.id, s.price_reason, s.price_reason = ANY (:bySource), s.price_reason = ANY (:byAgreement),
                p.pricing_state, coalesce(p.components, '[]'), s.pricing_state, s.pricing_basis,
                s.price_per_input_token, s.price_per_output_token, s.price_per_cache_read_token,
                s.price_per_cache_write_token, s.price_per_image_token, s.price_per_request, s.components,
                s.price_hash, coalesce(s.pricing_source, :source), :job, :fence, :sha, :transformer,
                CASE WHEN :complete THEN 1 ELSE 0 END, CASE WHEN :complete THEN now() END,
                coalesce(s.price_told_by, '[]')
            FROM staged_models s
            JOIN catalog_models m ON m.provider_id = :provider AND m.provider_model_id = s.provider_model_id
            LEFT JOIN provider_prices p ON p.model_id = m.id
            WHERE s.stage_key = :stage AND s.price_decision = 'held' AND p.price_hash IS DISTINCT FROM s.price_hash
              AND NOT EXISTS (SELECT FROM held_changes r
                              WHERE r.model_id = m.id AND r.is_suppressing AND r.price_hash = s.price_hash)
            ORDER BY m.id
            ON CONFLICT (model_id) WHERE status = 'pending' DO NOTHING
            RETURNING id
            """;

    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE price_decision = 'held'),
                   count(*) FILTER (WHERE operation <> 'new' AND NOT facts_changed)
            FROM staged_models
            WHERE stage_key = :stage AND price_changed AND price_decision IN ('held', 'refused')
            """;

    /** Applies the review's decisions; {@code complete} lists only speak for a price that is held. */
    static HeldChanges apply(Handle handle, Binding binding, String source, boolean complete) {
        List<Long> released = binding
                .bind(handle.createQuery(SETTLE))
                .bind("disagreement", HoldRule.REFERENCE_DISAGREEMENT.key())
                .mapTo(Long.class)
                .list()
                .stream()
                .filter(id -> id > 0)
                .toList();
        binding.bind(handle.createUpdate(FORGET_REJECTIONS)).execute();
        if (complete) {
            binding.bind(handle.createUpdate(AGREE)).execute();
        }
        List<Long> opened = binding.bind(handle.createQuery(OPEN))
                .bind("source", source)
                .bind("complete", complete)
                .bindArray("bySource", String.class, rules(HoldRule::isClearedBySecondSource))
                .bindArray("byAgreement", String.class, rules(HoldRule::isClearedByAgreement))
                .mapTo(Long.class)
                .list();
        return binding.bind(handle.createQuery(COUNT))
                .map((row, context) -> new HeldChanges(opened, released, row.getLong(1), row.getLong(2)))
                .one();
    }

    private static List<String> rules(Predicate<HoldRule> property) {
        return Arrays.stream(HoldRule.values())
                .filter(property)
                .map(HoldRule::key)
                .toList();
    }

    /** Writes what was held and released into the feed; a hold changes nothing that readers see, and no generation. */
    void announce(Handle handle, String job) {
        List<Long> ids = new ArrayList<>(opened);
        ids.addAll(released);
        ChangeFeed.tellHolds(handle, ids, job);
    }
}
