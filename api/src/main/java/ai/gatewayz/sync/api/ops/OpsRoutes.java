package ai.gatewayz.sync.api.ops;

import ai.gatewayz.sync.api.models.RenderedCache;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.api.temporal.TemporalCalls;
import ai.gatewayz.sync.api.webhook.Invalidations;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Adds the routes for those who run the service, and the pages that describe it. */
public final class OpsRoutes {
    private final Jdbi jdbi;
    private final Jdbi records;
    private final TemporalCalls temporal;
    private final RenderedCache cache;
    private final ProviderDirectory directory;
    private final Clock clock;

    /** Over a database, the same one where it may be written, Temporal, and this process's cache. */
    public OpsRoutes(
            Jdbi jdbi,
            Jdbi records,
            TemporalCalls temporal,
            RenderedCache cache,
            ProviderDirectory directory,
            Clock clock) {
        this.jdbi = jdbi;
        this.records = records;
        this.temporal = temporal;
        this.cache = cache;
        this.directory = directory;
        this.clock = clock;
    }

    /** Adds them. */
    public void register(JerseyEnvironment jersey) {
        Dependencies dependencies = new Dependencies(
                jdbi.onDemand(HealthQueries.class),
                records.onDemand(HealthQueries.class),
                temporal,
                SlowReads.of(jdbi, clock));
        jersey.register(new HealthResource(dependencies, clock));
        jersey.register(new IndexResource());
        jersey.register(new OpenApiResource());
        jersey.register(new SnapshotsResource(jdbi.onDemand(SnapshotQueries.class)));
        jersey.register(new CacheResource(cache, new Invalidations(records), directory, clock));
    }
}
