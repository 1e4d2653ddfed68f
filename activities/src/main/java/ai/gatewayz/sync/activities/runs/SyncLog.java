package ai.gatewayz.sync.activities.runs;

import ai.gatewayz.sync.catalog.change.EventType;
import ai.gatewayz.sync.catalog.provider.ProviderHealth;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.ledger.ChangeFeed;
import ai.gatewayz.sync.workflows.model.ApplyReport;
import ai.gatewayz.sync.workflows.model.FailureRecord;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The run log: one row per provider run, written once, when it has ended. */
public final class SyncLog {

    private final Jdbi jdbi;

    /** A log in a database. */
    public SyncLog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Writes the row unless the run has one already, and tells whether it did. */
    public static boolean insert(Handle handle, LogRow row) {
        return handle.attach(SyncLogDao.class).insert(row) > 0;
    }

    /** What an earlier attempt of the same run committed. */
    public static ApplyReport reportOf(Handle handle, RunRef run) {
        SyncLogDao.Committed committed = handle.attach(SyncLogDao.class).committed(run);
        return new ApplyReport(
                committed.counts(), committed.generation(), List.of(), committed.upsertMs(), committed.listVerdict());
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
            SyncLogDao dao = handle.attach(SyncLogDao.class);
            SyncCounts counts = dao.lastCounts(sync.provider(), sha256)
                    .map(SyncCounts::again)
                    .orElse(SyncCounts.NONE);
            if (sync.dryRun()) {
                return Optional.of(counts);
            }
            if (dao.confirm(sync.provider(), fence, sha256) == 0) {
                return Optional.empty();
            }
            insert(
                    handle,
                    new LogRow(
                            sync,
                            run,
                            startedAt,
                            RunOutcome.NOT_MODIFIED,
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
                            record.cancelled() ? RunOutcome.CANCELLED : RunOutcome.FAILED,
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
        SyncLogDao dao = handle.attach(SyncLogDao.class);
        int failures = dao.countFailure(sync.provider(), code).orElse(0);
        int switched = dao.setHealth(
                sync.provider(), ProviderHealth.afterFailures(failures).key());
        if (switched > 0) {
            ChangeFeed.tellHealth(handle, EventType.PROVIDER_DEGRADED, sync.provider(), run.jobOf(sync), code);
        }
    }
}
