package ai.gatewayz.sync.api.prices;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.prices.PriceQueries.AskedModel;
import ai.gatewayz.sync.api.prices.PriceQueries.ModelRef;
import ai.gatewayz.sync.api.prices.PriceQueries.ServedOf;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.ledger.PriceList;
import ai.gatewayz.sync.ledger.PriceTracks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Finds the prices of many usages with a few queries, as one snapshot of the database. */
final class ManyPrices {
    /** Models whose histories are in memory at once. */
    private static final int BATCH = 500;

    /** Searching for ids that are close takes a while each time. */
    private static final int MOST_SUGGESTED = 20;

    /** A usage and its place in the order. */
    record Asked(int index, QuotedUsage usage) {}

    /** A model and the price that counts. */
    record Answer(ModelRef model, Pricing pricing) {}

    private record Name(String slug, String modelId) {}

    private final ProviderDirectory directory;
    private final BiFunction<String, String, List<String>> near;
    private final BiConsumer<Asked, Answer> found;
    private final BiConsumer<Asked, ApiException> missing;

    ManyPrices(
            ProviderDirectory directory,
            BiFunction<String, String, List<String>> near,
            BiConsumer<Asked, Answer> found,
            BiConsumer<Asked, ApiException> missing) {
        this.directory = directory;
        this.near = near;
        this.found = found;
        this.missing = missing;
    }

    /** Hands each usage over once, with its price or with why there is none. */
    void price(Jdbi jdbi, List<Asked> asked) {
        Map<Name, List<Asked>> byName = byName(asked);
        List<Map.Entry<Name, List<Asked>>> unknown = new ArrayList<>();
        jdbi.useTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            List<Map.Entry<Name, List<Asked>>> names = new ArrayList<>(byName.entrySet());
            for (int begin = 0; begin < names.size(); begin += BATCH) {
                unknown.addAll(price(handle, names.subList(begin, Math.min(names.size(), begin + BATCH))));
            }
        });
        int suggested = 0;
        for (Map.Entry<Name, List<Asked>> entry : unknown) {
            Name name = entry.getKey();
            List<String> close = suggested++ < MOST_SUGGESTED ? near.apply(name.slug(), name.modelId()) : List.of();
            ApiException failure = ApiException.noModel(name.slug(), name.modelId(), close);
            entry.getValue().forEach(usage -> missing.accept(usage, failure));
        }
    }

    private Map<Name, List<Asked>> byName(List<Asked> asked) {
        Map<String, Optional<String>> slugs = new HashMap<>();
        Map<Name, List<Asked>> byName = new LinkedHashMap<>();
        for (Asked usage : asked) {
            String provider = usage.usage().provider();
            Optional<String> slug =
                    slugs.computeIfAbsent(provider, name -> directory.find(name).map(known -> known.slug()));
            if (slug.isEmpty()) {
                missing.accept(usage, ApiException.notFound("provider " + ApiException.shown(provider)));
            } else {
                byName.computeIfAbsent(
                                new Name(slug.orElseThrow(), usage.usage().model()), name -> new ArrayList<>())
                        .add(usage);
            }
        }
        return byName;
    }

    /** Those of the names that are no model's. */
    private List<Map.Entry<Name, List<Asked>>> price(Handle handle, List<Map.Entry<Name, List<Asked>>> names) {
        PriceQueries queries = handle.attach(PriceQueries.class);
        Map<Name, ModelRef> models = new HashMap<>();
        for (AskedModel model : queries.models(
                names.stream().map(n -> n.getKey().slug()).toArray(String[]::new),
                names.stream().map(n -> n.getKey().modelId()).toArray(String[]::new))) {
            models.put(new Name(model.providerSlug(), model.asked()), model.ref());
        }
        List<Long> rows = models.values().stream().map(ModelRef::row).toList();
        Map<Long, Pricing> served = new HashMap<>();
        for (ServedOf price : queries.servedOf(rows.toArray(Long[]::new))) {
            served.put(price.row(), PriceList.read(price.state(), price.basis(), price.components(), price.unread()));
        }
        boolean onlyNow = names.stream()
                .flatMap(n -> n.getValue().stream())
                .allMatch(u -> u.usage().at() == null && u.usage().asKnownAt() == null);
        PriceTracks tracks = PriceTracks.load(handle, onlyNow ? List.of() : rows);
        List<Map.Entry<Name, List<Asked>>> unknown = new ArrayList<>();
        for (Map.Entry<Name, List<Asked>> name : names) {
            ModelRef model = models.get(name.getKey());
            if (model == null) {
                unknown.add(name);
            } else {
                name.getValue()
                        .forEach(
                                usage -> found.accept(usage, new Answer(model, pricing(usage, model, served, tracks))));
            }
        }
        return unknown;
    }

    private static Pricing pricing(Asked asked, ModelRef model, Map<Long, Pricing> served, PriceTracks tracks) {
        Instant at = asked.usage().at();
        Instant known = asked.usage().asKnownAt();
        if (at == null && known == null) {
            return served.getOrDefault(model.row(), Pricing.unknown("absent"));
        }
        return tracks.valid(model.row(), at == null ? Instant.now() : at, known)
                .orElseGet(() -> Pricing.unknown("not_recorded"));
    }
}
