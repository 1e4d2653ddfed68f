package ai.gatewayz.sync.activities.audit;

import ai.gatewayz.sync.workflows.model.PriceAuditReport;
import java.time.OffsetDateTime;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Statements on {@code price_audits}. */
interface PriceAuditDao {
    /** One row of the table; the duration is milliseconds, findings a JSON array. */
    record AuditRow(
            String jobId,
            String runId,
            OffsetDateTime startedAt,
            OffsetDateTime completedAt,
            long duration,
            PriceAuditReport.Replay replay,
            PriceAuditReport.Feeds feeds,
            String findings) {}

    @SqlUpdate("""
            INSERT INTO price_audits (
                job_id, run_id, started_at, completed_at, duration_ms, lists, unreadable_lists, recorded_prices,
                differing_prices, compared_lines, open_lines, wrong_lines, findings)
            VALUES (
                :jobId, :runId, :startedAt, :completedAt, :duration, :replay.lists, :replay.unreadable, :replay.prices,
                :replay.differing, :feeds.lines, :feeds.open, :feeds.wrong, :findings::jsonb)
            ON CONFLICT (job_id, run_id) DO NOTHING
            """)
    void insert(@BindMethods AuditRow row);
}
