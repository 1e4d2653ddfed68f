package ai.gatewayz.sync.api;

import ai.gatewayz.sync.api.audit.AuditFilter;
import ai.gatewayz.sync.api.audit.AuditLog;
import ai.gatewayz.sync.api.audit.AuditResource;
import ai.gatewayz.sync.api.auth.AuthenticationFilter;
import ai.gatewayz.sync.api.auth.RequestLimits;
import ai.gatewayz.sync.api.auth.Role;
import ai.gatewayz.sync.api.auth.RoleFeature;
import ai.gatewayz.sync.api.compat.LegacyPathKeyFilter;
import ai.gatewayz.sync.api.error.ProblemMapper;
import ai.gatewayz.sync.api.exports.CatalogExports;
import ai.gatewayz.sync.api.exports.ExportsResource;
import ai.gatewayz.sync.api.feed.ChangesResource;
import ai.gatewayz.sync.api.holds.HeldChangeStore;
import ai.gatewayz.sync.api.holds.HeldChangesResource;
import ai.gatewayz.sync.api.holds.OverridesResource;
import ai.gatewayz.sync.api.holds.PinStore;
import ai.gatewayz.sync.api.holds.PriceRollbacks;
import ai.gatewayz.sync.api.holds.RollbackResource;
import ai.gatewayz.sync.api.http.EventStreams;
import ai.gatewayz.sync.api.http.PlainPathFilter;
import ai.gatewayz.sync.api.http.ProblemRequestId;
import ai.gatewayz.sync.api.http.RequestBodyFilter;
import ai.gatewayz.sync.api.jobs.IdempotencyStore;
import ai.gatewayz.sync.api.jobs.RunningJobs;
import ai.gatewayz.sync.api.jobs.SyncJobs;
import ai.gatewayz.sync.api.metrics.CatalogMetrics;
import ai.gatewayz.sync.api.metrics.MetricsResource;
import ai.gatewayz.sync.api.metrics.RequestMetrics;
import ai.gatewayz.sync.api.models.GenerationWatch;
import ai.gatewayz.sync.api.models.ModelQueries;
import ai.gatewayz.sync.api.models.ModelsResource;
import ai.gatewayz.sync.api.models.OpenAiModelsResource;
import ai.gatewayz.sync.api.models.RenderedCache;
import ai.gatewayz.sync.api.ops.CacheResource;
import ai.gatewayz.sync.api.ops.Dependencies;
import ai.gatewayz.sync.api.ops.HealthResource;
import ai.gatewayz.sync.api.ops.IndexResource;
import ai.gatewayz.sync.api.ops.OpenApiResource;
import ai.gatewayz.sync.api.ops.SnapshotsResource;
import ai.gatewayz.sync.api.ops.SubscriptionsResource;
import ai.gatewayz.sync.api.prices.PriceBook;
import ai.gatewayz.sync.api.prices.PricesResource;
import ai.gatewayz.sync.api.prices.QuoteResource;
import ai.gatewayz.sync.api.providers.ProviderAdminResource;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.api.providers.ProvidersResource;
import ai.gatewayz.sync.api.syncs.FullStarts;
import ai.gatewayz.sync.api.syncs.ModelSyncResource;
import ai.gatewayz.sync.api.syncs.SyncStatusReader;
import ai.gatewayz.sync.api.temporal.TemporalCalls;
import ai.gatewayz.sync.api.webhook.Invalidations;
import ai.gatewayz.sync.api.webhook.TokenBuckets;
import ai.gatewayz.sync.api.webhook.WebhookGate;
import ai.gatewayz.sync.api.webhook.WebhookIntake;
import ai.gatewayz.sync.api.webhook.WebhookResource;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jdbi3.JdbiFactory;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Puts the API together, top-down. */
final class ApiWiring {
    /** Of one address: enough for a sender's burst, far below what would keep others from being answered. */
    private static final int WEBHOOK_BURST = 60;

    private static final int WEBHOOKS_PER_SECOND = 10;

    private ApiWiring() {}

