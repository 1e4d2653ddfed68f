package ai.gatewayz.sync.activities.registry;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Statements that follow the operators' switch of a provider. */
interface ProviderSwitchDao {
    /** Inactive providers that still have models, in the order of ids, as everybody locks them, and before the generation. */
    @SqlQuery("""
            SELECT s.provider_id FROM provider_sync_state s JOIN providers p ON p.id = s.provider_id
            WHERE NOT p.is_active
              AND EXISTS (SELECT FROM catalog_models m WHERE m.provider_id = p.id AND m.is_active)
            ORDER BY s.provider_id FOR UPDATE OF s
            """)
    List<Long> lock();

    @SqlQuery("""
            UPDATE catalog_models SET is_active = false, inactive_reason = 'provider_inactive', changed_at = now()
            WHERE provider_id = ANY (:providers) AND is_active
            RETURNING id
            """)
    List<Long> deactivate(List<Long> providers);

    @SqlUpdate("DELETE FROM model_misses WHERE model_id = ANY (:models)")
    void forgetMisses(List<Long> models);

    /** The next list has to be compared, even if it is the one that was applied last. */
    @SqlUpdate("UPDATE provider_sync_state SET applied_sha256 = NULL WHERE provider_id = ANY (:providers)")
    void forgetBodies(List<Long> providers);
}
