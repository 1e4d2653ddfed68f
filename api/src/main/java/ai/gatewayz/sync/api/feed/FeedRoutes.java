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
        environment.lifecycle().addEventListener(streams);
        ChangeQueries changes = jdbi.onDemand(ChangeQueries.class);
        FeedTail tail = new FeedTail(streams, changes::newest);
        tail.start();
        environment.lifecycle().manage(new AutoCloseableManager(tail));
        environment
                .jersey()
                .register(new ChangesResource(
                        changes,
                        directory,
                        streams,
                        tail,
                        environment.getObjectMapper().writer()));
    }
}
