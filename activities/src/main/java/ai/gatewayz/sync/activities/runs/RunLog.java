package ai.gatewayz.sync.activities.runs;

import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.RunRecord;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Jdbi;

/** One row per catalog sync that ended. */
public final class RunLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String INSERT = """
            INSERT INTO sync_runs (
                job_id, run_id, kind, status, triggered_by, started_at, completed_at, duration_ms, providers, succeeded,
                failed, skipped, models_fetched, models_synced, models_delisted, errors)
            VALUES (
                :job, :run, :kind, :status, :by, :started, now(), :duration, :providers, :succeeded, :failed, :skipped,
                :fetched, :synced, :delisted, :errors::jsonb)
            ON CONFLICT (job_id, run_id) DO NOTHING
            """;

    private final Jdbi jdbi;

    /** A log in a database. */
    public RunLog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Writes the row; a repeated call changes nothing. */
    public void insert(String jobId, String runId, RunRecord record) {
        List<ProviderSyncResult> results = record.report().results();
        long failed = count(results, RunOutcome.FAILED);
        long skipped = count(results, RunOutcome.SKIPPED);
        jdbi.useHandle(handle -> handle.createUpdate(INSERT)
                .bind("job", jobId)
                .bind("run", runId)
                .bind("kind", record.request().kind().name())
                .bind("status", record.status())
                .bind("by", record.request().triggeredBy())
                .bind("started", Instant.ofEpochMilli(record.startedAtMillis()).atOffset(ZoneOffset.UTC))
                .bind("duration", record.report().durationMillis())
                .bind("providers", results.size())
                .bind("succeeded", results.size() - failed - skipped)
                .bind("failed", failed)
                .bind("skipped", skipped)
                .bind("fetched", sum(results, SyncCounts::fetched))
                .bind("synced", sum(results, SyncCounts::synced))
                .bind("delisted", sum(results, SyncCounts::delisted))
                .bind("errors", errors(record))
                .execute());
    }

    private static long count(List<ProviderSyncResult> results, RunOutcome status) {
        return results.stream().filter(r -> r.status() == status).count();
    }

    private static long sum(List<ProviderSyncResult> results, ToLongFunction<SyncCounts> field) {
        return results.stream().map(ProviderSyncResult::counts).mapToLong(field).sum();
    }

    private static String errors(RunRecord record) {
        ArrayNode errors = JSON.createArrayNode();
        SyncError whole = record.error();
        if (whole != null) {
            add(errors, "all", whole);
        }
        for (ProviderSyncResult result : record.report().results()) {
            if (result.error() != null) {
                add(errors, result.provider(), result.error());
            }
        }
        return errors.toString();
    }

    private static void add(ArrayNode errors, String provider, SyncError error) {
        errors.addObject().put("provider", provider).put("code", error.code()).put("error", error.message());
    }
}
