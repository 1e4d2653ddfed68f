package ai.gatewayz.sync.api.syncs;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads from the run log how syncing goes. */
interface SyncRunQueries {
    /** The health figures over every job in the log. */
    @SqlQuery("""
            WITH runs AS (
                SELECT job_id, run_id, status, completed_at, started_at, duration_ms, models_synced,
                       errors #>> '{0,error}' AS error
                FROM sync_runs
                UNION ALL
                SELECT workflow_id, run_id,
                       CASE outcome WHEN 'synced' THEN 'completed' WHEN 'not_modified' THEN 'completed' ELSE outcome END,
                       sync_completed_at, sync_started_at, duration_ms, models_synced, error_message
                FROM pricing_sync_log WHERE job_id = workflow_id),
            last AS (SELECT * FROM runs ORDER BY completed_at DESC LIMIT 1)
            SELECT count(*) AS total_runs,
                   count(*) FILTER (WHERE r.status IN ('completed', 'partial')) AS successful_runs,
                   count(*) FILTER (WHERE r.status NOT IN ('completed', 'partial')) AS failed_runs,
                   max(r.completed_at) AS last_run_time,
                   max(r.completed_at) FILTER (WHERE r.status IN ('completed', 'partial')) AS last_success_time,
                   (SELECT error FROM runs WHERE status NOT IN ('completed') AND error IS NOT NULL
                    ORDER BY completed_at DESC LIMIT 1) AS last_error,
                   (SELECT duration_ms FROM last) AS last_duration_ms,
                   (SELECT models_synced FROM last) AS last_models_synced
            FROM runs r
            """)
    @RegisterConstructorMapper(HealthRow.class)
    HealthRow health();

    /** The newest catalog sync. */
    @SqlQuery("""
            SELECT job_id, run_id, kind, status, triggered_by, started_at, completed_at, duration_ms, providers, succeeded,
                   failed, skipped, models_fetched, models_synced, models_delisted, errors::text AS errors
            FROM sync_runs ORDER BY started_at DESC LIMIT 1
            """)
    @RegisterConstructorMapper(LastCatalogSync.class)
    Optional<LastCatalogSync> last();

    /** Health figures. */
    record HealthRow(
            long totalRuns,
            long successfulRuns,
            long failedRuns,
            @Nullable Instant lastRunTime,
            @Nullable Instant lastSuccessTime,
            @Nullable String lastError,
            @Nullable Long lastDurationMs,
            @Nullable Long lastModelsSynced) {}

    /** The newest catalog sync that ended; errors is JSON. */
    record LastCatalogSync(
            String jobId,
            String runId,
            String kind,
            String status,
            String triggeredBy,
            Instant startedAt,
            Instant completedAt,
            long durationMs,
            int providers,
            int succeeded,
            int failed,
            int skipped,
            long modelsFetched,
            long modelsSynced,
            long modelsDelisted,
            @JsonRawValue String errors) {}
}
