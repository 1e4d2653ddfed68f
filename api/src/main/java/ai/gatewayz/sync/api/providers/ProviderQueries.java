package ai.gatewayz.sync.api.providers;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Reads the provider registry. */
interface ProviderQueries {
    /** Every provider by slug. */
    @SqlQuery("""
            SELECT p.id, p.slug, p.name, p.aliases, p.base_url,
                   coalesce(p.tier_override, p.tier) AS tier, p.is_supported, p.requires_key, p.quotes_prices,
                   p.note, p.is_active, p.health_status, s.last_complete_at, s.last_success_at, s.last_failure_at,
                   coalesce(s.consecutive_failures, 0) AS consecutive_failures, s.last_error_code,
                   l.list_verdict, f.error_message AS failure,
                   coalesce(s.models_listed, 0) AS listed, coalesce(s.models_missing, 0) AS kept_missing,
                   coalesce(m.active, 0) AS models_active, coalesce(m.inactive, 0) AS models_inactive,
                   coalesce(m.priced, 0) AS models_priced, coalesce(u.paths, '{}') AS unread_terms
            FROM providers p
            LEFT JOIN provider_sync_state s ON s.provider_id = p.id
            LEFT JOIN LATERAL (
                SELECT list_verdict FROM pricing_sync_log
                WHERE provider_slug = p.slug AND kind = 'FULL' AND outcome = 'synced'
                ORDER BY sync_started_at DESC LIMIT 1) l ON true
            LEFT JOIN LATERAL (
                SELECT error_message FROM pricing_sync_log
                WHERE provider_slug = p.slug AND outcome = 'failed'
                ORDER BY sync_started_at DESC LIMIT 1) f ON true
            LEFT JOIN (
                SELECT c.provider_id, count(*) FILTER (WHERE c.is_active) AS active,
                       count(*) FILTER (WHERE NOT c.is_active) AS inactive,
                       count(*) FILTER (WHERE c.is_active AND r.pricing_state <> 'unknown') AS priced
                FROM catalog_models c LEFT JOIN model_pricing r ON r.model_id = c.id
                GROUP BY c.provider_id) m ON m.provider_id = p.id
            LEFT JOIN (
                SELECT provider_slug, array_agg(DISTINCT path ORDER BY path) AS paths
                FROM unread_price_terms GROUP BY provider_slug) u ON u.provider_slug = p.slug
            ORDER BY p.slug COLLATE "C"
            """)
    @RegisterConstructorMapper(RegisteredProvider.class)
    List<RegisteredProvider> list();

    /** Names of every provider, without counts: what requests are checked against. */
    @SqlQuery("""
            SELECT id, slug, aliases, is_supported FROM providers ORDER BY slug COLLATE "C"
            """)
    @RegisterConstructorMapper(ProviderName.class)
    List<ProviderName> names();

    /** The provider of a slug or alias. */
    @SqlQuery("""
            SELECT id, slug, aliases, is_supported FROM providers WHERE slug = :name OR :name = ANY (aliases)
            ORDER BY slug COLLATE "C" LIMIT 1
            """)
    @RegisterConstructorMapper(ProviderName.class)
    Optional<ProviderName> named(String name);

    /** Counts of providers. */
    @SqlQuery("""
            SELECT count(*) AS total,
                   count(*) FILTER (WHERE is_active) AS active,
                   count(*) FILTER (WHERE NOT is_active) AS inactive,
                   count(*) FILTER (WHERE health_status = 'healthy') AS healthy,
                   count(*) FILTER (WHERE health_status = 'degraded') AS degraded,
                   count(*) FILTER (WHERE health_status = 'down') AS down,
                   count(*) FILTER (WHERE health_status = 'unknown') AS unknown
            FROM providers
            """)
    @RegisterConstructorMapper(StateCounts.class)
    StateCounts stats();
}
