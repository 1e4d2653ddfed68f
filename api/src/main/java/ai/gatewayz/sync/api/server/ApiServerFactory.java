package ai.gatewayz.sync.api.server;

import ai.gatewayz.sync.api.error.JettyProblems;
import ai.gatewayz.sync.api.http.LoggedPath;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.jackson.JacksonFeature;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.jetty.MutableServletContextHandler;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;

/** One hardened connector for the API. There is no admin connector, so nobody can reach its tasks. */
public final class ApiServerFactory extends AbstractServerFactory {
    /** Model ids contain slashes and percent signs, and careful clients escape them. Routes are matched on the escaped path. */
    private static final UriCompliance SLASHES_IN_IDS = UriCompliance.DEFAULT.with(
            "SLASHES_IN_IDS",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING);

    /** Where another party sees the end of a line elsewhere, it sees another request. */
    private static final HttpCompliance FULL_LINES = HttpCompliance.RFC9110.without(
            "FULL_LINES",
            HttpCompliance.Violation.LF_HEADER_TERMINATION,
            HttpCompliance.Violation.LF_CHUNK_TERMINATION);

    /** They only read and write what is ready; see {@link RequestThreads} for those that work. */
    private static final int MOST_THREADS = 24;

    private static final int LEAST_THREADS = 8;
    /** Further ones wait until others end. */
    private static final int MOST_CONNECTIONS = 4 * AddressConnections.MOST;

    private final HttpConnectorFactory connector = new HttpConnectorFactory();

    private final LoggedPath logged;

    /** A server that binds here and logs paths so; port 0 takes a free one. */
    public ApiServerFactory(String bindAddress, int port, LoggedPath logged) {
        this.logged = logged;
        connector.setBindHost(bindAddress);
        connector.setPort(port);
        connector.setIdleTimeout(Duration.seconds(10));
        connector.setMaxRequestHeaderSize(DataSize.kibibytes(8));
        connector.setUseForwardedHeaders(false);
        connector.setUriCompliance(SLASHES_IN_IDS);
        connector.setHttpCompliance(FULL_LINES);
        connector.setUseServerHeader(false);
        connector.setAcceptorThreads(java.util.Optional.of(1));
        connector.setSelectorThreads(java.util.Optional.of(2));
        connector.setAcceptQueueSize(256);
        setShutdownGracePeriod(Duration.seconds(10));
        setRegisterDefaultExceptionMappers(false);
    }

    @Override
    public void configure(Environment environment) {
        environment.jersey().setUrlPattern("/*");
    }

    @Override
    public Server build(Environment environment) {
        configure(environment);
        ThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        Server server = buildServer(environment.lifecycle(), threads);
        Connector http = connector.build(server, environment.metrics(), environment.getName(), threads);
        http.addEventListener(new AddressConnections());
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, http));
        server.addConnector(http);
        JettyProblems problems = new JettyProblems(environment.getObjectMapper());
        server.setErrorHandler(problems);
        RequestThreads work = new RequestThreads(servlet(environment, server, problems));
        server.setHandler(new RequestFrame(new AnswerBuffer(new BodyIntake(work))));
        server.setRequestLog(new AccessLog(logged));
        return server;
    }

    private static MutableServletContextHandler servlet(
            Environment environment, Server server, JettyProblems problems) {
        MutableServletContextHandler context = environment.getApplicationContext();
        context.setServer(server);
        context.setErrorHandler(problems);
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        environment.jersey().register(new JacksonFeature(environment.getObjectMapper()));
        context.addServlet(
                new ServletHolder("jersey", environment.getJerseyServletContainer()),
                environment.jersey().getUrlPattern());
        return context;
    }
}
