package ai.gatewayz.sync.api.providers;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Adds the routes of the registry. */
public final class ProviderRoutes {
    private ProviderRoutes() {}

    /** Reads through the directory; switches are set in a database that may be written. */
    public static void register(JerseyEnvironment jersey, ProviderDirectory directory, Jdbi records, Clock clock) {
        jersey.register(new ProvidersResource(directory, clock));
        jersey.register(new ProviderAdminResource(records.onDemand(ProviderSwitches.class), directory));
    }
}
