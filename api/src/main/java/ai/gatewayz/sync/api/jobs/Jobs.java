package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.temporal.TemporalCalls;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What other rooms do with jobs. */
public record Jobs(SyncStarter starter, JobReader reader, RunningJobs running) {
    /** Over Temporal, the run log, and a database that may be written. */
    public static Jobs of(TemporalCalls temporal, Jdbi jdbi, Jdbi records, @Nullable String temporalUi) {
        return new Jobs(
                new SyncStarter(
                        new SyncLauncher(temporal.client()),
                        temporal,
                        new IdempotencyStore(records),
                        new LoggedResults(jdbi)),
                new JobReader(
                        temporal,
                        jdbi,
                        new TemporalPages(
                                temporalUi, temporal.client().getOptions().getNamespace())),
                new RunningJobs(temporal));
    }
}
