package ai.gatewayz.sync.api.prices;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.prices.PriceQueries.ImportedPrice;
import ai.gatewayz.sync.api.prices.PriceQueries.ModelRef;
import ai.gatewayz.sync.api.prices.PriceQueries.ReferenceName;
import ai.gatewayz.sync.api.prices.PriceQueries.ReferenceRow;
import ai.gatewayz.sync.api.prices.PriceQueries.ServedPrice;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.reference.ReferenceAliases;
import ai.gatewayz.sync.ledger.PriceHistory;
import ai.gatewayz.sync.ledger.PriceHistory.Row;
import ai.gatewayz.sync.ledger.PriceList;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Looks prices up: what holds now, what held at some time by what was known at some time, and every change. */
public final class PriceBook {
    private final Jdbi jdbi;
    private final PriceHistory history;
    private final ProviderDirectory directory;
    private final BiFunction<String, String, List<String>> near;

    /**
     * Over a database.
     *
     * @param near the ids that are most like one that a provider does not have
     */
    public PriceBook(Jdbi jdbi, ProviderDirectory directory, BiFunction<String, String, List<String>> near) {
        this.jdbi = jdbi;
        this.near = near;
        history = new PriceHistory(jdbi);
        this.directory = directory;
    }

    /** A model of a provider, by slug or alias, or 404. */
    public ModelRef require(String provider, String modelId) {
        String slug = directory.require(provider).slug();
        boolean strange = modelId.length() > 512
                || modelId.codePoints()
                        .anyMatch(c -> Character.isISOControl(c) || c == 0xfffd || c >= 0xd800 && c <= 0xdfff);
        Optional<ModelRef> found = strange
                ? Optional.empty()
                : jdbi.withExtension(PriceQueries.class, queries -> queries.model(slug, modelId));
        return found.orElseThrow(
                () -> ApiException.noModel(slug, modelId, strange ? List.of() : near.apply(slug, modelId)));
    }

    /** Hands each of many usages over once, with its price or with why it has none. */
    void price(
            List<ManyPrices.Asked> asked,
            BiConsumer<ManyPrices.Asked, ManyPrices.Answer> found,
            BiConsumer<ManyPrices.Asked, ApiException> missing) {
        new ManyPrices(directory, near, found, missing).price(jdbi, asked);
    }

    /** What holds at an instant, by what was known at another; null is now. Empty when nothing was known. */
    public Optional<Row> row(ModelRef model, @Nullable Instant at, @Nullable Instant known) {
        if (at == null && known == null) {
            return history.current(model.row());
        }
        Instant then = at == null ? Instant.now() : at;
        return known == null ? history.valid(model.row(), then) : history.valid(model.row(), then, known);
    }

    /** The price that is served now. */
    public Pricing served(ModelRef model) {
        Optional<ServedPrice> price = jdbi.withExtension(PriceQueries.class, queries -> queries.served(model.row()));
        return price.map(p -> PriceList.read(p.state(), p.basis(), p.components(), p.unread()))
                .orElseGet(() -> Pricing.unknown("absent"));
    }

    /** The price that held at an instant, as known now; unknown when the ledger says nothing. */
    public Pricing at(ModelRef model, Instant at) {
        return row(model, at, null).map(Row::pricing).orElseGet(() -> Pricing.unknown("not_recorded"));
    }

    /** What the system that was replaced said of a model, newest first. */
    List<ImportedPrice> imported(ModelRef model, int limit) {
        return jdbi.withExtension(PriceQueries.class, queries -> queries.imported(model.row(), limit));
    }

    /** What independent feeds say of a model, by feed. */
    List<ReferenceAliases.Found<ReferenceRow>> references(ModelRef model) {
        return jdbi.withExtension(PriceQueries.class, queries -> queries.referenceName(model.row())
                .map(name -> references(queries, name))
                .orElse(List.of()));
    }

    private static List<ReferenceAliases.Found<ReferenceRow>> references(PriceQueries queries, ReferenceName name) {
        List<ReferenceAliases.Candidate> keys = ReferenceAliases.of(
                name.slug(), name.idPrefix(), name.providerModelId(), name.aliasOf(), name.aliases());
        Map<String, List<ReferenceRow>> rows = queries
                .references(
                        name.slug(),
                        keys.stream().map(ReferenceAliases.Candidate::key).toArray(String[]::new))
                .stream()
                .collect(Collectors.groupingBy(ReferenceRow::key));
        return ReferenceAliases.find(keys, key -> rows.getOrDefault(key, List.of()), ReferenceRow::feed);
    }

    /** Changes of a model's price, newest first. */
    public List<Row> history(ModelRef model, long before, int limit) {
        return history.changes(model.row(), before, limit);
    }
}
