package ai.gatewayz.sync.activities.announced;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Statements on {@code announcements}, and what the catalog announces. */
interface AnnouncementDao {
    /** The price of a listed model, as its provider says it, that has lines with dates. */
    record DatedPrice(
            long providerId,
            long modelId,
            String pricingState,
            String pricingBasis,
            String components,
            String unread) {}

    /** A listed model that is going to be retired. */
    record Retirement(
            long providerId,
            long modelId,
            Instant dueAt,
            @Nullable String replacement) {}

    /** An announcement whose date is yet to come. */
    record Coming(
            long id,
            long modelId,
            String kind,
            Instant dueAt,
            String status,
            @Nullable String expected,
            @Nullable String replacement) {}

    /** An announcement whose date has come. */
    record Due(
            long id,
            String slug,
            long modelId,
            String kind,
            Instant dueAt,
            String status,
            @Nullable String before,
            @Nullable String expected,
            @Nested Told told) {}

    /**
     * What the provider says now.
     *
     * @param isLooked whether a sync that began after the date succeeded
     * @param isListed whether the last complete list has the model
     * @param goesAt the retirement that the list tells now
     */
    record Told(
            boolean isLooked,
            boolean isListed,
            @Nullable Instant goesAt,
            String pricingState,
            String pricingBasis,
            String components) {}

    /** A provider and an instant that something is announced for. */
    record Timer(String slug, Instant dueAt, List<String> models, long total) {}

    @SqlUpdate("LOCK TABLE announcements IN SHARE ROW EXCLUSIVE MODE")
    void lock();

    @SqlQuery("SELECT generation FROM catalog_generation")
    long generation();

    @SqlQuery("SELECT EXISTS (SELECT 1 FROM announcements WHERE status IN ('waiting', 'missed') AND due_at <= :now)")
    boolean isAnyDue(Instant now);

    @SqlQuery("""
            SELECT m.provider_id, m.id AS model_id, p.pricing_state, p.pricing_basis, p.components::text AS components,
                   p.unread::text AS unread
            FROM provider_prices p
            JOIN catalog_models m ON m.id = p.model_id AND m.is_active
            JOIN providers v ON v.id = m.provider_id AND v.is_active
            WHERE jsonb_path_exists(p.components, '$[*].condition ? (exists(@.starts_at) || exists(@.ends_at))')
            """)
    @RegisterConstructorMapper(DatedPrice.class)
    List<DatedPrice> datedPrices();

    @SqlQuery("""
            SELECT m.provider_id, m.id AS model_id, m.deprecated_at AS due_at, m.metadata->>'replacement' AS replacement
            FROM catalog_models m JOIN providers v ON v.id = m.provider_id AND v.is_active
            WHERE m.is_active AND m.deprecated_at > :now AND m.deprecated_at < :until
            """)
    @RegisterConstructorMapper(Retirement.class)
    List<Retirement> retirements(Instant now, Instant until);

    @SqlQuery("""
            SELECT id, model_id, kind, due_at, status, expected::text AS expected, replacement FROM announcements
            WHERE due_at > :now AND status IN ('waiting', 'withdrawn')
            """)
    @RegisterConstructorMapper(Coming.class)
    List<Coming> coming(Instant now);

    @SqlBatch("""
            INSERT INTO announcements (provider_id, model_id, kind, due_at, before, expected, replacement)
            VALUES (:providerId, :modelId, :kind, :dueAt, :before::jsonb, :expected::jsonb, :replacement)
            ON CONFLICT (model_id, kind, due_at) DO UPDATE
            SET before = excluded.before, expected = excluded.expected, replacement = excluded.replacement,
                status = 'waiting', settled_at = NULL
            """)
    void announce(@BindMethods List<Announced> announced);

    @SqlUpdate("UPDATE announcements SET status = :status, settled_at = now() WHERE id = ANY (:ids)")
    void settle(List<Long> ids, String status);

