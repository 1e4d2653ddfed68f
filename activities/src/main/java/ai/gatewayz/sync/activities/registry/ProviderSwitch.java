package ai.gatewayz.sync.activities.registry;

import ai.gatewayz.sync.activities.stage.CatalogSql;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Follows the operators' switch of a provider: models of a provider that is off are not offered. They come back with the
 * first list after it is on again; what an operator switched off by itself stays off.
 */
final class ProviderSwitch {
    /** In the order of ids, as everybody locks them, and before the generation. */
    private static final String LOCK = """
            SELECT s.provider_id FROM provider_sync_state s JOIN providers p ON p.id = s.provider_id
            WHERE NOT p.is_active
              AND EXISTS (SELECT FROM catalog_models m WHERE m.provider_id = p.id AND m.is_active)
            ORDER BY s.provider_id FOR UPDATE OF s
            """;

    private static final String DEACTIVATE = """
            UPDATE catalog_models SET is_active = false, inactive_reason = 'provider_inactive', changed_at = now()
            WHERE provider_id = ANY (:providers) AND is_active
            RETURNING id
            """;

    private static final String FORGET_MISSES = "DELETE FROM model_misses WHERE model_id = ANY (:models)";

    /** The next list has to be compared, even if it is the one that was applied last. */
    private static final String FORGET_BODIES =
            "UPDATE provider_sync_state SET applied_sha256 = NULL WHERE provider_id = ANY (:providers)";

    private static final String ANNOUNCE = """
            INSERT INTO change_events (type, provider_slug, provider_model_id, model_id, generation, job_id, after)
            SELECT 'model.delisted', p.slug, m.provider_model_id, m.model_id, :generation, 'operator',
                   '{"reason": "provider_inactive"}'
            FROM catalog_models m JOIN providers p ON p.id = m.provider_id
            WHERE m.id = ANY (:models) ORDER BY p.slug, m.provider_model_id
            """;

    private final Jdbi jdbi;

    ProviderSwitch(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Takes the models of every inactive provider out of the offer; does nothing where that is done.
     *
     * @return how many models were taken out
     */
    int follow() {
        return jdbi.inTransaction(handle -> {
            List<Long> providers = handle.createQuery(LOCK).mapTo(Long.class).list();
            return providers.isEmpty() ? 0 : deactivate(handle, providers);
        });
    }

    private static int deactivate(Handle handle, List<Long> providers) {
        List<Long> models = handle.createQuery(DEACTIVATE)
                .bindArray("providers", Long.class, providers)
                .mapTo(Long.class)
                .list();
        handle.createUpdate(FORGET_MISSES)
                .bindArray("models", Long.class, models)
                .execute();
        handle.createUpdate(FORGET_BODIES)
                .bindArray("providers", Long.class, providers)
                .execute();
        long generation =
                handle.createQuery(CatalogSql.NEXT_GENERATION).mapTo(Long.class).one();
        handle.createUpdate(ANNOUNCE)
                .bind("generation", generation)
                .bindArray("models", Long.class, models)
                .execute();
        return models.size();
    }
}
