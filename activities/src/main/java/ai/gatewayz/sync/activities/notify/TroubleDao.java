package ai.gatewayz.sync.activities.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** What the run log and the providers' states say of how things are now. */
interface TroubleDao {
    /** The newest catalog sync. */
    record LastRun(String status, String jobId, int failed, int providers) {}

    /**
     * How one provider stands.
     *
     * @param hours since its last success; 0 before the first
     * @param verdict why absences from its last list were not counted; empty when they were
     */
    record Standing(
            String slug, String healthStatus, int failures, String error, boolean stale, long hours, String verdict) {}

    /** How many prices of a provider wait. */
    record Waiting(String slug, long prices) {}

    @SqlQuery("""
            SELECT status, job_id, failed, providers FROM sync_runs
            WHERE status NOT IN ('cancelled')
            ORDER BY completed_at DESC LIMIT 1
            """)
    @RegisterConstructorMapper(LastRun.class)
    Optional<LastRun> lastRun();

    /** Of the slugs, or of all when there are none. */
    @SqlQuery("""
            SELECT p.slug, p.health_status, coalesce(s.consecutive_failures, 0) AS failures,
                   coalesce(s.last_error_code, 'unknown') AS error,
                   s.last_success_at < now() - :limit * interval '1 hour' AS stale,
                   extract(epoch FROM now() - s.last_success_at)::bigint / 3600 AS hours,
                   coalesce((SELECT l.list_verdict FROM pricing_sync_log l
                    WHERE l.provider_slug = p.slug AND l.status = 'success'
                    ORDER BY l.sync_started_at DESC LIMIT 1), '') AS verdict
            FROM providers p JOIN provider_sync_state s ON s.provider_id = p.id
            WHERE p.is_active AND p.is_supported AND (cardinality(:slugs::text[]) = 0 OR p.slug = ANY (:slugs))
            ORDER BY p.slug
            """)
    @RegisterConstructorMapper(Standing.class)
    List<Standing> standings(List<String> slugs, int limit);

    /** Whether nothing succeeded for too long; an installation that is younger than that has time. */
    @SqlQuery("""
            SELECT coalesce(coalesce(max(s.last_success_at), min(p.created_at)) < now() - :limit * interval '1 hour', false)
            FROM providers p LEFT JOIN provider_sync_state s ON s.provider_id = p.id
            """)
    boolean isSilent(int limit);

    /**
     * A field that states a price and is not read.
     *
     * @param path where it stands in the provider's records
     * @param models how many of them have it, {@code example} among them
     */
    record UnreadTerm(String slug, String path, long models, String example) {}

    /** At most so many fields of one provider. */
    @SqlQuery("""
            SELECT provider_slug AS slug, path, models, example FROM (
                SELECT provider_slug, left(path, 200) AS path, count(DISTINCT provider_model_id) AS models,
                       min(provider_model_id) AS example,
                       row_number() OVER (PARTITION BY provider_slug ORDER BY left(path, 200)) AS place
                FROM unread_price_terms GROUP BY provider_slug, left(path, 200)) t
            WHERE place <= :limit ORDER BY provider_slug, path
            """)
    @RegisterConstructorMapper(UnreadTerm.class)
    List<UnreadTerm> unreadTerms(int limit);

    /** Announced changes of a provider that did not come, one of them as the example. */
    record Missed(String slug, long changes, String example, Instant dueAt) {}

    @SqlQuery("""
            SELECT p.slug, count(*) AS changes, min(m.provider_model_id) AS example, min(a.due_at) AS due_at
            FROM announcements a JOIN providers p ON p.id = a.provider_id JOIN catalog_models m ON m.id = a.model_id
            WHERE a.status = 'missed' GROUP BY p.slug ORDER BY p.slug
            """)
    @RegisterConstructorMapper(Missed.class)
    List<Missed> missed();

    @SqlQuery("""
            SELECT p.slug, count(*) AS prices FROM held_changes h JOIN providers p ON p.id = h.provider_id
            WHERE h.status = 'pending' GROUP BY 1 ORDER BY 1
            """)
    @RegisterConstructorMapper(Waiting.class)
    List<Waiting> waiting();
}
