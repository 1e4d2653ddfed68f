package ai.gatewayz.sync.activities;

import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.ProviderRegistry;
import ai.gatewayz.sync.activities.registry.ProviderStore;
import ai.gatewayz.sync.activities.runs.DueProviders;
import ai.gatewayz.sync.catalog.provider.Tier;
import ai.gatewayz.sync.workflows.FailureTypes;
import ai.gatewayz.sync.workflows.activity.CatalogActivities;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.ListProvidersRequest;
import ai.gatewayz.sync.workflows.model.ProviderList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers from the provider list and its rows. */
public final class CatalogActivitiesImpl implements CatalogActivities {
    private final ProviderRegistry registry;
    private final ProviderStore providers;
    private final List<String> configured;
    private final @Nullable DueProviders due;

    /**
     * Activities over their collaborators.
     *
     * @param configured slugs or aliases that an unnamed sync is limited to; empty means every provider
     * @param due tells which providers a scheduled sync has to ask; null asks all
     */
    public CatalogActivitiesImpl(
            ProviderRegistry registry, ProviderStore providers, List<String> configured, @Nullable DueProviders due) {
        this.registry = registry;
        this.providers = providers;
        this.configured = List.copyOf(configured);
        this.due = due;
    }

    @Override
    public ProviderList listProviders(ListProvidersRequest request) {
        boolean isOfTiers = request.providers().stream().anyMatch(name -> name.startsWith(CatalogSyncRequest.TIER));
        if (!request.providers().isEmpty() && !isOfTiers) {
            return due(request, new ProviderList(resolve(request.providers()), true));
        }
        if (!request.dryRun()) {
            ActivityFailures.database(providers::followSwitches);
        }
        List<String> syncable = ActivityFailures.database(
                () -> isOfTiers ? providers.syncable(tiers(request.providers())) : providers.syncable());
        if (!configured.isEmpty()) {
            List<String> wanted = resolve(configured);
            syncable = syncable.stream().filter(wanted::contains).toList();
        }
        return due(request, new ProviderList(syncable, false));
    }

    private static List<String> tiers(List<String> names) {
        List<String> tiers = new ArrayList<>();
        for (String name : names) {
            if (!name.startsWith(CatalogSyncRequest.TIER)) {
                throw ActivityFailures.permanent(
                        FailureTypes.UNKNOWN_PROVIDER, "Providers are named or of a tier, not both: " + name);
            }
            tiers.add(Tier.find(name.substring(CatalogSyncRequest.TIER.length()))
                    .map(Tier::key)
                    .orElseThrow(() -> ActivityFailures.permanent(
                            FailureTypes.UNKNOWN_PROVIDER,
                            "no tier has the name " + name + "; there are "
                                    + Arrays.stream(Tier.values())
                                            .map(tier -> CatalogSyncRequest.TIER + tier.key())
                                            .collect(Collectors.joining(", ")))));
        }
        return tiers;
    }

    private ProviderList due(ListProvidersRequest request, ProviderList all) {
        if (due == null || !request.onlyDue()) {
            return all;
        }
        List<String> slugs = ActivityFailures.database(() -> due.of(all.slugs()));
        return new ProviderList(slugs, all.named(), all.slugs().size() - slugs.size());
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
