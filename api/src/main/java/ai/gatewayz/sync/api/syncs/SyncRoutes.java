package ai.gatewayz.sync.api.syncs;

import ai.gatewayz.sync.api.jobs.Jobs;
import ai.gatewayz.sync.api.models.ModelQueries;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.api.temporal.TemporalCalls;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** Adds the routes that start full syncs and tell how syncing stands. */
public final class SyncRoutes {
    private final Jobs jobs;
    private final TemporalCalls temporal;
    private final ProviderDirectory directory;
    private final ModelQueries models;
    private final Jdbi jdbi;
    private final Clock clock;

    /** Over the jobs and what the database knows of them. */
    public SyncRoutes(
            Jobs jobs,
            TemporalCalls temporal,
            ProviderDirectory directory,
            ModelQueries models,
            Jdbi jdbi,
            Clock clock) {
        this.jobs = jobs;
        this.temporal = temporal;
        this.directory = directory;
        this.models = models;
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * Adds them.
     *
     * @param interval how often a sync is due; what health is measured by
     */
    public void register(JerseyEnvironment jersey, Duration interval) {
        SyncStatusReader status = new SyncStatusReader(
                jdbi.onDemand(SyncRunQueries.class), models, directory, jobs.running(), interval, clock);
        FullSyncStarter full = new FullSyncStarter(jobs.starter(), temporal);
        jersey.register(new ModelSyncResource(jobs.starter(), full, directory, status, clock));
    }
}
