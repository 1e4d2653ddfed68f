package ai.gatewayz.sync.activities.runs;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What the run log and the registry know of providers that could be due. */
interface DueProvidersDao {
    /** A full sync of a provider that ended. */
    record PastRun(String providerSlug, boolean succeeded, boolean changed, long ageSeconds) {}

    /** So many runs of each provider in two weeks, newest first. */
    @SqlQuery("""
            SELECT provider_slug, status = 'success' AS succeeded,
                   models_new + models_updated + models_delisted + price_changes > 0 AS changed,
                   greatest(0, extract(epoch FROM now() - sync_started_at))::bigint AS age_seconds
            FROM (
                SELECT *, row_number() OVER (PARTITION BY provider_slug ORDER BY sync_started_at DESC, id DESC) AS rn
                FROM pricing_sync_log
                WHERE kind = 'FULL' AND provider_slug = ANY (:slugs) AND sync_started_at > now() - interval '14 days'
            ) runs
            WHERE rn <= :most
            ORDER BY provider_slug, rn
            """)
    @RegisterConstructorMapper(PastRun.class)
    List<PastRun> pastRuns(List<String> slugs, int most);

    /** Tiers by provider, as operators set them or else the code. */
    @SqlQuery("SELECT slug, coalesce(tier_override, tier) AS tier FROM providers WHERE slug = ANY (:slugs)")
    @KeyColumn("slug")
    @ValueColumn("tier")
    Map<String, String> tiers(List<String> slugs);
}
