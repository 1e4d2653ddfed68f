package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.http.EventStreams;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.api.temporal.TemporalCalls;
import io.dropwizard.core.setup.Environment;
import org.jdbi.v3.core.Jdbi;

/** Adds the routes of jobs. */
public final class JobRoutes {
    private JobRoutes() {}

    /** Over the jobs, and the run log in a database. */
    public static void register(
            Environment environment, Jobs jobs, TemporalCalls temporal, Jdbi jdbi, ProviderDirectory directory) {
        EventStreams streams = new EventStreams();
        environment.lifecycle().addEventListener(streams);
        environment
                .jersey()
                .register(new JobsResource(
                        jobs.reader(),
                        new JobList(
                                jdbi.onDemand(JobQueries.class), jobs.running(), new CutOffJobs(temporal), directory),
                        new JobRetries(jobs.reader(), jobs.starter()),
                        directory,
                        streams,
                        environment.getObjectMapper()));
    }
}
