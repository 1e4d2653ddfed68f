package ai.gatewayz.sync.activities.runs;

import ai.gatewayz.sync.workflows.model.RunRecord;
import ai.gatewayz.sync.workflows.model.RunTotals;
import ai.gatewayz.sync.workflows.model.SyncError;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.time.ZoneOffset;
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
        RunTotals totals = record.report().totals();
        dao.insert(new RunLogDao.RunRow(
                jobId,
                runId,
                record.request().kind().name(),
                record.end().key(),
                record.request().triggeredBy(),
                Instant.ofEpochMilli(record.startedAtMillis()).atOffset(ZoneOffset.UTC),
                record.report().durationMillis(),
                totals.providers(),
                totals.succeeded(),
                totals.failed(),
                totals.skipped(),
                totals.counts().fetched(),
                totals.counts().synced(),
                totals.counts().delisted(),
                errors(record)));
    }

    private static String errors(RunRecord record) {
        ArrayNode errors = JSON.createArrayNode();
        SyncError whole = record.error();
        if (whole != null) {
            add(errors, "all", whole);
        }
        record.errors().forEach(error -> add(errors, error.provider(), error.error()));
        return errors.toString();
    }

    private static void add(ArrayNode errors, String provider, SyncError error) {
        errors.addObject().put("provider", provider).put("code", error.code()).put("error", error.message());
    }
}
