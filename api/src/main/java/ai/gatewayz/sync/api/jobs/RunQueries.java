package ai.gatewayz.sync.api.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads the run log: catalog syncs, and provider syncs that were jobs of their own. */
public interface RunQueries {
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
    @SqlQuery("SELECT " + RUN_COLUMNS + " FROM sync_runs ORDER BY started_at DESC LIMIT 1")
    @RegisterConstructorMapper(RunRow.class)
    Optional<RunRow> last();

    /** A catalog sync by its ids; the newest of that id when no run is named. */
    @SqlQuery("SELECT " + RUN_COLUMNS + """
             FROM sync_runs WHERE job_id = :jobId AND (:runId::text IS NULL OR run_id = :runId)
            ORDER BY started_at DESC LIMIT 1
            """)
    @RegisterConstructorMapper(RunRow.class)
    Optional<RunRow> find(String jobId, @Nullable String runId);

    /** The provider runs of a catalog sync that started in a span. */
    @SqlQuery("SELECT " + LOG_COLUMNS + """
             FROM pricing_sync_log
            WHERE job_id = :jobId AND sync_started_at BETWEEN :from AND :to
            ORDER BY provider_slug COLLATE "C", sync_started_at DESC
            """)
    @RegisterConstructorMapper(LogRow.class)
    List<LogRow> providerRuns(String jobId, Instant from, Instant to);

    /** A provider's run by its workflow's ids; the newest of that id when no run is named. */
    @SqlQuery("SELECT " + LOG_COLUMNS + """
             FROM pricing_sync_log WHERE workflow_id = :workflowId AND (:runId::text IS NULL OR run_id = :runId)
            ORDER BY sync_started_at DESC LIMIT 1
            """)
    @RegisterConstructorMapper(LogRow.class)
    Optional<LogRow> providerRun(String workflowId, @Nullable String runId);

    /** When any provider last succeeded. */
    @SqlQuery("SELECT max(last_success_at) FROM provider_sync_state")
    Optional<Instant> lastSuccess();

    /** Columns of {@link RunRow}. */
    String RUN_COLUMNS = "job_id, run_id, kind, status, triggered_by, started_at, completed_at, duration_ms, providers,"
            + " succeeded, failed, skipped, models_fetched, models_synced, models_delisted, errors::text AS errors";

    /** Columns of {@link LogRow}. */
    String LOG_COLUMNS = "provider_slug, provider_id, kind, job_id, workflow_id, run_id, sync_started_at,"
            + " sync_completed_at, duration_ms, outcome, triggered_by, models_fetched, models_transformed, models_skipped,"
            + " models_synced, models_new, models_updated, models_unchanged, models_delisted, price_changes, held_changes,"
            + " error_code, error_message, fetch_ms, transform_ms, upsert_ms";

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

    /** A catalog sync that ended; errors is a JSON array. */
    record RunRow(
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
            String errors) {}

    /** A provider's run that ended. */
    record LogRow(
            String providerSlug,
            @Nullable Long providerId,
            String kind,
            String jobId,
            String workflowId,
            String runId,
            Instant syncStartedAt,
            Instant syncCompletedAt,
            long durationMs,
            String outcome,
            String triggeredBy,
            long modelsFetched,
            long modelsTransformed,
            long modelsSkipped,
            long modelsSynced,
            long modelsNew,
            long modelsUpdated,
            long modelsUnchanged,
            long modelsDelisted,
            long priceChanges,
            long heldChanges,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            long fetchMs,
            long transformMs,
            long upsertMs) {}
}
