package ai.gatewayz.sync.api;

import ai.gatewayz.sync.api.compat.FrontEndSyncResource;
import ai.gatewayz.sync.api.compat.PriceStatsReader;
import ai.gatewayz.sync.api.compat.PricingAdminResource;
import ai.gatewayz.sync.api.compat.PricingJobs;
import ai.gatewayz.sync.api.compat.PricingSyncResource;
import ai.gatewayz.sync.api.compat.PricingSyncs;
import ai.gatewayz.sync.api.http.EventStreams;
import ai.gatewayz.sync.api.jobs.JobList;
import ai.gatewayz.sync.api.jobs.JobReader;
import ai.gatewayz.sync.api.jobs.JobRetries;
import ai.gatewayz.sync.api.jobs.JobsResource;
import ai.gatewayz.sync.api.jobs.RunningJobs;
import ai.gatewayz.sync.api.jobs.SyncJobs;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.api.schedules.LiveSchedules;
import ai.gatewayz.sync.api.schedules.NextSyncs;
import ai.gatewayz.sync.api.schedules.SchedulesResource;
import ai.gatewayz.sync.api.temporal.TemporalCalls;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.client.schedule.SyncSchedules;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Puts together the routes of jobs, pricing syncs and schedules. */
final class JobsWiring {
    private JobsWiring() {}

    /** What these routes share with others. */
    record Parts(
            Jdbi jdbi, TemporalConnection temporal, TemporalCalls calls, ProviderDirectory directory, Clock clock) {}

    static void register(Environment environment, Parts parts, SyncJobs jobs) {
        JerseyEnvironment jersey = environment.jersey();
        EventStreams streams = new EventStreams();
        environment.lifecycle().manage(new AutoCloseableManager(streams));
        RunningJobs running = new RunningJobs(parts.temporal().client(), parts.calls());
        JobReader reader = new JobReader(parts.temporal().client(), parts.calls(), parts.jdbi());
        jersey.register(new JobsResource(
                reader,
                new JobList(parts.jdbi(), parts.temporal().client(), parts.calls(), parts.directory()),
                new JobRetries(reader, jobs),
                parts.directory(),
                streams,
                SyncApiApplication.objectMapper()));
        LiveSchedules schedules = new LiveSchedules(new SyncSchedules(parts.temporal(), parts.clock()), parts.calls());
        jersey.register(new SchedulesResource(schedules, jobs, parts.clock()));
        jersey.register(new FrontEndSyncResource(
                parts.jdbi(), jobs, parts.directory(), new NextSyncs(schedules), parts.clock()));
        PricingSyncs pricing = new PricingSyncs(
                jobs, new PriceStatsReader(parts.jdbi(), parts.temporal().client(), parts.calls()), parts.clock());
        jersey.register(new PricingSyncResource(pricing, schedules, parts.directory(), parts.jdbi()));
        jersey.register(new PricingAdminResource(
                pricing,
                new PricingJobs(reader, running, schedules, parts.directory(), parts.jdbi(), parts.clock()),
                parts.directory(),
                parts.clock()));
    }
}
