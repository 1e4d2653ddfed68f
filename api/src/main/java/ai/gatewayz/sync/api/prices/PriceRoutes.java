package ai.gatewayz.sync.api.prices;

import ai.gatewayz.sync.api.providers.ProviderDirectory;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Adds the routes of prices and quotes. */
public final class PriceRoutes {
    private PriceRoutes() {}

    /** Over a database. */
    public static void register(JerseyEnvironment jersey, Jdbi jdbi, ProviderDirectory directory, Clock clock) {
        PriceBook prices = new PriceBook(jdbi, directory);
        jersey.register(new PricesResource(prices, clock));
        jersey.register(new QuoteResource(prices, clock));
    }
}
