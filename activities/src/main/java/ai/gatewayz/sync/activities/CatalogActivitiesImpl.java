package ai.gatewayz.sync.activities;

import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.ProviderRegistry;
import ai.gatewayz.sync.activities.store.ProviderStore;
import ai.gatewayz.sync.workflows.FailureTypes;
import ai.gatewayz.sync.workflows.activity.CatalogActivities;
import ai.gatewayz.sync.workflows.model.ListProvidersRequest;
import ai.gatewayz.sync.workflows.model.ProviderList;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Answers from the provider list and its rows. */
public final class CatalogActivitiesImpl implements CatalogActivities {
    private final ProviderRegistry registry;
    private final ProviderStore providers;
    private final List<String> configured;

    /**
     * Activities over their collaborators.
     *
     * @param configured slugs or aliases that an unnamed sync is limited to; empty means every provider
     */
    public CatalogActivitiesImpl(ProviderRegistry registry, ProviderStore providers, List<String> configured) {
        this.registry = registry;
        this.providers = providers;
        this.configured = List.copyOf(configured);
    }

    @Override
    public ProviderList listProviders(ListProvidersRequest request) {
        if (!request.providers().isEmpty()) {
            return new ProviderList(resolve(request.providers()), true);
        }
        if (!request.dryRun()) {
            ActivityFailures.database(providers::followSwitches);
        }
        List<String> syncable = ActivityFailures.database(providers::syncable);
        if (!configured.isEmpty()) {
            List<String> wanted = resolve(configured);
            syncable = syncable.stream().filter(wanted::contains).toList();
        }
        return new ProviderList(syncable, false);
    }

    private List<String> resolve(List<String> names) {
        TreeSet<String> slugs = new TreeSet<>();
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            registry.find(name)
                    .map(Provider::slug)
                    .ifPresentOrElse(slug -> slugs.add(slug.value()), () -> unknown.add(name));
        }
        if (!unknown.isEmpty()) {
            throw ActivityFailures.permanent(
                    FailureTypes.UNKNOWN_PROVIDER, "Invalid providers: " + String.join(", ", unknown));
        }
        return List.copyOf(slugs);
    }
}
