package ai.gatewayz.sync.api.jobs;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Lists the jobs of the run log: catalog syncs, and provider syncs that were jobs of their own. */
interface JobQueries {
    /** Jobs, newest first. */
    @SqlQuery("""
            SELECT jobs.*, moved.price_changes, moved.held_changes FROM (
                SELECT r.job_id, r.run_id, r.kind, r.status, r.triggered_by, r.started_at, r.completed_at, r.duration_ms,
                       NULL AS provider, r.providers, r.succeeded, r.failed, r.skipped, r.models_fetched,
                       r.models_synced
                FROM sync_runs r
                WHERE :provider::text IS NULL OR EXISTS (
                    SELECT 1 FROM pricing_sync_log l
                    WHERE l.job_id = r.job_id AND l.provider_slug = :provider
                      AND l.sync_started_at BETWEEN r.started_at - interval '1 second' AND r.completed_at)
                UNION ALL
                SELECT l.workflow_id, l.run_id, l.kind,
                       CASE WHEN l.outcome IN ('synced', 'not_modified') THEN 'completed' ELSE l.outcome END,
                       l.triggered_by, l.sync_started_at, l.sync_completed_at, l.duration_ms, l.provider_slug, 1,
                       CASE WHEN l.status = 'success' THEN 1 ELSE 0 END,
                       CASE WHEN l.status = 'success' THEN 0 ELSE 1 END, 0, l.models_fetched, l.models_synced
                FROM pricing_sync_log l
                WHERE l.job_id = l.workflow_id AND (:provider::text IS NULL OR l.provider_slug = :provider)
            ) jobs
            LEFT JOIN LATERAL (
                SELECT coalesce(sum(l.price_changes), 0)::bigint AS price_changes,
                       coalesce(sum(l.held_changes), 0)::bigint AS held_changes
                FROM pricing_sync_log l
                WHERE l.job_id = jobs.job_id
                  AND l.sync_started_at BETWEEN jobs.started_at - interval '1 second' AND jobs.completed_at) moved ON true
            WHERE (:status::text IS NULL OR status = :status) AND (:kind::text IS NULL OR kind = upper(:kind))
              AND (:at::timestamptz IS NULL
                   OR (started_at, job_id COLLATE "C", run_id COLLATE "C") < (:at, :jobId, :runId))
            ORDER BY started_at DESC, job_id COLLATE "C" DESC, run_id COLLATE "C" DESC
            LIMIT :limit
            """)
    @RegisterConstructorMapper(JobRow.class)
    List<JobRow> list(@BindMethods JobSelection page);

    /**
     * Which jobs.
     *
     * @param at the start of the last job of the page before; null for the first page
     */
    record JobSelection(
            @Nullable String status,
            @Nullable String kind,
            @Nullable String provider,
            @Nullable Instant at,
            @Nullable String jobId,
            @Nullable String runId,
            int limit) {}

    /** A job that ended; the provider is null for catalog syncs. */
    record JobRow(
            String jobId,
            String runId,
            String kind,
            String status,
            String triggeredBy,
            Instant startedAt,
            Instant completedAt,
            long durationMs,
            @Nullable String provider,
            int providers,
            int succeeded,
            int failed,
            int skipped,
            long modelsFetched,
            long modelsSynced,
            long priceChanges,
            long heldChanges) {}
}
