package ai.gatewayz.sync.api.feed;

import ai.gatewayz.sync.api.http.EventStreams;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import org.jdbi.v3.core.Jdbi;

/** Adds the routes of the change feed. */
public final class FeedRoutes {
    private FeedRoutes() {}

    /** Over a database. */
    public static void register(Environment environment, Jdbi jdbi, ProviderDirectory directory) {
        EventStreams streams = new EventStreams();
        environment.lifecycle().manage(new AutoCloseableManager(streams));
        environment
                .jersey()
                .register(new ChangesResource(
                        jdbi.onDemand(ChangeQueries.class),
                        directory,
                        streams,
                        environment.getObjectMapper().writer()));
    }
}