    /** What a price that waits for a decision says is what the provider says. */
    @SqlQuery("""
            SELECT a.id, v.slug, a.model_id, a.kind, a.due_at, a.status, a.before::text AS before,
                   a.expected::text AS expected,
                   coalesce((SELECT max(l.sync_started_at) FROM pricing_sync_log l
                             WHERE l.provider_slug = v.slug AND l.status = 'success') >= a.due_at, false) AS is_looked,
                   m.is_active AND NOT EXISTS (SELECT 1 FROM model_misses x WHERE x.model_id = m.id) AS is_listed,
                   m.deprecated_at AS goes_at,
                   coalesce(h.pricing_state, p.pricing_state, 'unknown') AS pricing_state,
                   coalesce(h.pricing_basis, p.pricing_basis, 'absent') AS pricing_basis,
                   coalesce(h.components, p.components, '[]')::text AS components
            FROM announcements a
            JOIN providers v ON v.id = a.provider_id
            JOIN catalog_models m ON m.id = a.model_id
            LEFT JOIN provider_prices p ON p.model_id = m.id
            LEFT JOIN held_changes h ON h.model_id = m.id AND h.status = 'pending'
            WHERE a.status IN ('waiting', 'missed') AND a.due_at <= :now
            ORDER BY a.id
            """)
    @RegisterConstructorMapper(Due.class)
    List<Due> due(Instant now);

    @SqlUpdate("DELETE FROM announcements WHERE status <> 'waiting' AND due_at < :before AND settled_at < :before")
    void forget(Instant before);

    @SqlQuery("""
            SELECT v.slug, a.due_at, count(*) AS total,
                   ARRAY(SELECT m.provider_model_id FROM announcements b JOIN catalog_models m ON m.id = b.model_id
                         WHERE b.provider_id = v.id AND b.due_at = a.due_at AND b.status = 'waiting'
                         ORDER BY m.provider_model_id LIMIT 20) AS models
            FROM announcements a JOIN providers v ON v.id = a.provider_id
            WHERE a.status = 'waiting' AND (:all OR NOT a.has_timer) AND a.due_at > :since
            GROUP BY v.id, v.slug, a.due_at ORDER BY a.due_at, v.slug
            """)
    @RegisterConstructorMapper(Timer.class)
    List<Timer> timers(boolean all, Instant since);

    @SqlQuery("""
            SELECT v.slug, a.due_at, ARRAY[]::text[] AS models, 0 AS total
            FROM announcements a JOIN providers v ON v.id = a.provider_id
            WHERE a.due_at > :now
            GROUP BY v.slug, a.due_at HAVING bool_or(a.has_timer) AND NOT bool_or(a.status = 'waiting')
            """)
    @RegisterConstructorMapper(Timer.class)
    List<Timer> needless(Instant now);

    @SqlUpdate("""
            UPDATE announcements a SET has_timer = :hasTimer FROM providers v
            WHERE v.id = a.provider_id AND v.slug = :slug AND a.due_at = :dueAt AND a.has_timer <> :hasTimer
            """)
    void setTimer(String slug, Instant dueAt, boolean hasTimer);

    /** How many announcements of an instant stand how. */
    record Count(String status, String kind, boolean isLooked, long number) {}

    @SqlQuery("""
            SELECT a.status, a.kind, count(*) AS number,
                   coalesce((SELECT max(l.sync_started_at) FROM pricing_sync_log l
                             WHERE l.provider_slug = v.slug AND l.status = 'success') >= a.due_at, false) AS is_looked
            FROM announcements a JOIN providers v ON v.id = a.provider_id
            WHERE v.slug = :slug AND a.due_at = :dueAt GROUP BY a.status, a.kind, v.slug, a.due_at
            """)
    @RegisterConstructorMapper(Count.class)
    List<Count> counts(String slug, Instant dueAt);
}
