package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.activities.http.EnvironmentKeys;
import ai.gatewayz.sync.activities.http.UnusableKeyException;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.workflows.client.ConfigurationException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the keys of providers when a worker starts: a typing mistake should not wait for the first sync to be seen. */
final class KeyCheck {
    private static final Logger LOG = LoggerFactory.getLogger(KeyCheck.class);

    private KeyCheck() {}

    /**
     * Refuses what cannot be a key, and warns of two providers with the same one, since one of them was probably meant to have
     * another.
     *
     * @throws ConfigurationException naming the variable, never its value
     */
    static void check(Map<String, String> environment) {
        EnvironmentKeys keys = new EnvironmentKeys(environment);
        Map<String, String> owners = new HashMap<>();
        for (Provider provider : Providers.all()) {
            Optional<String> key;
            try {
                key = keys.find(provider.credential());
            } catch (UnusableKeyException e) {
                String problem = e.getMessage().substring(e.variable().length()).strip();
                throw new ConfigurationException(e.variable(), problem + "; correct it or unset it");
            }
            String slug = provider.slug().value();
            String owner = key.isEmpty() ? null : owners.putIfAbsent(key.orElseThrow(), slug);
            // Where addresses are replaced, keys are made up.
            if (owner != null && !environment.containsKey("PROVIDER_BASE_URL_TEMPLATE")) {
                LOG.warn("{} and {} have the same key; one of them is probably another's", owner, slug);
            }
        }
    }
}
