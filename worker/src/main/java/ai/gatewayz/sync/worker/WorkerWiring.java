package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.activities.CacheActivitiesImpl;
import ai.gatewayz.sync.activities.CatalogActivitiesImpl;
import ai.gatewayz.sync.activities.FetchActivitiesImpl;
import ai.gatewayz.sync.activities.ProviderActivitiesImpl;
import ai.gatewayz.sync.activities.ReferenceActivitiesImpl;
import ai.gatewayz.sync.activities.SyncLogActivitiesImpl;
import ai.gatewayz.sync.activities.cache.ReaderNotification;
import ai.gatewayz.sync.activities.http.ProviderHttpClient;
import ai.gatewayz.sync.activities.metrics.SyncMetrics;
import ai.gatewayz.sync.activities.provider.ProviderRegistry;
import ai.gatewayz.sync.activities.store.CatalogStore;
import ai.gatewayz.sync.activities.store.ProviderStore;
import ai.gatewayz.sync.activities.store.ReferenceStore;
import ai.gatewayz.sync.activities.store.RunLog;
import ai.gatewayz.sync.activities.store.SnapshotVault;
import ai.gatewayz.sync.activities.store.StageStore;
import ai.gatewayz.sync.activities.store.SyncLog;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Builds the activities, top-down. */
final class WorkerWiring {
    private final WorkerSettings settings;
    private final ProviderRegistry registry;
    private final Jdbi jdbi;
    private final SyncMetrics metrics;

    WorkerWiring(WorkerSettings settings, ProviderRegistry registry, Jdbi jdbi, SyncMetrics metrics) {
        this.settings = settings;
        this.registry = registry;
        this.jdbi = jdbi;
        this.metrics = metrics;
    }

    /** Activities of the workflow queue: the database steps. */
    Object[] databaseActivities() {
        ProviderStore providers = new ProviderStore(jdbi);
        SnapshotVault vault = new SnapshotVault(jdbi);
        StageStore stages = new StageStore(jdbi);
        return new Object[] {
            new CatalogActivitiesImpl(registry, providers, settings.providers()),
            new ProviderActivitiesImpl(registry, providers, vault, stages, new CatalogStore(jdbi), metrics),
            new CacheActivitiesImpl(List.of(new ReaderNotification(jdbi))),
            new SyncLogActivitiesImpl(new SyncLog(jdbi), new RunLog(jdbi), vault, stages, metrics)
        };
    }

    /** Activities of the fetch queue: calls to providers and feeds. */
    Object[] fetchActivities(ProviderHttpClient http) {
        return new Object[] {
            new FetchActivitiesImpl(
                    registry, http, new ProviderStore(jdbi), new SnapshotVault(jdbi), new SyncLog(jdbi), metrics),
            new ReferenceActivitiesImpl(registry, http, new ReferenceStore(jdbi))
        };
    }
}
