package ai.gatewayz.sync.api;

import ai.gatewayz.sync.workflows.client.JavaLogging;
import ai.gatewayz.sync.workflows.client.TemporalConnection;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.glassfish.jersey.server.ResourceConfig;

/** A running API. */
public final class SyncApi implements AutoCloseable {
    private final Server server;
    private final ResourceConfig routes;

    private SyncApi(Server server, ResourceConfig routes) {
        this.server = server;
        this.routes = routes;
    }

    /**
     * Starts the API with metrics of its own.
     *
     * @param temporal stays the caller's to close
     * @throws ApiStartException when the port is taken or the server cannot start
     */
    public static SyncApi start(ApiSettings settings, TemporalConnection temporal) {
        return start(settings, temporal, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    /** Starts the API with a metrics registry that others use too. */
    public static SyncApi start(ApiSettings settings, TemporalConnection temporal, PrometheusMeterRegistry metrics) {
        JavaLogging.silence();
        SyncApiApplication application = new SyncApiApplication(temporal, metrics);
        Bootstrap<SyncApiConfiguration> bootstrap = new Bootstrap<>(application);
        application.initialize(bootstrap);
        SyncApiConfiguration configuration = new SyncApiConfiguration(settings);
        Environment environment = new Environment(
                application.getName(),
                bootstrap.getObjectMapper(),
                bootstrap.getValidatorFactory(),
                bootstrap.getMetricRegistry(),
                bootstrap.getClassLoader(),
                bootstrap.getHealthCheckRegistry(),
                configuration);
        application.run(configuration, environment);
        Server server = configuration.getServerFactory().build(environment);
        start(server, settings);
        return new SyncApi(server, environment.jersey().getResourceConfig());
    }

    private static void start(Server server, ApiSettings settings) {
        try {
            connector(server).open();
        } catch (IOException e) {
            throw new ApiStartException(
                    "the API cannot listen on " + settings.bindAddress() + ":" + settings.port() + ": "
                            + e.getMessage(),
                    e);
        }
        LifeCycle.start(server);
    }

    private static NetworkConnector connector(Server server) {
        return (NetworkConnector) server.getConnectors()[0];
    }

    /** The port it listens on. */
    public int port() {
        return connector(server).getLocalPort();
    }

    /** What is registered; compared with the description of the API. */
    ResourceConfig routes() {
        return routes;
    }

    @Override
    public void close() {
        LifeCycle.stop(server);
    }
}
