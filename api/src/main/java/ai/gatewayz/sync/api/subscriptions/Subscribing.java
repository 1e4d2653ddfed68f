package ai.gatewayz.sync.api.subscriptions;

import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.SubscriptionKey;
import org.jspecify.annotations.Nullable;

/**
 * What adding subscribers needs.
 *
 * @param key what their secrets are encrypted by; null when none can be added
 * @param privateNetworks whether they may be in private networks, as where providers' addresses are replaced
 */
public record Subscribing(@Nullable SubscriptionKey key, boolean privateNetworks) {
    /** Reads the environment. */
    public static Subscribing from(EnvironmentReader environment) {
        return new Subscribing(
                SubscriptionKey.of(environment.text("SUBSCRIPTION_SECRET_KEY")),
                environment.text("PROVIDER_BASE_URL_TEMPLATE") != null);
    }
}
