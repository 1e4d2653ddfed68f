package ai.gatewayz.sync.api;

import ai.gatewayz.sync.workflows.client.TemporalConnection;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jackson.Jackson;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** The Dropwizard application. */
public final class SyncApiApplication extends Application<SyncApiConfiguration> {
    private final TemporalConnection temporal;
    private final PrometheusMeterRegistry metrics;

    SyncApiApplication(TemporalConnection temporal, PrometheusMeterRegistry metrics) {
        this.temporal = temporal;
        this.metrics = metrics;
    }

    static ObjectMapper objectMapper() {
        return Jackson.newObjectMapper()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }

    @Override
    protected void bootstrapLogging() {
        // Logging belongs to the process, which may be more than the API.
    }

    @Override
    public String getName() {
        return "catalog-sync-api";
    }

    @Override
    public void initialize(Bootstrap<SyncApiConfiguration> bootstrap) {
        bootstrap.setObjectMapper(objectMapper());
    }

    @Override
    public void run(SyncApiConfiguration configuration, Environment environment) {
        ApiWiring.wire(configuration, environment, temporal, metrics);
    }
}
