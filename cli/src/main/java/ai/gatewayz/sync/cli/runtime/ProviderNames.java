package ai.gatewayz.sync.cli.runtime;

import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.cli.output.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names of providers as users write them. */
public final class ProviderNames {
    private ProviderNames() {}

    /**
     * The slugs behind slugs and aliases, without repetitions.
     *
     * @throws Problem naming all that are unknown and all that there are
     */
    public static List<String> resolve(List<String> names) {
        List<String> unknown = new ArrayList<>();
        List<String> slugs = new ArrayList<>();
        for (String name : names) {
            find(name.toLowerCase(Locale.ROOT)).ifPresentOrElse(slugs::add, () -> unknown.add(name));
        }
        if (!unknown.isEmpty()) {
            List<String> all = Providers.all().stream()
                    .map(provider -> provider.slug().value())
                    .sorted()
                    .toList();
            throw Problem.usage(
                    "Invalid providers: " + String.join(", ", unknown) + ". Available: " + String.join(", ", all));
        }
        return slugs.stream().distinct().toList();
    }

    private static Optional<String> find(String name) {
        return Providers.all().stream()
                .filter(provider -> matches(provider, name))
                .map(provider -> provider.slug().value())
                .findFirst();
    }

    private static boolean matches(Provider provider, String name) {
        return provider.slug().value().equals(name) || provider.aliases().contains(name);
    }
}
