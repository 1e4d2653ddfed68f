package ai.gatewayz.sync.api.holds;

import ai.gatewayz.sync.api.providers.ProviderDirectory;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import org.jdbi.v3.core.Jdbi;

/** Adds the routes of what operators decide: held changes, pins, rollbacks. */
public final class HoldRoutes {
    private HoldRoutes() {}

    /** Reads from one pool and writes through another. */
    public static void register(JerseyEnvironment jersey, Jdbi reader, Jdbi writer, ProviderDirectory directory) {
        jersey.register(new HeldChangesResource(new HeldChangeStore(reader, writer), directory));
        jersey.register(new OverridesResource(new PinStore(reader, writer), directory));
        jersey.register(new RollbackResource(new PriceRollbacks(writer), directory));
    }
}
