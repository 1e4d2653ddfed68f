package ai.gatewayz.sync.api;

import ai.gatewayz.sync.api.auth.AuthenticationFilter;
import ai.gatewayz.sync.api.auth.RoleFeature;
import ai.gatewayz.sync.api.db.ModelQueries;
import ai.gatewayz.sync.api.db.ProviderDirectory;
import ai.gatewayz.sync.api.db.RenderedCache;
import ai.gatewayz.sync.api.error.ProblemMapper;
import ai.gatewayz.sync.api.http.PlainPathFilter;
import ai.gatewayz.sync.api.http.ProblemRequestId;
import ai.gatewayz.sync.api.http.RequestBodyFilter;
import ai.gatewayz.sync.api.jobs.Dependencies;
import ai.gatewayz.sync.api.jobs.JobReader;
import ai.gatewayz.sync.api.jobs.RunningJobs;
import ai.gatewayz.sync.api.jobs.SyncJobs;
import ai.gatewayz.sync.api.jobs.SyncStatusReader;
import ai.gatewayz.sync.api.jobs.TemporalCalls;
import ai.gatewayz.sync.api.metrics.CatalogMetrics;
import ai.gatewayz.sync.api.metrics.RequestMetrics;
import ai.gatewayz.sync.api.resources.HealthResource;
import ai.gatewayz.sync.api.resources.IndexResource;
import ai.gatewayz.sync.api.resources.JobsResource;
import ai.gatewayz.sync.api.resources.MetricsResource;
import ai.gatewayz.sync.api.resources.ModelSyncResource;
import ai.gatewayz.sync.api.resources.ModelsResource;
import ai.gatewayz.sync.api.resources.OpenAiModelsResource;
import ai.gatewayz.sync.api.resources.ProvidersResource;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jdbi3.JdbiFactory;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Puts the API together, top-down. */
final class ApiWiring {
    private ApiWiring() {}

    static void wire(
            SyncApiConfiguration configuration,
            Environment environment,
            TemporalConnection temporal,
            PrometheusMeterRegistry metrics) {
        Clock clock = Clock.systemUTC();
        Jdbi jdbi = new JdbiFactory().build(environment, configuration.database(), "catalog");
        TemporalCalls calls = new TemporalCalls();
        environment.lifecycle().manage(new io.dropwizard.lifecycle.AutoCloseableManager(calls));
        JerseyEnvironment jersey = environment.jersey();
        registerRules(jersey, configuration.settings(), metrics);
        ProviderDirectory directory = new ProviderDirectory(jdbi);
        SyncStatusReader status = new SyncStatusReader(
                jdbi,
                directory,
                new RunningJobs(temporal.client(), calls),
                configuration.settings().syncInterval(),
                clock);
        SyncJobs jobs = new SyncJobs(new SyncLauncher(temporal.client()), calls);
        jersey.register(new ModelSyncResource(jobs, directory, status, clock));
        jersey.register(new JobsResource(new JobReader(temporal.client(), calls, jdbi)));
        ModelQueries models = new ModelQueries(jdbi);
        RenderedCache cache = new RenderedCache();
        jersey.register(new ModelsResource(models, cache, directory, status));
        jersey.register(new OpenAiModelsResource(models, cache, directory));
        jersey.register(new ProvidersResource(jdbi, directory, clock));
        jersey.register(new HealthResource(new Dependencies(jdbi, temporal.stubs(), calls), clock));
        jersey.register(new MetricsResource(new CatalogMetrics(metrics, jdbi, clock)));
        jersey.register(new IndexResource());
    }

    /** What holds for every route. */
    private static void registerRules(JerseyEnvironment jersey, ApiSettings settings, PrometheusMeterRegistry metrics) {
        jersey.register(new RequestMetrics(metrics));
        jersey.register(new PlainPathFilter());
        jersey.register(new ProblemMapper());
        jersey.register(new ProblemRequestId());
        jersey.register(new AuthenticationFilter(settings.keys()));
        jersey.register(new RoleFeature());
        jersey.register(new RequestBodyFilter());
    }
}
