package ai.gatewayz.sync.activities.runs;

import ai.gatewayz.sync.workflows.model.ApplyReport;
import ai.gatewayz.sync.workflows.model.FailureRecord;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The run log: one row per provider run, written once, when it has ended. */
public final class SyncLog {
    /** Takes the generation's lock without a new generation: health is no part of the catalog. */
    public static final String INSERT_PROVIDER_EVENT = """
            INSERT INTO change_events (type, provider_slug, generation, job_id, after)
            SELECT :type, :slug, g.generation, :job, jsonb_build_object('reason', :reason::text)
            FROM (SELECT generation FROM catalog_generation FOR UPDATE) g
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String INSERT = """
            INSERT INTO pricing_sync_log (
                provider_slug, provider_id, kind, job_id, workflow_id, run_id, sync_started_at, sync_completed_at,
                duration_ms, status, outcome, triggered_by, models_fetched, models_transformed, models_skipped,
                models_synced, models_new, models_updated, models_unchanged, models_delisted, price_changes,
                held_changes, errors, error_code, error_message, skip_reasons, list_verdict, fetch_ms, transform_ms,
                upsert_ms, fence, generation, snapshot_sha256)
            VALUES (
                :slug, (SELECT id FROM providers WHERE slug = :slug), :kind, :job, :workflow, :run, :started,
                clock_timestamp(), greatest(0, extract(epoch FROM clock_timestamp() - :started) * 1000)::bigint,
                :status, :outcome, :by, :fetched, :transformed, :skipped, :synced, :added, :updated, :unchanged,
                :delisted, :prices, :held, :errors, :code, :message, :reasons::jsonb, :verdict, :fetchMs,
                :transformMs, :upsertMs, :fence, :generation, decode(:sha, 'hex'))
            ON CONFLICT (workflow_id, run_id, provider_slug) DO NOTHING
            """;

    private static final String COUNTS = """
            models_fetched, models_transformed, models_skipped, models_synced, models_new, models_updated,
            models_unchanged, models_delisted, price_changes, held_changes
            """;

    /** Succeeds only while the body is still the applied one and no later fetch was. */
    private static final String CONFIRM = """
            UPDATE provider_sync_state
            SET applied_fence = :fence, last_complete_at = now(), last_success_at = now()
            WHERE provider_id = (SELECT id FROM providers WHERE slug = :slug)
              AND applied_sha256 = decode(:sha, 'hex') AND applied_fence < :fence
            """;

    private static final String COUNT_FAILURE = """
            UPDATE provider_sync_state
            SET last_failure_at = now(), consecutive_failures = consecutive_failures + 1, last_error_code = :code
            WHERE provider_id = (SELECT id FROM providers WHERE slug = :slug)
            RETURNING consecutive_failures
            """;

    /** Failures in a row after which a provider counts as down. */
    private static final int FAILURES_UNTIL_DOWN = 3;

    private static final String SET_HEALTH =
            "UPDATE providers SET health_status = :health, updated_at = now() WHERE slug = :slug AND health_status <>"
                    + " :health";

    private final Jdbi jdbi;

    /** A log in a database. */
    public SyncLog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Writes the row unless the run has one already, and tells whether it did. */
    public static boolean insert(Handle handle, LogRow row) {
        SyncCounts counts = row.counts();
        return handle.createUpdate(INSERT)
                        .bind("slug", row.sync().provider())
                        .bind("kind", row.sync().kind().name())
                        .bind("job", jobId(row.sync(), row.run()))
                        .bind("workflow", row.run().workflowId())
                        .bind("run", row.run().runId())
                        .bind(
                                "started",
                                Instant.ofEpochMilli(row.startedAtMillis()).atOffset(ZoneOffset.UTC))
                        .bind("status", row.status())
                        .bind("outcome", row.outcome())
                        .bind("by", row.sync().triggeredBy())
                        .bind("fetched", counts.fetched())
                        .bind("transformed", counts.transformed())
                        .bind("skipped", counts.skipped())
                        .bind("synced", counts.synced())
                        .bind("added", counts.added())
                        .bind("updated", counts.updated())
                        .bind("unchanged", counts.unchanged())
                        .bind("delisted", counts.delisted())
                        .bind("prices", counts.priceChanges())
                        .bind("held", counts.heldChanges())
                        .bind("errors", row.error() == null ? 0 : 1)
                        .bind("code", row.error() == null ? null : row.error().code())
                        .bind(
                                "message",
                                row.error() == null ? null : row.error().message())
                        .bind("reasons", JSON.valueToTree(row.skipReasons()).toString())
                        .bind("verdict", row.verdict())
                        .bind("fetchMs", row.times().fetch())
                        .bind("transformMs", row.times().transform())
                        .bind("upsertMs", row.times().upsert())
                        .bind("fence", row.fence())
                        .bind("generation", row.generation())
                        .bind("sha", row.sha256())
                        .execute()
                > 0;
    }

    private static String jobId(ProviderSyncRequest sync, RunRef run) {
        String parent = sync.jobId();
        return parent == null ? run.workflowId() : parent;
    }

    /** What an earlier attempt of the same run committed. */
    public static ApplyReport reportOf(Handle handle, RunRef run) {
        return handle.createQuery("SELECT " + COUNTS + ", generation, upsert_ms FROM pricing_sync_log WHERE workflow_id"
                        + " = :workflow AND run_id = :run AND provider_slug = :slug")
                .bind("workflow", run.workflowId())
                .bind("run", run.runId())
                .bind("slug", run.provider())
                .map((row, context) -> new ApplyReport(counts(row), row.getLong(11), List.of(), row.getLong(12)))
                .one();
    }

    /**
     * Confirms a provider's models because the body is the applied one, and records the run, in one transaction.
     *
     * @return the counts, taken from the run that applied the body; empty when it is not the applied one any more
     */
    public Optional<SyncCounts> confirm(
            ProviderSyncRequest sync, RunRef run, StepTimes times, long fence, String sha256) {
        long startedAt = System.currentTimeMillis() - times.fetch();
        return jdbi.inTransaction(handle -> {
            SyncCounts counts = lastCounts(handle, sync.provider(), sha256);
            if (sync.dryRun()) {
                return Optional.of(counts);
            }
            int confirmed = handle.createUpdate(CONFIRM)
                    .bind("slug", sync.provider())
                    .bind("fence", fence)
                    .bind("sha", sha256)
                    .execute();
            if (confirmed == 0) {
                return Optional.empty();
            }
            insert(
                    handle,
                    new LogRow(
                            sync,
                            run,
                            startedAt,
                            "not_modified",
                            counts,
                            new TreeMap<>(),
                            null,
                            null,
                            times,
                            fence,
                            null,
                            sha256));
            return Optional.of(counts);
        });
    }

    /** Records a run that failed or was cancelled; a repeated call changes nothing. */
    public void failed(FailureRecord record, RunRef run) {
        ProviderSyncResult result = record.result();
        String code = result.error() == null ? "failed" : result.error().code();
        jdbi.useTransaction(handle -> {
            boolean recorded = insert(
                    handle,
                    new LogRow(
                            record.sync(),
                            run,
                            record.startedAtMillis(),
                            record.cancelled() ? "cancelled" : "failed",
                            result.counts(),
                            result.skipReasons(),
                            result.error(),
                            null,
                            result.steps(),
                            null,
                            null,
                            null));
            if (recorded && !record.cancelled()) {
                countFailure(handle, record.sync(), run, code);
            }
        });
    }

    private static void countFailure(Handle handle, ProviderSyncRequest sync, RunRef run, String code) {
        Optional<Integer> failures = handle.createQuery(COUNT_FAILURE)
                .bind("slug", sync.provider())
                .bind("code", code)
                .mapTo(Integer.class)
                .findOne();
        String health = failures.orElse(0) >= FAILURES_UNTIL_DOWN ? "down" : "degraded";
        int switched = handle.createUpdate(SET_HEALTH)
                .bind("slug", sync.provider())
                .bind("health", health)
                .execute();
        if (switched > 0) {
            handle.createUpdate(INSERT_PROVIDER_EVENT)
                    .bind("type", "provider.degraded")
                    .bind("slug", sync.provider())
                    .bind("job", jobId(sync, run))
                    .bind("reason", code)
                    .execute();
        }
    }

    private static SyncCounts lastCounts(Handle handle, String slug, String sha256) {
        Optional<SyncCounts> last = handle.createQuery("SELECT " + COUNTS
                        + " FROM pricing_sync_log WHERE provider_slug = :slug AND snapshot_sha256 = :sha AND status ="
                        + " 'success' ORDER BY sync_started_at DESC LIMIT 1")
                .bind("slug", slug)
                .bind("sha", HexFormat.of().parseHex(sha256))
                .map((row, context) -> counts(row))
                .findOne();
        return last.map(c -> new SyncCounts(
                        c.fetched(), c.transformed(), c.skipped(), c.synced(), 0, 0, c.synced(), 0, 0, 0))
                .orElse(SyncCounts.NONE);
    }

    private static SyncCounts counts(ResultSet row) throws SQLException {
        return new SyncCounts(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10));
    }
}
