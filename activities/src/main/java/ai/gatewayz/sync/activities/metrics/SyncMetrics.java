package ai.gatewayz.sync.activities.metrics;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts outcomes from the outcome value itself, so that a failure can never count as a success. */
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

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Map<String, AtomicLong> gauges = new ConcurrentHashMap<>();

    /** Metrics in a registry. */
    public SyncMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** A provider's run that succeeded. */
    public void providerSucceeded(ProviderSyncRequest sync, RunOutcome outcome, SyncCounts counts, StepTimes times) {
        String provider = sync.provider();
        registry.counter("provider_sync_total", "provider", provider, "status", outcome.key(), "error", "none")
                .increment();
        step(provider, "fetch", times.fetch());
        step(provider, "transform", times.transform());
        step(provider, "upsert", times.upsert());
        pricingModels(provider, "updated", counts.priceChanges());
        pricingModels(provider, "skipped", counts.skipped());
        pricingModels(provider, "unchanged", counts.unchanged());
        registry.counter("price_changes_total", "provider", provider, "kind", "change")
                .increment(counts.priceChanges());
        success("provider_last_success_timestamp", provider);
        success("pricing_last_sync_timestamp", provider);
    }

    /** A provider's run that failed; {@code error} is a code of the closed set of failure types. */
    public void providerFailed(String provider, String error) {
        registry.counter("provider_sync_total", "provider", provider, "status", RunOutcome.FAILED.key(), "error", error)
                .increment();
    }

    /** A catalog sync that ended. Those of schedules, and all pricing syncs, count under the scheduler's names too. */
    public void runEnded(CatalogSyncRequest request, JobStatus status, Duration duration) {
        String name = request.kind().name().toLowerCase(java.util.Locale.ROOT);
        registry.counter("sync_runs_total", "kind", name, "status", status.key())
                .increment();
        timer("sync_duration_seconds", Tags.of("kind", name)).record(duration);
        boolean scheduled = request.kind() == SyncKind.PRICES || request.trigger() == SyncTrigger.SCHEDULE;
        if (scheduled) {
            registry.counter("pricing_scheduled_sync_runs_total", "status", status.isBad() ? "failed" : "success")
                    .increment();
            timer("pricing_scheduled_sync_duration_seconds", Tags.empty()).record(duration);
        }
    }

    /** A delivery to a cache or subscriber; both labels are of closed sets. */
    public void cacheInvalidation(String target, String status) {
        registry.counter("cache_invalidations_total", "target", target, "status", status)
                .increment();
    }

    /** When a provider's last success is too long ago; zero when no full syncs are scheduled. */
    public void successDue(Duration after) {
        gauges.computeIfAbsent("due", key -> registry.gauge("provider_success_due_seconds", new AtomicLong()))
                .set(after.toSeconds());
    }

    /** How far our clock is ahead of the database's; negative when it is behind. */
    public void clockSkew(Duration ahead) {
        gauges.computeIfAbsent("skew", key -> registry.gauge("sync_clock_skew_seconds", new AtomicLong()))
                .set(ahead.toSeconds());
    }

    private void step(String provider, String step, long millis) {
        timer("provider_sync_duration_seconds", Tags.of("provider", provider, "step", step))
                .record(Duration.ofMillis(millis));
    }

    private Timer timer(String name, Tags tags) {
        return Timer.builder(name).tags(tags).serviceLevelObjectives(BUCKETS).register(registry);
    }

    private void pricingModels(String provider, String status, long count) {
        registry.counter("pricing_models_synced_total", "provider", provider, "status", status)
                .increment(count);
    }

    private void success(String gauge, String provider) {
        gauges.computeIfAbsent(
                        gauge + ' ' + provider,
                        key -> registry.gauge(gauge, Tags.of("provider", provider), new AtomicLong()))
                .set(clock.instant().getEpochSecond());
    }
}
