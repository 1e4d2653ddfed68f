package ai.gatewayz.sync.api.metrics;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Adds the route that Prometheus scrapes. */
public final class MetricRoutes {
    private MetricRoutes() {}

    /** Adds gauges over the catalog to a registry, and shows all of it. */
    public static void register(JerseyEnvironment jersey, PrometheusMeterRegistry registry, Jdbi jdbi, Clock clock) {
        jersey.register(new MetricsResource(new CatalogMetrics(registry, jdbi.onDemand(GaugeQueries.class), clock)));
    }
}
