package ai.gatewayz.sync.simulator;

import ai.gatewayz.sync.simulator.fault.Fault;
import ai.gatewayz.sync.simulator.fault.Term;
import ai.gatewayz.sync.simulator.model.Dice;
import ai.gatewayz.sync.simulator.model.FleetCatalog;
import ai.gatewayz.sync.simulator.model.ProviderCatalog;
import ai.gatewayz.sync.simulator.model.SimModel;
import ai.gatewayz.sync.simulator.wire.BadQueryException;
import ai.gatewayz.sync.simulator.wire.ErrorStyle;
import ai.gatewayz.sync.simulator.wire.FeedBodies;
import ai.gatewayz.sync.simulator.wire.Listing;
import ai.gatewayz.sync.simulator.wire.PoisonRows;
import ai.gatewayz.sync.simulator.wire.ProviderSpec;
import ai.gatewayz.sync.simulator.wire.Query;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Renders the invented catalog. Answers are kept until the provider's models or the row order change. */
final class GeneratedBodies implements Bodies {
    /** Bounds the memory that price queries with ever other ids can take. */
    private static final int MAX_CACHED = 2_000;

    private final Map<String, ProviderSpec> specs;
    private final FleetCatalog fleet;
    private final Map<String, Cached> cache = new ConcurrentHashMap<>();
    private volatile int order;

    /** An answer and the state it was made from. */
    private record Cached(long version, int order, Body body) {}

    GeneratedBodies(Map<String, ProviderSpec> specs, FleetCatalog fleet) {
        this.specs = specs;
        this.fleet = fleet;
    }

    void order(int newOrder) {
        order = newOrder;
    }

    @Override
    public List<String> slugs() {
        return List.copyOf(specs.keySet());
    }

    @Override
    public int modelCount(String slug) {
        ProviderCatalog catalog = fleet.of(slug);
        return catalog == null ? 0 : catalog.snapshot().models().size();
    }

    @Override
    public Body body(String slug, String path, Query query, @Nullable Fault fault) {
        if (FeedBodies.isFeed(slug)) {
            return feed(slug, fault);
        }
        ProviderSpec spec = specs.get(slug);
        ProviderCatalog catalog = fleet.of(slug);
        if (spec == null || catalog == null) {
            return Body.json(404, ErrorStyle.OPENAI.body(404, "no provider '" + slug + "'"));
        }
        Listing listing = spec.listing(path, query);
        if (listing == null) {
            return spec.listings().isEmpty()
                    ? Body.html(404, "404 Not Found")
                    : Body.json(404, spec.errors().body(404, "no route for " + path));
        }
        try {
            ProviderCatalog.Snapshot snapshot = catalog.snapshot();
            if (fault != null && fault.touchesModels()) {
                return spoilt(listing, rows(spec, snapshot), query, fault);
            }
            return cached(spec, listing, snapshot, query);
        } catch (BadQueryException e) {
            return Body.json(400, spec.errors().body(400, String.valueOf(e.getMessage())));
        }
    }

    private Body cached(ProviderSpec spec, Listing listing, ProviderCatalog.Snapshot snapshot, Query query) {
        String key = spec.slug() + listing.path() + listing.requires() + query.parameters();
        int wanted = order;
        Cached known = cache.get(key);
        if (known != null && known.version() == snapshot.version() && known.order() == wanted) {
            return known.body();
        }
        byte[] bytes = ProviderSpec.render(listing, rows(spec, snapshot), query);
        return keep(key, snapshot.version(), wanted, bytes);
    }

    private Body feed(String slug, @Nullable Fault fault) {
        if (fault != null && fault.touchesModels()) {
            return fault.has(Term.UNIT)
                    ? new Body(200, Body.JSON, renderFeed(slug, fault.unit()))
                    : Body.json(501, ErrorStyle.OPENAI.body(501, "'" + fault + "' needs a provider, not a feed"));
        }
        long version = fleet.tick();
        Cached known = cache.get(slug);
        if (known != null && known.version() == version) {
            return known.body();
        }
        return keep(slug, version, 0, renderFeed(slug, BigDecimal.ONE));
    }

    private byte[] renderFeed(String slug, BigDecimal factor) {
        return FeedBodies.document(slug, fleet, factor);
    }

    private Body keep(String key, long version, int wanted, byte[] bytes) {
        if (cache.size() > MAX_CACHED) {
            cache.clear();
        }
        // White space after the document makes the bytes differ even where there are too few rows to reorder.
        int padding = wanted == 0 ? 0 : 1 + Math.floorMod(wanted, 61);
        byte[] padded = Arrays.copyOf(bytes, bytes.length + padding);
        Arrays.fill(padded, bytes.length, padded.length, (byte) ' ');
        Body body = new Body(200, Body.JSON, padded);
        cache.put(key, new Cached(version, wanted, body));
        return body;
    }

    private List<SimModel> rows(ProviderSpec spec, ProviderCatalog.Snapshot snapshot) {
        List<SimModel> rows = new ArrayList<>(snapshot.models());
        int duplicates = Math.min(spec.profile().duplicates(), rows.size());
        rows.addAll(List.copyOf(rows.subList(0, duplicates)));
        int wanted = order;
        if (wanted != 0) {
            Dice dice = Dice.of(wanted, "order", spec.slug());
            for (int i = rows.size() - 1; i > 0; i--) {
                SimModel moved = rows.get(i);
                int other = dice.below(i + 1);
                rows.set(i, rows.get(other));
                rows.set(other, moved);
            }
        }
        return rows;
    }

    private static Body spoilt(Listing listing, List<SimModel> all, Query query, Fault fault) {
        List<SimModel> rows = new ArrayList<>();
        int keep = 100 - fault.number(Term.SHRINK);
        for (int i = 0; i < all.size(); i++) {
            // Spread over the list, and exactly the share that was asked for.
            if ((long) (i + 1) * keep / 100 > (long) i * keep / 100) {
                SimModel model = all.get(i);
                rows.add(fault.has(Term.UNIT) ? model.at(model.price().times(fault.unit())) : model);
            }
        }
        if (all.isEmpty() || ProviderSpec.asksForLaterPage(listing, query)) {
            return new Body(200, Body.JSON, ProviderSpec.render(listing, rows, query));
        }
        List<String> poison = PoisonRows.of(listing, all, fault.number(Term.POISON));
        if (fault.has(Term.BIG)) {
            byte[] head = ProviderSpec.start(listing, rows, query, poison).getBytes(StandardCharsets.UTF_8);
            Padding padding = new Padding(
                    head,
                    fault.number(Term.BIG) * 1_000_000L,
                    n -> extraRow(listing, all, n),
                    n -> ProviderSpec.end(listing, rows, query, poison.size() + n));
            return Body.padded(padding);
        }
        return new Body(200, Body.JSON, ProviderSpec.render(listing, rows, query, poison));
    }

    private static String extraRow(Listing listing, List<SimModel> models, int number) {
        SimModel model = models.get(number % models.size());
        return ProviderSpec.rowText(listing, model.renamed(model.id() + "-extra-" + number));
    }
}
