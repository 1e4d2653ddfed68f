package ai.gatewayz.sync.cli.runtime;

import ai.gatewayz.sync.activities.provider.Credential;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.Providers;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment that the parts of one process see: the user's, with what the local parts add to it. */
final class LocalEnvironment {
    private static final String SIMULATED_KEY = "simulated";

    private final Map<String, String> variables;

    LocalEnvironment(Map<String, String> user) {
        variables = new HashMap<>(user);
    }

    /** The database that the user named; null when there is none. */
    @Nullable
    String databaseUrl() {
        String url = variables.get("DATABASE_URL");
        return url == null ? variables.get("SUPABASE_DB_URL") : url;
    }

    LocalEnvironment set(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Sends every provider's call to the fleet, also those that would be left out for want of a key. */
    void simulate(String baseUrlTemplate) {
        variables.put("PROVIDER_BASE_URL_TEMPLATE", baseUrlTemplate);
        for (Provider provider : Providers.all()) {
            Credential credential = provider.credential();
            if (credential.required() && credential.variables().stream().noneMatch(variables::containsKey)) {
                variables.put(credential.variables().get(0), SIMULATED_KEY);
            }
        }
    }

    Map<String, String> variables() {
        return Map.copyOf(variables);
    }
}
