package ai.gatewayz.sync.api.metrics;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads the figures that metrics show. */
interface GaugeQueries {
    /** The number of the last commit that changed the catalog. */
    @SqlQuery("SELECT generation FROM catalog_generation")
    long generation();

    /** Per provider: counts and last success, for metrics. */
    @SqlQuery("""
            SELECT p.slug, s.last_success_at,
                   count(m.id) FILTER (WHERE m.is_active) AS active,
                   count(m.id) FILTER (WHERE NOT m.is_active) AS inactive,
                   count(m.id) FILTER (WHERE m.is_active AND m.pricing_state = 'unknown') AS unpriced,
                   (SELECT count(*) FROM held_changes h WHERE h.provider_id = p.id AND h.status = 'pending') AS held,
                   (SELECT count(DISTINCT u.path) FROM unread_price_terms u WHERE u.provider_slug = p.slug) AS unread,
                   (SELECT count(*) FROM announcements a WHERE a.provider_id = p.id AND a.status = 'waiting') AS announced,
                   (SELECT count(*) FROM announcements a WHERE a.provider_id = p.id AND a.status = 'missed') AS missed
            FROM providers p
            LEFT JOIN provider_sync_state s ON s.provider_id = p.id
            LEFT JOIN models m ON m.provider_id = p.id
            GROUP BY p.id, p.slug, s.last_success_at
            """)
    @RegisterConstructorMapper(ProviderGauge.class)
    List<ProviderGauge> gauges();

    /** One provider's figures for metrics. */
    record ProviderGauge(
            String slug,
            @Nullable Instant lastSuccessAt,
            long active,
            long inactive,
            long unpriced,
            long held,
            long unread,
            long announced,
            long missed) {}
}