    static void wire(
            SyncApiConfiguration configuration,
            Environment environment,
            TemporalConnection temporal,
            PrometheusMeterRegistry metrics) {
        Clock clock = Clock.systemUTC();
        Jdbi jdbi = new JdbiFactory().build(environment, configuration.database(), "catalog");
        Jdbi records = new JdbiFactory().build(environment, configuration.records(), "records");
        TemporalCalls calls = new TemporalCalls();
        environment.lifecycle().manage(new AutoCloseableManager(calls));
        JerseyEnvironment jersey = environment.jersey();
        registerRules(jersey, configuration.settings(), metrics);
        ProviderDirectory directory = new ProviderDirectory(jdbi);
        ModelQueries models = new ModelQueries(jdbi);
        SyncStatusReader status = new SyncStatusReader(
                jdbi,
                models,
                directory,
                new RunningJobs(temporal.client(), calls),
                configuration.settings().syncInterval(),
                clock);
        SyncLauncher launcher = new SyncLauncher(temporal.client());
        SyncJobs jobs = new SyncJobs(launcher, calls, new IdempotencyStore(records));
        jersey.register(
                new ModelSyncResource(jobs, new FullStarts(jobs, temporal.client(), calls), directory, status, clock));
        JobsWiring.register(environment, new JobsWiring.Parts(jdbi, temporal, calls, directory, clock), jobs);
        RenderedCache cache = new RenderedCache();
        jersey.register(new ModelsResource(models, cache, directory));
        jersey.register(new OpenAiModelsResource(models, cache, directory));
        jersey.register(new ProvidersResource(jdbi, directory, clock));
        jersey.register(new HealthResource(new Dependencies(jdbi, temporal.stubs(), calls), clock));
        jersey.register(new MetricsResource(new CatalogMetrics(metrics, jdbi, clock)));
        registerPages(jersey);
        registerPrices(jersey, jdbi, directory, clock);
        jersey.register(new ExportsResource(new CatalogExports(jdbi), models, cache));
        registerChanges(environment, jdbi);
        registerAdmin(jersey, jdbi, records, directory);
        registerCaches(configuration, environment, records, cache, directory);
        registerWebhooks(configuration, jersey, new WebhookIntake(records, launcher, calls), directory, metrics);
    }

    private static void registerPages(JerseyEnvironment jersey) {
        jersey.register(new IndexResource());
        jersey.register(new OpenApiResource());
    }

    private static void registerPrices(JerseyEnvironment jersey, Jdbi jdbi, ProviderDirectory directory, Clock clock) {
        PriceBook prices = new PriceBook(jdbi, directory);
        jersey.register(new PricesResource(prices, clock));
        jersey.register(new QuoteResource(prices, clock));
    }

    private static void registerAdmin(JerseyEnvironment jersey, Jdbi jdbi, Jdbi records, ProviderDirectory directory) {
        AuditLog audit = new AuditLog(records);
        jersey.register(new AuditFilter(audit));
        jersey.register(new AuditResource(audit));
        jersey.register(new ProviderAdminResource(records, directory));
        jersey.register(new RollbackResource(new PriceRollbacks(records), directory));
        jersey.register(new SubscriptionsResource(jdbi));
        registerDecisions(jersey, jdbi, records, directory);
    }

    private static void registerChanges(Environment environment, Jdbi jdbi) {
        EventStreams streams = new EventStreams();
        environment.lifecycle().manage(new AutoCloseableManager(streams));
        environment
                .jersey()
                .register(new ChangesResource(
                        jdbi, streams, environment.getObjectMapper().writer()));
        environment.jersey().register(new SnapshotsResource(jdbi));
    }

    /** Invalidation by hand, and by what other processes did. */
    private static void registerCaches(
            SyncApiConfiguration configuration,
            Environment environment,
            Jdbi records,
            RenderedCache cache,
            ProviderDirectory directory) {
        environment
                .jersey()
                .register(new CacheResource(cache, new Invalidations(records), directory, Clock.systemUTC()));
        GenerationWatch watch = new GenerationWatch(configuration.settings().database(), cache);
        watch.start();
        environment.lifecycle().manage(new AutoCloseableManager(watch));
    }

    private static void registerWebhooks(
            SyncApiConfiguration configuration,
            JerseyEnvironment jersey,
            WebhookIntake intake,
            ProviderDirectory directory,
            PrometheusMeterRegistry metrics) {
        WebhookGate gate =
                new WebhookGate(new TokenBuckets(WEBHOOK_BURST, WEBHOOKS_PER_SECOND, System::nanoTime), metrics);
        jersey.register(gate);
        jersey.register(new WebhookResource(
                configuration.settings().webhookSecrets(), gate, intake, directory, Clock.systemUTC()));
    }

    private static void registerDecisions(
            JerseyEnvironment jersey, Jdbi reader, Jdbi writer, ProviderDirectory directory) {
        jersey.register(new HeldChangesResource(new HeldChangeStore(reader, writer), directory));
        jersey.register(new OverridesResource(new PinStore(reader, writer), directory));
    }

    /** What holds for every route. */
    private static void registerRules(JerseyEnvironment jersey, ApiSettings settings, PrometheusMeterRegistry metrics) {
        jersey.register(new RequestMetrics(metrics));
        jersey.register(new PlainPathFilter());
        jersey.register(new ProblemMapper());
        jersey.register(new ProblemRequestId());
        ApiSettings.Access access = settings.access();
        jersey.register(new LegacyPathKeyFilter(
                access.pathKeys(),
                key -> access.keys().roleOf(key).filter(Role.ADMIN::equals).isPresent()));
        jersey.register(new AuthenticationFilter(access.keys(), new RequestLimits(access.limits())));
        jersey.register(new RoleFeature());
        jersey.register(new RequestBodyFilter());
    }
}
