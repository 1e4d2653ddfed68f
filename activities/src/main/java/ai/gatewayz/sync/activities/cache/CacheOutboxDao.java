package ai.gatewayz.sync.activities.cache;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Statements on the outbox of invalidations, on its targets, and on how far the change feed was read for it. */
interface CacheOutboxDao {
    /** How far the change feed was read, and whether catalog-wide answers have been stale for too long. */
    record FeedPosition(long collectedSeq, boolean overdue) {}

    /** One change event. */
    record ChangeEvent(
            long seq,
            String type,
            String providerSlug,
            @Nullable String providerModelId,
            @Nullable String modelId,
            long generation,
            String jobId) {}

    /** One outbox row. */
    record Invalidation(long id, List<String> tags, boolean isCatalogWide, long generation) {}

    @SqlQuery("""
            SELECT collected_seq,
                   wide_since < now() - interval '10 minutes'
                       OR EXISTS (SELECT FROM sync_runs WHERE completed_at >= wide_since) AS overdue
            FROM cache_feed FOR UPDATE
            """)
    @RegisterConstructorMapper(FeedPosition.class)
    FeedPosition lockFeed();

    @SqlQuery("SELECT EXISTS (SELECT FROM cache_targets)")
    boolean hasTargets();

    /** Leaves out what happened before anybody wanted to know. */
    @SqlUpdate("""
            UPDATE cache_feed
            SET collected_seq = greatest(collected_seq, (SELECT coalesce(max(seq), 0) FROM change_events))
            """)
    void skipToEnd();

    /** A new target has nothing to catch up with. */
    @SqlUpdate("""
            INSERT INTO cache_targets (target, delivered_id)
            SELECT :target, coalesce(max(id), 0) FROM cache_invalidations
            ON CONFLICT DO NOTHING
            """)
    void insertTarget(String target);

    @SqlQuery("""
            SELECT seq, type, provider_slug, provider_model_id, model_id, generation, job_id
            FROM change_events WHERE seq > :seq ORDER BY seq LIMIT :limit
            """)
    @RegisterConstructorMapper(ChangeEvent.class)
    List<ChangeEvent> events(long seq, int limit);

    @SqlUpdate("""
            INSERT INTO cache_invalidations (source, tags, is_catalog_wide, generation)
            VALUES ('change', :tags, false, :generation)
            """)
    void insert(List<String> tags, long generation);

    @SqlUpdate("""
            UPDATE cache_feed SET collected_seq = :seq, wide_since = coalesce(wide_since, now()),
                wide_tags = wide_tags OR :wide
            """)
    void advance(long seq, boolean wide);

    @SqlUpdate("""
            WITH due AS (SELECT wide_tags FROM cache_feed WHERE wide_since IS NOT NULL),
            flushed AS (
                INSERT INTO cache_invalidations (source, tags, is_catalog_wide, generation)
                SELECT 'change', CASE WHEN d.wide_tags THEN :tags::text[] ELSE '{}' END, true, g.generation
                FROM due d CROSS JOIN catalog_generation g
                RETURNING 1)
            UPDATE cache_feed SET wide_since = NULL, wide_tags = false WHERE EXISTS (SELECT FROM flushed)
            """)
    void flush(List<String> tags);

    /** The last row that a target has; none while another process is at it or it is not time for another attempt. */
    @SqlQuery("""
            SELECT delivered_id FROM cache_targets WHERE target = :target AND next_attempt_at <= now()
            FOR UPDATE SKIP LOCKED
            """)
    Optional<Long> lockTarget(String target);

    @SqlQuery("""
            SELECT id, tags, is_catalog_wide, generation FROM cache_invalidations WHERE id > :id ORDER BY id LIMIT 200
            """)
    @RegisterConstructorMapper(Invalidation.class)
    List<Invalidation> pending(long id);

    @SqlUpdate("""
            UPDATE cache_targets SET delivered_id = :id, failures = 0, last_error = NULL, delivered_at = now()
            WHERE target = :target
            """)
    void delivered(String target, long id);

    /** Waits longer after each failure, but never so long that a target that is back stays stale for a minute. */
    @SqlUpdate("""
            UPDATE cache_targets
            SET failures = failures + 1, last_error = :error,
                next_attempt_at = now() + least(30, power(2, least(failures, 6))) * interval '1 second'
            WHERE target = :target
            """)
    void failed(String target, String error);

    @SqlQuery("SELECT generation FROM catalog_generation")
    long generation();

    /** Targets that are down for longer have to start empty. */
    @SqlUpdate("DELETE FROM cache_invalidations WHERE created_at < now() - interval '7 days'")
    void expire();
}
