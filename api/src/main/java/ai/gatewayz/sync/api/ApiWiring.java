package ai.gatewayz.sync.api;

import ai.gatewayz.sync.api.audit.AuditRoutes;
import ai.gatewayz.sync.api.auth.AuthenticationFilter;
import ai.gatewayz.sync.api.auth.BulkFeature;
import ai.gatewayz.sync.api.auth.CrossOrigin;
import ai.gatewayz.sync.api.auth.KeyResource;
import ai.gatewayz.sync.api.auth.RequestLimits;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.auth.RoleFeature;
import ai.gatewayz.sync.api.compat.CompatRoutes;
import ai.gatewayz.sync.api.compat.LegacyPathKeyFilter;
import ai.gatewayz.sync.api.diff.CatalogDiffs;
import ai.gatewayz.sync.api.diff.DiffResource;
import ai.gatewayz.sync.api.error.ProblemMapper;
import ai.gatewayz.sync.api.exports.ExportRoutes;
import ai.gatewayz.sync.api.feed.FeedRoutes;
import ai.gatewayz.sync.api.holds.HoldRoutes;
import ai.gatewayz.sync.api.http.PlainPathFilter;
import ai.gatewayz.sync.api.http.ProblemRequestId;
import ai.gatewayz.sync.api.http.RequestBodyFilter;
import ai.gatewayz.sync.api.http.UnchangedBytes;
import ai.gatewayz.sync.api.jobs.JobRoutes;
import ai.gatewayz.sync.api.jobs.Jobs;
import ai.gatewayz.sync.api.metrics.MetricRoutes;
import ai.gatewayz.sync.api.metrics.RequestMetrics;
import ai.gatewayz.sync.api.metrics.RequestTraces;
import ai.gatewayz.sync.api.models.ModelQueries;
import ai.gatewayz.sync.api.models.ModelRoutes;
import ai.gatewayz.sync.api.models.RenderedCache;
import ai.gatewayz.sync.api.ops.OpsRoutes;
import ai.gatewayz.sync.api.page.PageFile;
import ai.gatewayz.sync.api.page.PageResource;
import ai.gatewayz.sync.api.prices.PriceBook;
import ai.gatewayz.sync.api.prices.PriceRoutes;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.api.providers.ProviderRoutes;
import ai.gatewayz.sync.api.resolve.ResolveRoutes;
import ai.gatewayz.sync.api.schedules.LiveSchedules;
import ai.gatewayz.sync.api.schedules.ScheduleRoutes;
import ai.gatewayz.sync.api.subscriptions.SubscriptionRoutes;
import ai.gatewayz.sync.api.syncs.SyncRoutes;
import ai.gatewayz.sync.api.temporal.TemporalCalls;
import ai.gatewayz.sync.api.webhook.WebhookRoutes;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import ai.gatewayz.sync.workflows.client.schedule.SyncSchedules;
import ai.gatewayz.sync.workflows.tracing.Tracing;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jdbi3.JdbiFactory;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Puts the rooms of the API together, those that only read before those that start syncs. */
final class ApiWiring {
    private ApiWiring() {}

    static void wire(
            SyncApiConfiguration configuration,
            Environment environment,
            TemporalConnection connection,
            PrometheusMeterRegistry metrics) {
        ApiSettings settings = configuration.settings();
        Clock clock = Clock.systemUTC();
        Jdbi jdbi = new JdbiFactory().build(environment, configuration.database(), "catalog");
        Jdbi records = new JdbiFactory().build(environment, configuration.records(), "records");
        TemporalCalls temporal = new TemporalCalls(connection);
        environment.lifecycle().manage(new AutoCloseableManager(temporal));
        JerseyEnvironment jersey = environment.jersey();
        Tracing tracing = Tracing.start(settings.tracing(), "catalog-sync-api");
        environment.lifecycle().manage(new AutoCloseableManager(tracing));
        tracing.tracer().ifPresent(tracer -> jersey.register(new RequestTraces(tracer)));
        registerRules(jersey, settings, metrics);
        AuditRoutes.register(jersey, records, settings.access().logged());
        MetricRoutes.register(jersey, metrics, jdbi, clock);

        ProviderDirectory directory = new ProviderDirectory(jdbi);
        ModelQueries models = new ModelQueries(jdbi);
        RenderedCache cache = new RenderedCache(models::doubt);
        ProviderRoutes.register(jersey, directory, records, clock);
        ModelRoutes.register(environment, models, cache, directory, settings.database());
        PriceRoutes.register(jersey, new PriceBook(jdbi, directory, models::near), clock);
        ResolveRoutes.register(jersey, jdbi, directory, models::near);
        jersey.register(new DiffResource(new CatalogDiffs(jdbi)));
        HoldRoutes.register(jersey, jdbi, records, directory);
        FeedRoutes.register(environment, jdbi, directory);
        SubscriptionRoutes.register(jersey, records, directory, settings.subscribing());
        ExportRoutes.register(jersey, jdbi, models, cache);
        new OpsRoutes(jdbi, records, temporal, cache, directory, clock).register(jersey);
        jersey.register(new PageResource(PageFile.all()));

        Jobs jobs = Jobs.of(temporal, jdbi, records, settings.temporalUi());
        LiveSchedules schedules = new LiveSchedules(new SyncSchedules(connection, clock), temporal);
        JobRoutes.register(environment, jobs, temporal, jdbi, directory);
        ScheduleRoutes.register(jersey, schedules, jobs.starter(), clock);
        new SyncRoutes(jobs, temporal, directory, models, jdbi, clock).register(jersey, settings.syncInterval());
        new WebhookRoutes(settings.webhookSecrets(), records, temporal, directory, clock).register(jersey, metrics);
        new CompatRoutes(jobs, schedules, temporal, directory, jdbi, clock).register(jersey);
    }

    /** What holds for every route. */
    private static void registerRules(JerseyEnvironment jersey, ApiSettings settings, PrometheusMeterRegistry metrics) {
        jersey.register(new RequestMetrics(metrics));
        jersey.register(new PlainPathFilter());
        jersey.register(new CrossOrigin(settings.access().origins()));
        jersey.register(new ProblemMapper());
        jersey.register(new ProblemRequestId());
        ApiSettings.Access access = settings.access();
        jersey.register(new LegacyPathKeyFilter(
                access.pathKeys(),
                key -> access.keys().roleOf(key).filter(Role.ADMIN::equals).isPresent()));
        RequestLimits limits = new RequestLimits(access.limits());
        jersey.register(new AuthenticationFilter(access.keys(), limits));
        jersey.register(new BulkFeature(limits));
        jersey.register(new RoleFeature());
        jersey.register(new KeyResource());
        jersey.register(new RequestBodyFilter());
        jersey.register(new UnchangedBytes());
    }
}
