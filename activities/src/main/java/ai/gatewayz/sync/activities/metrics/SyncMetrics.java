package ai.gatewayz.sync.activities.metrics;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.FailureTypes;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts outcomes from the outcome value itself, so that a failure can never count as a success. What can be counted is
 * there with 0 from the start: Prometheus sees no increase in a counter whose first value is 1.
 */
public final class SyncMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(120),
        Duration.ofSeconds(300),
        Duration.ofSeconds(600)
    };
    private static final List<String> CACHE_TARGETS = List.of("redis", "subscriber");
    private static final String PROVIDER = "provider";
    private static final String STATUS = "status";

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();

    /** Metrics in a registry. */
    public SyncMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Shows everything that can be counted with 0.
     *
     * @param providers slugs
     */
    public void expect(List<String> providers) {
        for (SyncKind kind : SyncKind.values()) {
            Arrays.stream(JobStatus.values()).filter(JobStatus::isEnd).forEach(status -> runs(name(kind), status));
            duration(name(kind));
        }
        scheduledRuns("failed");
        scheduledRuns("success");
        scheduledDuration();
        CACHE_TARGETS.forEach(target -> List.of("delivered", "failed").forEach(status -> cache(target, status)));
        List.of("delivered", "failed").forEach(this::subscriptions);
        providers.forEach(this::expectProvider);
    }

    private void expectProvider(String provider) {
        for (RunOutcome outcome : RunOutcome.values()) {
            if (outcome.isGood()) {
                outcomes(provider, outcome, "none");
            }
        }
        FailureTypes.codesOfProviderRuns().forEach(code -> outcomes(provider, RunOutcome.FAILED, code));
        List.of("updated", "skipped", "unchanged").forEach(status -> pricingModels(provider, status));
        List.of("fetch", "transform", "upsert").forEach(step -> step(provider, step));
        priceChanges(provider);
    }

    /** A provider's run that succeeded. */
    public void providerSucceeded(ProviderSyncRequest sync, RunOutcome outcome, SyncCounts counts, StepTimes times) {
        String provider = sync.provider();
        outcomes(provider, outcome, "none").increment();
        step(provider, "fetch").record(Duration.ofMillis(times.fetch()));
        step(provider, "transform").record(Duration.ofMillis(times.transform()));
        step(provider, "upsert").record(Duration.ofMillis(times.upsert()));
        pricingModels(provider, "updated").increment(counts.priceChanges());
        pricingModels(provider, "skipped").increment(counts.skipped());
        pricingModels(provider, "unchanged").increment(counts.unchanged());
        priceChanges(provider).increment(counts.priceChanges());
        set(
                "provider_last_success_timestamp",
                "When a provider's sync last succeeded, in seconds since 1970",
                provider(provider),
                clock.instant().getEpochSecond());
        set(
                "pricing_last_sync_timestamp",
                "When a provider's prices were last confirmed, in seconds since 1970",
                provider(provider),
                clock.instant().getEpochSecond());
    }

    /** A provider's run that failed; {@code error} is a code of the closed set of failure types. */
    public void providerFailed(String provider, String error) {
        outcomes(provider, RunOutcome.FAILED, error).increment();
    }

    /** A catalog sync that ended. Those of schedules, and all pricing syncs, count under the scheduler's names too. */
    public void runEnded(CatalogSyncRequest request, JobStatus status, Duration duration) {
        String name = name(request.kind());
        runs(name, status).increment();
        duration(name).record(duration);
        boolean scheduled = request.kind() == SyncKind.PRICES || request.trigger() == SyncTrigger.SCHEDULE;
        if (scheduled) {
            scheduledRuns(status.isBad() ? "failed" : "success").increment();
            scheduledDuration().record(duration);
        }
    }

    /** A delivery to a cache or subscriber; both labels are of closed sets. */
    public void cacheInvalidation(String target, String status) {
        cache(target, status).increment();
    }

    /** A message to a subscriber of changes: {@code delivered} or {@code failed}. */
    public void subscriptionDelivery(String status) {
        subscriptions(status).increment();
    }

    /** When a provider's last success is too long ago; zero when no full syncs are scheduled. */
    public void successDue(Duration after) {
        set(
                "provider_success_due_seconds",
                "How old a provider's last success may be; 0 when no full syncs are scheduled",
                Tags.empty(),
                after.toSeconds());
    }

    /** When the last look at all stored prices is too long ago; zero when none is scheduled. */
    public void priceAuditDue(Duration after) {
        set(
                "price_audit_due_seconds",
                "How old the last look at all stored prices may be; 0 when none is scheduled",
                Tags.empty(),
                after.toSeconds());
    }

    /** How far our clock is ahead of the database's; negative when it is behind. */
    public void clockSkew(Duration ahead) {
        set(
                "sync_clock_skew_seconds",
                "How far the worker's clock is ahead of the database's",
                Tags.empty(),
                ahead.toSeconds());
    }

    private Counter outcomes(String provider, RunOutcome outcome, String error) {
        return counter(
                "provider_sync_total",
                "Runs of a provider by their outcome and, for failed ones, the kind of failure",
                Tags.of(PROVIDER, provider, STATUS, outcome.key(), "error", error));
    }

    private Timer step(String provider, String step) {
        return timer(
                "provider_sync_duration_seconds",
                "Time of each step of a provider's successful runs",
                Tags.of(PROVIDER, provider, "step", step));
    }

    private Counter pricingModels(String provider, String status) {
        return counter(
                "pricing_models_synced_total",
                "Models of successful runs by what became of their prices",
                Tags.of(PROVIDER, provider, STATUS, status));
    }

    private Counter priceChanges(String provider) {
        return counter(
                "price_changes_total",
                "Prices that changed, by provider and kind of change",
                Tags.of(PROVIDER, provider, "kind", "change"));
    }

    private Counter runs(String kind, JobStatus status) {
        return counter(
                "sync_runs_total",
                "Catalog syncs that ended, by kind and status",
                Tags.of("kind", kind, STATUS, status.key()));
    }

    private Timer duration(String kind) {
        return timer("sync_duration_seconds", "Time of whole catalog syncs", Tags.of("kind", kind));
    }

    private Counter scheduledRuns(String status) {
        return counter(
                "pricing_scheduled_sync_runs_total",
                "Syncs by schedule and pricing syncs that ended, by status",
                Tags.of(STATUS, status));
    }

    private Timer scheduledDuration() {
        return timer(
                "pricing_scheduled_sync_duration_seconds",
                "Time of syncs by schedule and of pricing syncs",
                Tags.empty());
    }

    private Counter cache(String target, String status) {
        return counter(
                "cache_invalidations_total",
                "Deliveries to caches and subscribers, by kind of target and status",
                Tags.of("target", target, STATUS, status));
    }

    private Counter subscriptions(String status) {
        return counter(
                "subscription_deliveries_total",
                "Messages to subscribers of changes, by whether they were taken",
                Tags.of(STATUS, status));
    }

    private Counter counter(String name, String description, Tags tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    private Timer timer(String name, String description, Tags tags) {
        return Timer.builder(name)
                .description(description)
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private void set(String name, String description, Tags tags, long value) {
        gauges.computeIfAbsent(name + tags, key -> {
                    AtomicLong held = new AtomicLong();
                    Gauge.builder(name, held, AtomicLong::get)
                            .description(description)
                            .tags(tags)
                            .register(registry);
                    return held;
                })
                .set(value);
    }

    private static Tags provider(String slug) {
        return Tags.of(PROVIDER, slug);
    }

    private static String name(SyncKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
