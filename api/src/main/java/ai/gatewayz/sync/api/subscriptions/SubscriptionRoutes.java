package ai.gatewayz.sync.api.subscriptions;

import ai.gatewayz.sync.api.providers.ProviderDirectory;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import org.jdbi.v3.core.Jdbi;

/** Adds the routes of subscriptions. */
public final class SubscriptionRoutes {
    private SubscriptionRoutes() {}

    /** Over a database that may be written; a row that was just changed is read from where it was changed. */
    public static void register(
            JerseyEnvironment jersey, Jdbi records, ProviderDirectory directory, Subscribing subscribing) {
        SubscriptionDao rows = records.onDemand(SubscriptionDao.class);
        jersey.register(new SubscriptionsResource(
                rows, records.onDemand(TargetQueries.class), new NewSubscriptions(rows, directory, subscribing)));
    }
}
