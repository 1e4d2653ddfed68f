package ai.gatewayz.sync.cli.runtime;

import ai.gatewayz.sync.activities.provider.ProviderRegistry;
import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.cli.output.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names of providers as users write them. */
public final class ProviderNames {
    private ProviderNames() {}

    /**
     * The slugs behind slugs and aliases, without repetitions.
     *
     * @throws CommandFailure naming all that are unknown and all that there are
     */
    public static List<String> resolve(List<String> names) {
        ProviderRegistry registry = new ProviderRegistry(Providers.all());
        List<String> unknown = new ArrayList<>();
        List<String> slugs = new ArrayList<>();
        for (String name : names) {
            registry.find(name.toLowerCase(Locale.ROOT))
                    .ifPresentOrElse(provider -> slugs.add(provider.slug().value()), () -> unknown.add(name));
        }
        if (!unknown.isEmpty()) {
            List<String> all = Providers.all().stream()
                    .map(provider -> provider.slug().value())
                    .sorted()
                    .toList();
            throw CommandFailure.usage(
                    "Invalid providers: " + String.join(", ", unknown) + ". Available: " + String.join(", ", all));
        }
        return slugs.stream().distinct().toList();
    }
}
