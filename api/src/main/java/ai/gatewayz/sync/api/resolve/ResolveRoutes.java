package ai.gatewayz.sync.api.resolve;

import ai.gatewayz.sync.api.providers.ProviderDirectory;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.util.List;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Jdbi;

/** Adds the route that resolves ids. */
public final class ResolveRoutes {
    private ResolveRoutes() {}

    /**
     * Over a database.
     *
     * @param near the ids that are most like one that a provider does not have
     */
    public static void register(
            JerseyEnvironment jersey,
            Jdbi jdbi,
            ProviderDirectory directory,
            BiFunction<String, String, List<String>> near) {
        jersey.register(new ResolveResource(() -> new Resolver(jdbi, directory), near));
    }
}
