package ai.gatewayz.sync.api.prices;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.time.Clock;

/** Adds the routes of prices and quotes. */
public final class PriceRoutes {
    private PriceRoutes() {}

    /** Over the ledger. */
    public static void register(JerseyEnvironment jersey, PriceBook prices, Clock clock) {
        jersey.register(new PricesResource(prices, clock));
        jersey.register(new QuoteResource(prices, clock));
        jersey.register(new QuotesResource(prices, clock));
    }
}
