package ai.gatewayz.sync.api.metrics;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    /** Who is told of changes, by state, and for how long the first event has waited that an active one was not told. */
    @SqlQuery("""
            SELECT count(*) FILTER (WHERE state = 'active') AS active, count(*) FILTER (WHERE state = 'paused') AS paused,
                   count(*) FILTER (WHERE state = 'dead') AS dead,
                   coalesce(max(extract(epoch FROM now() - (
                       SELECT e.at FROM change_events e WHERE e.seq > s.delivered_seq ORDER BY e.seq LIMIT 1)))
                       FILTER (WHERE state = 'active'), 0)::bigint AS lag
            FROM subscriptions s
            """)
    @RegisterConstructorMapper(Subscribers.class)
    Subscribers subscribers();

    /** What the last look at all stored prices found; nothing before the first. */
    @SqlQuery("""
            SELECT completed_at, differing_prices AS differing, unreadable_lists AS unreadable, wrong_lines AS wrong
            FROM price_audits ORDER BY completed_at DESC LIMIT 1
            """)
    @RegisterConstructorMapper(LastAudit.class)
    Optional<LastAudit> lastAudit();

    /** Prices that would be recorded otherwise, lists that cannot be read, and price lines as with a wrong unit. */
    record LastAudit(Instant completedAt, long differing, long unreadable, long wrong) {}

    /**
     * Subscriptions by state.
     *
     * @param lag in seconds; 0 when nobody waits
     */
    record Subscribers(long active, long paused, long dead, long lag) {}

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
