package ai.gatewayz.sync.activities.provider;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds providers by slug or alias. */
public final class ProviderRegistry {
    private final List<Provider> providers;
    private final SortedMap<String, Provider> byName = new TreeMap<>();

    /** A registry of a list; a slug or alias that two providers claim is refused. */
    public ProviderRegistry(List<Provider> providers) {
        this.providers = List.copyOf(providers);
        for (Provider provider : providers) {
            claim(provider.slug().value(), provider);
            provider.aliases().forEach(alias -> claim(alias, provider));
        }
    }

    private void claim(String name, Provider provider) {
        Provider other = byName.putIfAbsent(name, provider);
        if (other != null) {
            throw new IllegalArgumentException(name + " names both " + other + " and " + provider);
        }
    }

    /** The provider with a slug or alias. */
    public Optional<Provider> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Every provider, in the order of the list. */
    public List<Provider> all() {
        return providers;
    }

    /** Every slug and alias with its provider. */
    public SortedMap<String, Provider> names() {
        return Collections.unmodifiableSortedMap(byName);
    }
}
