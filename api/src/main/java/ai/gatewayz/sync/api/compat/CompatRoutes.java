package ai.gatewayz.sync.api.compat;

import ai.gatewayz.sync.api.jobs.Jobs;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.api.schedules.LiveSchedules;
import ai.gatewayz.sync.api.schedules.NextSyncs;
import ai.gatewayz.sync.api.temporal.TemporalCalls;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Adds the old system's routes. */
public final class CompatRoutes {
    private final Jobs jobs;
    private final LiveSchedules schedules;
    private final TemporalCalls temporal;
    private final ProviderDirectory directory;
    private final PricingQueries log;
    private final Clock clock;

    /** Over the rooms that do the work, and the run log in a database. */
    public CompatRoutes(
            Jobs jobs,
            LiveSchedules schedules,
            TemporalCalls temporal,
            ProviderDirectory directory,
            Jdbi jdbi,
            Clock clock) {
        this.jobs = jobs;
        this.schedules = schedules;
        this.temporal = temporal;
        this.directory = directory;
        this.log = jdbi.onDemand(PricingQueries.class);
        this.clock = clock;
    }

    /** Adds them. */
    public void register(JerseyEnvironment jersey) {
        jersey.register(new FrontEndSyncResource(jobs.starter(), directory, new NextSyncs(schedules), clock));
        PricingSyncs syncs = new PricingSyncs(jobs.starter(), new PriceStatsReader(log, temporal), clock);
        jersey.register(new PricingSyncResource(syncs, schedules, directory, log));
        jersey.register(new PricingAdminResource(
                syncs,
                new PricingJobs(jobs.reader(), jobs.running(), schedules, directory, log, clock),
                directory,
                clock));
    }
}
