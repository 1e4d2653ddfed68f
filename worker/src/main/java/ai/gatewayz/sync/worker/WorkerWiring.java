package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.activities.AnnouncementActivitiesImpl;
import ai.gatewayz.sync.activities.CacheActivitiesImpl;
import ai.gatewayz.sync.activities.CatalogActivitiesImpl;
import ai.gatewayz.sync.activities.DigestActivitiesImpl;
import ai.gatewayz.sync.activities.FetchActivitiesImpl;
import ai.gatewayz.sync.activities.PriceAuditActivitiesImpl;
import ai.gatewayz.sync.activities.ProviderActivitiesImpl;
import ai.gatewayz.sync.activities.ReferenceActivitiesImpl;
import ai.gatewayz.sync.activities.SyncLogActivitiesImpl;
import ai.gatewayz.sync.activities.announced.Announcements;
import ai.gatewayz.sync.activities.audit.PriceAudits;
import ai.gatewayz.sync.activities.audit.StoredCatalog;
import ai.gatewayz.sync.activities.cache.CacheRelay;
import ai.gatewayz.sync.activities.cache.CacheTarget;
import ai.gatewayz.sync.activities.cache.ReaderNotification;
import ai.gatewayz.sync.activities.cache.RedisTarget;
import ai.gatewayz.sync.activities.cache.SubscriberTarget;
import ai.gatewayz.sync.activities.http.NotificationClient;
import ai.gatewayz.sync.activities.http.ProviderHttpClient;
import ai.gatewayz.sync.activities.metrics.SyncMetrics;
import ai.gatewayz.sync.activities.notify.Alerts;
import ai.gatewayz.sync.activities.notify.Digests;
import ai.gatewayz.sync.activities.provider.ProviderRegistry;
import ai.gatewayz.sync.activities.reference.ReferenceStore;
import ai.gatewayz.sync.activities.registry.ProviderStore;
import ai.gatewayz.sync.activities.runs.DatabaseClock;
import ai.gatewayz.sync.activities.runs.DueProviders;
import ai.gatewayz.sync.activities.runs.RefreshRequests;
import ai.gatewayz.sync.activities.runs.RunLog;
import ai.gatewayz.sync.activities.runs.SyncLog;
import ai.gatewayz.sync.activities.stage.CatalogStore;
import ai.gatewayz.sync.activities.stage.StageStore;
import ai.gatewayz.sync.activities.subscription.SubscriptionRelay;
import ai.gatewayz.sync.activities.vault.SnapshotVault;
import ai.gatewayz.sync.workflows.client.AnnouncementTimers;
import ai.gatewayz.sync.workflows.client.SharedSecret;
import ai.gatewayz.sync.workflows.client.SubscriptionKey;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Builds the activities, top-down. */
final class WorkerWiring {
    /** A success that is later than a run and its retries explain. */
    private static final int LATENESS_HOURS = 2;

    private static final int DAY_HOURS = 24;

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

    /** Who is told of commits outside of our processes. */
    Relays relays(NotificationClient notifications) {
        SubscriptionKey key = settings.outgoing().subscriptions();
        return new Relays(
                cacheRelay(notifications),
                key == null
                        ? null
                        : new SubscriptionRelay(
                                jdbi, key, notifications, metrics, jdbi.onDemand(DatabaseClock.class)::now));
    }

    private @Nullable CacheRelay cacheRelay(NotificationClient notifications) {
        CacheSettings settings = this.settings.outgoing().caches();
        List<CacheTarget> targets = new ArrayList<>();
        if (settings.redis() != null) {
            targets.add(new RedisTarget(settings.redis()));
        }
        SharedSecret secret = settings.secret();
        if (secret != null) {
            settings.subscribers()
                    .forEach(url ->
                            targets.add(new SubscriberTarget(url, secret, notifications, InstantSource.system())));
        }
        return targets.isEmpty() ? null : new CacheRelay(jdbi, targets, metrics);
    }

    /** What is done on a timer. */
    List<PeriodicTasks.Task> tasks(Relays relays, WorkflowClient temporal, NotificationClient notifications) {
        List<PeriodicTasks.Task> tasks = new ArrayList<>();
        Refresher refresher = new Refresher(jdbi.onDemand(RefreshRequests.class), new SyncLauncher(temporal));
        tasks.add(new PeriodicTasks.Task("starting syncs that events asked for", refresher::tick));
        ClockWatch watch = new ClockWatch(jdbi.onDemand(DatabaseClock.class)::now, InstantSource.system(), metrics);
        tasks.add(new PeriodicTasks.Task("comparing clocks", watch::tick));
        AnnouncementWatch announcements = new AnnouncementWatch(
                new Announcements(jdbi, InstantSource.system()),
                new AnnouncementTimers(temporal),
                InstantSource.system());
        tasks.add(new PeriodicTasks.Task("following announcements", announcements::tick));
        tasks.add(new PeriodicTasks.Task("telling operators", alerts(notifications)::tick));
        tasks.addAll(relays.tasks());
        return tasks;
    }

    private Alerts alerts(NotificationClient notifications) {
        List<String> slugs = settings.providers().stream()
                .flatMap(name -> registry.find(name).stream())
                .map(provider -> provider.slug().value())
                .toList();
        int hours = lateAfterHours();
        metrics.successDue(Duration.ofHours(hours));
        metrics.priceAuditDue(settings.schedules().priceAuditDue());
        return new Alerts(jdbi, hours, slugs, settings.outgoing().alerts().channels(notifications));
    }

    /** What is told to operators of changes. */
    Digests digests(NotificationClient notifications) {
        return new Digests(jdbi, settings.outgoing().alerts().channels(notifications));
    }

    private int lateAfterHours() {
        int hours = settings.schedules().fullHours();
        if (hours == 0) {
            return 0;
        }
        // The calmest providers are left alone for a day.
        return hours + LATENESS_HOURS + (settings.schedules().isAdaptive() ? DAY_HOURS : 0);
    }

    /** Activities of the workflow queue: the database steps. */
    Object[] databaseActivities(Relays relays, Digests digests) {
        ProviderStore providers = new ProviderStore(jdbi);
        SnapshotVault vault = new SnapshotVault(jdbi);
        StageStore stages = new StageStore(jdbi);
        return new Object[] {
            new CatalogActivitiesImpl(
                    registry,
                    providers,
                    settings.providers(),
                    settings.schedules().isAdaptive() ? new DueProviders(jdbi) : null),
            new ProviderActivitiesImpl(registry, providers, vault, stages, new CatalogStore(jdbi), metrics),
            new CacheActivitiesImpl(relays.after(new ReaderNotification(jdbi))),
            new SyncLogActivitiesImpl(new SyncLog(jdbi), new RunLog(jdbi), vault, stages, metrics),
            new AnnouncementActivitiesImpl(new Announcements(jdbi, InstantSource.system())),
            new DigestActivitiesImpl(digests),
            new PriceAuditActivitiesImpl(
                    StoredCatalog.in(jdbi), new PriceAudits(jdbi), registry, InstantSource.system())
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
