package ai.gatewayz.sync.activities.registry;

import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.catalog.guard.Hold;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Registry rows of providers. Operators own {@code is_active} and {@code tier_override}; everything else is the code's. */
public final class ProviderStore {
    private final Jdbi jdbi;
    private final ProviderDao dao;

    /** A store over a database. */
    public ProviderStore(Jdbi jdbi) {
        this.jdbi = jdbi;
        dao = jdbi.onDemand(ProviderDao.class);
    }

    /** Brings the registry rows in step with the code; never touches what operators own. */
    public void register(List<Provider> providers) {
        jdbi.useTransaction(handle -> register(handle, providers));
    }

    /** The same in a transaction that runs. */
    public static void register(Handle handle, List<Provider> providers) {
        ProviderDao dao = handle.attach(ProviderDao.class);
        for (Provider provider : providers) {
            ModelFeed feed = provider.feed();
            boolean quotesPrices = feed != null && !feed.priceFields().isEmpty();
            if (dao.update(provider, quotesPrices) == 0) {
                dao.insert(provider, quotesPrices);
            }
        }
        dao.insertStates();
    }

    /** The row of a slug. */
    public Optional<ProviderRow> find(String slug) {
        return dao.find(slug, Hold.SPACING.toSeconds());
    }

    /** Slugs of active, supported providers; the longest list first, or the whole run would wait for it at its end. */
    public List<String> syncable() {
        return syncable(List.of());
    }

    /** The same of some tiers, as operators set them; no tier means all. */
    public List<String> syncable(List<String> tiers) {
        return dao.syncable(tiers);
    }

    /**
     * Takes the models of every inactive provider out of the offer; they come back with the first list after it is active
     * again.
     *
     * @return how many models were taken out
     */
    public int followSwitches() {
        return new ProviderSwitch(jdbi).follow();
    }

    /** A number above every earlier one; the fetch that takes it outranks them. */
    public long nextFence() {
        return dao.nextFence();
    }
}
