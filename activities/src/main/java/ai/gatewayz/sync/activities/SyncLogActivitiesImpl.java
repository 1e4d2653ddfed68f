package ai.gatewayz.sync.activities;

import ai.gatewayz.sync.activities.metrics.SyncMetrics;
import ai.gatewayz.sync.activities.runs.RunLog;
import ai.gatewayz.sync.activities.runs.RunRef;
import ai.gatewayz.sync.activities.runs.SyncLog;
import ai.gatewayz.sync.activities.stage.StageStore;
import ai.gatewayz.sync.activities.vault.SnapshotVault;
import ai.gatewayz.sync.workflows.activity.SyncLogActivities;
import ai.gatewayz.sync.workflows.model.FailureRecord;
import ai.gatewayz.sync.workflows.model.RunRecord;
import java.time.Duration;

/** Writes the run log; at the end of a catalog sync also clears out what nobody needs any more. */
public final class SyncLogActivitiesImpl implements SyncLogActivities {
    /** Long enough to replay a quarter's disputes over a price. */
    private static final int KEEP_SNAPSHOTS_DAYS = 90;

    private final SyncLog log;
    private final RunLog runs;
    private final SnapshotVault vault;
    private final StageStore stages;
    private final SyncMetrics metrics;

    /** Activities over their collaborators. */
    public SyncLogActivitiesImpl(
            SyncLog log, RunLog runs, SnapshotVault vault, StageStore stages, SyncMetrics metrics) {
        this.log = log;
        this.runs = runs;
        this.vault = vault;
        this.stages = stages;
        this.metrics = metrics;
    }

    @Override
    public void recordOutcome(FailureRecord record) {
        String provider = record.sync().provider();
        String code = record.result().error() == null
                ? "failed"
                : record.result().error().code();
        if (ThisRun.isFirstAttempt()) {
            metrics.providerFailed(provider, code);
        }
        ActivityFailures.database(() -> {
            log.failed(record, ThisRun.of(provider));
            return code;
        });
    }

    @Override
    public void recordRun(RunRecord record) {
        RunRef run = ThisRun.of("all");
        ActivityFailures.database(() -> {
            runs.insert(run.workflowId(), run.runId(), record);
            return vault.expire(KEEP_SNAPSHOTS_DAYS) + stages.expire();
        });
        metrics.runEnded(
                record.request(),
                record.end(),
                Duration.ofMillis(record.report().durationMillis()));
    }
}
