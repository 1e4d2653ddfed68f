package ai.gatewayz.sync.simulator.model;

import ai.gatewayz.sync.simulator.model.ProviderProfile.Pricing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The catalogs of all providers and their evolution. One tick changes about 0.6 % of the models, adds 0.1 % and
 * removes 0.05 %; what it does depends on the seed and the number of the tick only.
 */
public final class FleetCatalog {
    /** The number of models that the profiles' own counts and {@code featherless} add up to. */
    private static final int NOMINAL_TOTAL = 18_000;

    private static final String REMAINDER = "featherless";
    /** Providers with prices change more often, so that the mean over the fleet is about 6 of 1000. */
    private static final int CHANGES_PER_10K_PRICED = 170;

    private static final int CHANGES_PER_10K_UNPRICED = 20;

    private final long seed;
    private final Map<String, ProviderCatalog> catalogs = new LinkedHashMap<>();
    private long tick;

    /** Builds all catalogs; {@code totalModels} distinct models are shared out in the proportions of the real fleet. */
    public FleetCatalog(Collection<ProviderProfile> profiles, int totalModels, long seed) {
        this.seed = seed;
        List<BaseModel> releases = Families.releases(seed);
        int rest = totalModels;
        for (ProviderProfile profile : profiles) {
            if (!profile.slug().equals(REMAINDER)) {
                int count = (int) Math.min(rest, share(profile.models(), totalModels));
                rest -= count;
                catalogs.put(profile.slug(), new ProviderCatalog(profile, count, seed, releases));
            } else {
                // Keeps the place in the order; filled when the rest is known.
                catalogs.put(profile.slug(), new ProviderCatalog(profile, 0, seed, releases));
            }
        }
        ProviderCatalog largest = catalogs.get(REMAINDER);
        if (largest != null) {
            catalogs.put(REMAINDER, new ProviderCatalog(largest.profile(), rest, seed, releases));
        }
    }

    private static long share(int models, int totalModels) {
        long scaled = (long) models * totalModels;
        return (scaled + NOMINAL_TOTAL - 1) / NOMINAL_TOTAL;
    }

    /** The catalog of a provider, or null for an unknown slug. */
    public @Nullable ProviderCatalog of(String slug) {
        return catalogs.get(slug);
    }

    /** All catalogs in the order of the profiles. */
    public Collection<ProviderCatalog> all() {
        return catalogs.values();
    }

    /** Ticks applied so far. */
    public synchronized long tick() {
        return tick;
    }

    /** Applies the next ticks. */
    public synchronized void advance(int ticks) {
        for (int i = 0; i < ticks; i++) {
            tick++;
            catalogs.values().forEach(this::evolve);
        }
    }

    /**
     * Changes a share of every provider's models at once, prices by about 30 % at most, limits where there is no price.
     *
     * @return the number of changed models
     */
    public synchronized int change(int percent) {
        tick++;
        int changed = 0;
        for (ProviderCatalog catalog : catalogs.values()) {
            List<SimModel> models = new ArrayList<>();
            int before = changed;
            for (SimModel model : catalog.snapshot().models()) {
                Dice dice = Dice.of(seed, "change", tick, catalog.profile().slug(), model.id());
                boolean hit = model.price().state() != Price.State.DYNAMIC && dice.below(100) < percent;
                models.add(hit ? changed(model, catalog.profile(), PriceMoves.MILD, dice) : model);
                changed += hit ? 1 : 0;
            }
            if (changed > before) {
                catalog.replace(models);
            }
        }
        return changed;
    }

    private void evolve(ProviderCatalog catalog) {
        ProviderProfile profile = catalog.profile();
        boolean states = profile.pricing() != Pricing.NONE;
        int changes = states ? CHANGES_PER_10K_PRICED : CHANGES_PER_10K_UNPRICED;
        List<SimModel> before = catalog.snapshot().models();
        List<SimModel> after = new ArrayList<>(before.size() + 1);
        boolean touched = false;
        for (SimModel model : before) {
            Dice dice = Dice.of(seed, "tick", tick, profile.slug(), model.id());
            int roll = model.price().state() == Price.State.DYNAMIC ? 9_999 : dice.below(10_000);
            if (roll < 5) {
                touched = true;
            } else if (roll < 5 + changes) {
                after.add(changed(model, profile, PriceMoves.MEASURED, dice));
                touched = true;
            } else {
                after.add(model);
            }
        }
        Dice growth = Dice.of(seed, "grow", tick, profile.slug());
        int added = before.size() / 1000 + (growth.permille(before.size() % 1000) ? 1 : 0);
        for (int i = 0; i < added; i++) {
            after.add(growth.below(after.size() + 1), catalog.newModel());
        }
        if (touched || added > 0) {
            catalog.replace(after);
        }
    }

    private static SimModel changed(SimModel model, ProviderProfile profile, PriceMoves moves, Dice dice) {
        boolean amounts = model.priced() || model.price().perUnit() != null;
        if (amounts && profile.pricing() != Pricing.NONE && !dice.permille(100)) {
            return model.at(moves.move(model.price(), dice));
        }
        int context = model.context() == 0 ? 4096 : model.context() + 1024 * dice.between(1, 8);
        return model.limits(context, model.maxOutput() + 512);
    }
}
