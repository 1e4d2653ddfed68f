package ai.gatewayz.sync.api.metrics;

import ai.gatewayz.sync.api.metrics.GaugeQueries.LastAudit;
import ai.gatewayz.sync.api.metrics.GaugeQueries.ProviderGauge;
import ai.gatewayz.sync.api.metrics.GaugeQueries.Subscribers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gauges over the catalog, read from the database when somebody scrapes and the last reading is old. */
final class CatalogMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogMetrics.class);
    private static final Duration FRESH = Duration.ofSeconds(15);

    private final PrometheusMeterRegistry registry;
    private final GaugeQueries queries;
    private final InstantSource clock;
    private final MultiGauge models;
    private final MultiGauge lastSuccess;
    private final MultiGauge held;
    private final MultiGauge unpriced;
    private final MultiGauge unread;
    private final MultiGauge announced;
    private final MultiGauge audits;
    private final MultiGauge auditedAt;
    private final AtomicLong generation = new AtomicLong();
    private final AtomicLong lag = new AtomicLong();
    private final MultiGauge subscriptions;
    private Instant readAt = Instant.EPOCH;

    /** Registers the gauges. */
    CatalogMetrics(PrometheusMeterRegistry registry, GaugeQueries queries, InstantSource clock) {
        this.registry = registry;
        this.queries = queries;
        this.clock = clock;
        models = MultiGauge.builder("catalog_models")
                .description("Models in the catalog by provider and state")
                .register(registry);
        lastSuccess = MultiGauge.builder("provider_last_success_timestamp")
                .description("When a provider's sync last succeeded, in seconds since 1970")
                .register(registry);
        held = MultiGauge.builder("held_changes")
                .description("Prices that wait for a decision, by provider")
                .register(registry);
        unpriced = MultiGauge.builder("unpriced_models")
                .description("Active models whose price nobody knows, by provider")
                .register(registry);
        Gauge.builder("catalog_generation", generation, AtomicLong::get)
                .description("The number of the last commit that changed the catalog")
                .register(registry);
        announced = MultiGauge.builder("announced_changes")
                .description(
                        "Changes that providers announced: waiting for their date, or missed in the last seven days")
                .register(registry);
        audits = MultiGauge.builder("price_audit_findings")
                .description("What the last look at all stored prices found, by what was checked")
                .register(registry);
        auditedAt = MultiGauge.builder("price_audit_timestamp")
                .description("When all stored prices were last looked at, in seconds since 1970")
                .register(registry);
        Gauge.builder("subscription_lag_seconds", lag, AtomicLong::get)
                .description("How long the first event has waited that an active subscription was not told")
                .register(registry);
        subscriptions = MultiGauge.builder("change_subscriptions")
                .description("Subscriptions of changes by state")
                .register(registry);
        unread = MultiGauge.builder("unread_price_terms")
                .description("Fields of a provider's records that state a price and are not read")
                .register(registry);
    }

    /** The text that Prometheus reads. */
    public synchronized String scrape() {
        Instant now = clock.instant();
        if (Duration.between(readAt, now).compareTo(FRESH) >= 0) {
            refresh(now);
        }
        return registry.scrape();
    }

    private void refresh(Instant now) {
        try {
            List<ProviderGauge> providers = queries.gauges();
            generation.set(queries.generation());
            models.register(
                    providers.stream().flatMap(CatalogMetrics::modelRows).toList(), true);
            held.register(rows(providers, ProviderGauge::held), true);
            unpriced.register(rows(providers, ProviderGauge::unpriced), true);
            unread.register(rows(providers, ProviderGauge::unread), true);
            announced.register(
                    providers.stream().flatMap(CatalogMetrics::announcedRows).toList(), true);
            lastSuccess.register(
                    providers.stream().flatMap(CatalogMetrics::successRow).toList(), true);
            show(queries.subscribers());
            queries.lastAudit().ifPresent(this::show);
            readAt = now;
        } catch (JdbiException e) {
            // The other metrics are still worth reading.
            LOG.warn("catalog gauges are stale: {}", e.getClass().getSimpleName());
        }
    }

    private void show(Subscribers subscribers) {
        lag.set(subscribers.lag());
        subscriptions.register(
                List.of(
                        MultiGauge.Row.of(Tags.of("state", "active"), subscribers.active()),
                        MultiGauge.Row.of(Tags.of("state", "paused"), subscribers.paused()),
                        MultiGauge.Row.of(Tags.of("state", "dead"), subscribers.dead())),
                true);
    }

    /** Before the first audit nothing is known, which is not 0. */
    private void show(LastAudit audit) {
        audits.register(
                List.of(
                        MultiGauge.Row.of(Tags.of("check", "recorded_price"), audit.differing()),
                        MultiGauge.Row.of(Tags.of("check", "stored_list"), audit.unreadable()),
                        MultiGauge.Row.of(Tags.of("check", "unit"), audit.wrong())),
                true);
        auditedAt.register(
                List.of(MultiGauge.Row.of(Tags.empty(), audit.completedAt().getEpochSecond())), true);
    }

    private static Stream<MultiGauge.Row<?>> modelRows(ProviderGauge provider) {
        return Stream.of(
                MultiGauge.Row.of(Tags.of("provider", provider.slug(), "state", "active"), provider.active()),
                MultiGauge.Row.of(Tags.of("provider", provider.slug(), "state", "inactive"), provider.inactive()));
    }

    private static Stream<MultiGauge.Row<?>> announcedRows(ProviderGauge provider) {
        return Stream.of(
                MultiGauge.Row.of(Tags.of("provider", provider.slug(), "state", "waiting"), provider.announced()),
                MultiGauge.Row.of(Tags.of("provider", provider.slug(), "state", "missed"), provider.missed()));
    }

    private static List<MultiGauge.Row<?>> rows(List<ProviderGauge> providers, ToLongFunction<ProviderGauge> figure) {
        return providers.stream()
                .<MultiGauge.Row<?>>map(
                        row -> MultiGauge.Row.of(Tags.of("provider", row.slug()), figure.applyAsLong(row)))
                .toList();
    }

    private static Stream<MultiGauge.Row<?>> successRow(ProviderGauge provider) {
        Instant success = provider.lastSuccessAt();
        return success == null
                ? Stream.empty()
                : Stream.of(MultiGauge.Row.of(Tags.of("provider", provider.slug()), success.getEpochSecond()));
    }
}
