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

    private final RunLogDao dao;

    /** A log in a database. */
    public RunLog(Jdbi jdbi) {
        dao = jdbi.onDemand(RunLogDao.class);
    }

    /** Writes the row; a repeated call changes nothing. */
    public void insert(String jobId, String runId, RunRecord record) {
        List<ProviderSyncResult> results = record.report().results();
        long failed = count(results, RunOutcome.FAILED);
        long skipped = count(results, RunOutcome.SKIPPED);
        dao.insert(new RunLogDao.RunRow(
                jobId,
                runId,
                record.request().kind().name(),
                record.status(),
                record.request().triggeredBy(),
                Instant.ofEpochMilli(record.startedAtMillis()).atOffset(ZoneOffset.UTC),
                record.report().durationMillis(),
                results.size(),
                results.size() - failed - skipped,
                failed,
                skipped,
                sum(results, SyncCounts::fetched),
                sum(results, SyncCounts::synced),
                sum(results, SyncCounts::delisted),
                errors(record)));
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
