package ai.gatewayz.sync.activities.runs;

import java.time.OffsetDateTime;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Statements on {@code sync_runs}. */
interface RunLogDao {
    /** One row of the table; durations are milliseconds, errors a JSON array. */
    record RunRow(
            String jobId,
            String runId,
            String kind,
            String status,
            String triggeredBy,
            OffsetDateTime startedAt,
            long duration,
            long providers,
            long succeeded,
            long failed,
            long skipped,
            long fetched,
            long synced,
            long delisted,
            String errors) {}

    @SqlUpdate("""
            INSERT INTO sync_runs (
                job_id, run_id, kind, status, triggered_by, started_at, completed_at, duration_ms, providers, succeeded,
                failed, skipped, models_fetched, models_synced, models_delisted, errors)
            VALUES (
                :jobId, :runId, :kind, :status, :triggeredBy, :startedAt, now(), :duration, :providers, :succeeded,
                :failed, :skipped, :fetched, :synced, :delisted, :errors::jsonb)
            ON CONFLICT (job_id, run_id) DO NOTHING
            """)
    void insert(@BindMethods RunRow row);
}
