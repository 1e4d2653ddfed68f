package ai.gatewayz.sync.api.metrics;

import ai.gatewayz.sync.api.auth.Open;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Figures for Prometheus. */
@Open
@Path("/metrics")
public final class MetricsResource {
    private final CatalogMetrics metrics;

    /** The route over the registry. */
    MetricsResource(CatalogMetrics metrics) {
        this.metrics = metrics;
    }

    /** Everything that is measured. */
    @GET
    @Produces("text/plain; version=0.0.4; charset=utf-8")
    public String metrics() {
        return metrics.scrape();
    }
}
