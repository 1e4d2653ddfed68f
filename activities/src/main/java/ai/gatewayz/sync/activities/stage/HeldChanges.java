package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.catalog.change.ContentHash;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.reference.ReferenceDecision;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Keeps the record of held prices in step with a stage, within the transaction that applies it.
 *
 * @param opened ids of prices that wait from now on
 * @param released ids of prices that waited and are served from now on
 * @param held how many prices of the list wait
 * @param kept how many models of the list differ from the stored ones in nothing but a price that is not served
 * @param withheld how many new models have no price because their first one waits
 */
record HeldChanges(List<Long> opened, List<Long> released, long held, long kept, long withheld) {
    static final HeldChanges NONE = new HeldChanges(List.of(), List.of(), 0, 0, 0);

    /** Binds what a statement needs of the application. */
    interface Binding {
        <S extends SqlStatement<S>> S bind(S statement);
    }

    private static final Map<String, byte[]> WITHOUT_PRICE = Map.of(
            "heldHash", ContentHash.ofPricing(Pricing.unknown("held")),
            "disputedHash", ContentHash.ofPricing(Pricing.unknown(ReferenceDecision.DISAGREE_BASIS)));

    /** A new model whose first price is held is there without a price. */
    private static final String WITHHOLD = """
            INSERT INTO model_pricing (
                model_id, pricing_state, pricing_basis, components, price_hash, pricing_source, last_updated)
            SELECT m.id, 'unknown', CASE WHEN s.price_told_by IS NULL THEN 'held' ELSE :disputed END, '[]',
                CASE WHEN s.price_told_by IS NULL THEN :heldHash ELSE :disputedHash END,
                coalesce(CASE WHEN s.price_told_by IS NULL THEN s.pricing_source END, :source), now()
            FROM staged_models s
            JOIN catalog_models m ON m.provider_id = :provider AND m.provider_model_id = s.provider_model_id
            WHERE s.stage_key = :stage AND s.operation = 'new' AND s.price_decision = 'held'
            ORDER BY m.id
            ON CONFLICT (model_id) DO NOTHING
            """;

    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE price_decision = 'held'),
                   count(*) FILTER (WHERE operation <> 'new' AND NOT facts_changed)
            FROM staged_models
            WHERE stage_key = :stage AND price_changed AND price_decision IN ('held', 'refused')
            """;

    private static final String EVENTS = """
            INSERT INTO change_events (
                type, provider_slug, provider_model_id, model_id, generation, job_id, before, after)
            SELECT CASE WHEN h.status = 'pending' THEN 'price.held' ELSE 'price.released' END, :slug,
                   m.provider_model_id, m.model_id, g.generation, :job,
                   jsonb_build_object('pricing_state', h.previous_state, 'components', h.previous_components),
                   jsonb_build_object('pricing_state', h.pricing_state, 'prompt', h.price_per_input_token::text,
                                      'completion', h.price_per_output_token::text, 'rule', h.rule,
                                      'released_by', h.decided_by)
            FROM (SELECT generation FROM catalog_generation FOR UPDATE) g
            CROSS JOIN held_changes h JOIN catalog_models m ON m.id = h.model_id
            WHERE h.id = ANY (:ids)
            ORDER BY 1, m.provider_model_id
            """;

    /** Applies the review's decisions; {@code complete} lists only speak for a price that is held. */
    static HeldChanges apply(Handle handle, Binding binding, String source, boolean complete) {
        long withheld = binding.bind(handle.createUpdate(WITHHOLD))
                .bindMap(WITHOUT_PRICE)
                .bind("disputed", ReferenceDecision.DISAGREE_BASIS)
                .bind("source", source)
                .execute();
        HoldSteps steps = HoldSteps.load(handle, binding, complete);
        steps.move(handle);
        List<Long> opened = steps.begin(handle, binding, source);
        List<Long> released = steps.released();
        return binding.bind(handle.createQuery(COUNT))
                .map((row, context) -> new HeldChanges(opened, released, row.getLong(1), row.getLong(2), withheld))
                .one();
    }

    /** Writes what was held and released into the feed; a hold changes nothing that readers see, and no generation. */
    void announce(Handle handle, Binding binding) {
        List<Long> ids = new java.util.ArrayList<>(opened);
        ids.addAll(released);
        if (!ids.isEmpty()) {
            binding.bind(handle.createUpdate(EVENTS))
                    .bindArray("ids", Long.class, ids)
                    .execute();
        }
    }
}
