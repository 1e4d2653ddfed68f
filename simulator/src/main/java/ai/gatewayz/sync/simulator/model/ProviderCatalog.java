package ai.gatewayz.sync.simulator.model;

import ai.gatewayz.sync.simulator.model.ProviderProfile.Pricing;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * One provider's models now. Readers take an immutable {@link Snapshot}; only the fleet's evolution, one thread at a
 * time, replaces it.
 */
public final class ProviderCatalog {
    private static final List<Integer> MARKUPS = List.of(100, 100, 100, 100, 100, 90, 95, 105, 110, 120, 85);
    private static final int LATEST_RELEASE = 1_770_000_000;

    private final ProviderProfile profile;
    private final long seed;
    private final NameSource names;
    private final Set<String> usedIds = new HashSet<>();
    /** Free and batch offerings of a model already given, which follow it as rows of their own. */
    private final Queue<SimModel> twins = new ArrayDeque<>();

    private int nextName;
    private volatile Snapshot snapshot;

    /**
     * The models at one moment.
     *
     * @param version grows with each change
     */
    public record Snapshot(long version, List<SimModel> models) {}

    ProviderCatalog(ProviderProfile profile, int count, long seed, List<BaseModel> releases) {
        this.profile = profile;
        this.seed = seed;
        this.names = new NameSource(profile, seed, releases);
        List<SimModel> models = new ArrayList<>();
        for (String router :
                profile.routers().subList(0, Math.min(count, profile.routers().size()))) {
            models.add(router(router));
            usedIds.add(router);
        }
        while (models.size() < count) {
            models.add(newModel());
        }
        this.snapshot = new Snapshot(0, List.copyOf(models));
    }

    /** Who this is. */
    public ProviderProfile profile() {
        return profile;
    }

    /** The models now. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** Puts other models in place of the present ones. */
    void replace(List<SimModel> models) {
        snapshot = new Snapshot(snapshot.version() + 1, List.copyOf(models));
    }

    /** A model that the provider never had before. */
    SimModel newModel() {
        while (true) {
            SimModel twin = twins.poll();
            SimModel model = twin == null ? offering(names.at(nextName++)) : twin;
            if (usedIds.add(model.id())) {
                return model;
            }
        }
    }

    private SimModel offering(BaseModel base) {
        String id = base.id(profile.idTemplate());
        Dice dice = Dice.of(seed, profile.slug(), id);
        boolean free = base.kind() == Kind.CHAT && dice.permille(profile.freePermille());
        boolean batch = base.kind() == Kind.CHAT && dice.permille(profile.batchPermille());
        boolean freeItself = free && profile.freeSuffix().isEmpty();
        Price price = freeItself ? Price.of(Price.State.FREE) : price(base, dice);
        int maxOutput = Math.min(base.context(), dice.pick(List.of(4096, 8192, 16384, 32768, 65536)));
        long created = LATEST_RELEASE - dice.below(60_000_000);
        SimModel model = new SimModel(id, base, price, base.context(), maxOutput, created, dice.next());
        if (free && !freeItself) {
            twins.add(model.renamed(id + profile.freeSuffix()).at(Price.of(Price.State.FREE)));
        }
        if (batch && model.priced()) {
            twins.add(model.renamed(id + ":batch").at(halved(price)));
        }
        return model;
    }

    private static Price halved(Price price) {
        BigDecimal cacheRead = price.cacheRead();
        return Price.tokens(
                PriceArithmetic.percent(Price.orZero(price.input()), 50, true),
                PriceArithmetic.percent(Price.orZero(price.output()), 50, true),
                cacheRead == null ? null : PriceArithmetic.percent(cacheRead, 50, true));
    }

    private Price price(BaseModel base, Dice dice) {
        int markup = dice.pick(MARKUPS);
        boolean cached = profile.cachePrices() && dice.permille(450);
        boolean perUnit = profile.unitPriced().contains(base.kind()) && !dice.permille(60);
        if (profile.pricing() == Pricing.API && perUnit) {
            return Price.unit(PriceArithmetic.percent(base.input(), markup, false));
        }
        if (profile.supply() != ProviderProfile.Supply.RELEASES) {
            return Price.of(Price.State.UNKNOWN);
        }
        if (base.kind() != Kind.CHAT && base.kind() != Kind.EMBEDDING) {
            return Price.of(Price.State.UNKNOWN);
        }
        BigDecimal input = PriceArithmetic.percent(base.input(), markup, true);
        if (base.kind() == Kind.EMBEDDING) {
            return Price.tokens(input, profile.pricing() == Pricing.API ? input : null, null);
        }
        BigDecimal output = PriceArithmetic.percent(base.output(), markup, true);
        if (dice.permille(profile.unknownPermille())) {
            return Price.of(Price.State.UNKNOWN);
        }
        if (dice.permille(profile.varyingPermille())) {
            return new Price(Price.State.DYNAMIC, input, output, null, null);
        }
        return Price.tokens(input, output, cached ? PriceArithmetic.percent(input, 25, true) : null);
    }

    private SimModel router(String id) {
        BaseModel base = new BaseModel(
                "router",
                "router",
                id.substring(id.indexOf('/') + 1),
                Kind.ROUTER,
                2_000_000,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                true,
                true);
        long salt = Dice.of(seed, profile.slug(), id).next();
        return new SimModel(id, base, Price.of(Price.State.DYNAMIC), 2_000_000, 0, LATEST_RELEASE, salt);
    }
}
