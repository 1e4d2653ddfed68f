package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.ProviderRegistry;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.workflows.client.ConfigurationException;
import java.util.List;

/** Resolves variables that list providers by slug or alias; an unknown name stops the start. */
final class ListedProviders {
    private ListedProviders() {}

    /** Slugs in the order of the names that a variable holds. */
    static List<String> slugs(String variable, List<String> names) {
        ProviderRegistry registry = new ProviderRegistry(Providers.all());
        List<String> unknown =
                names.stream().filter(name -> registry.find(name).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            throw new ConfigurationException(
                    variable,
                    "unknown " + String.join(", ", unknown) + "; available: "
                            + String.join(
                                    ", ",
                                    Providers.all().stream()
                                            .map(Provider::toString)
                                            .toList()));
        }
        return names.stream()
                .flatMap(name -> registry.find(name).stream())
                .map(provider -> provider.slug().value())
                .distinct()
                .toList();
    }
}
