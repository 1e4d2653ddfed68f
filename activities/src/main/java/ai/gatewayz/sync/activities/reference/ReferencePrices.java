package ai.gatewayz.sync.activities.reference;

import ai.gatewayz.sync.activities.reference.ReferenceDao.ScopedPrice;
import ai.gatewayz.sync.catalog.model.ModelKind;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.reference.ReferenceAliases;
import ai.gatewayz.sync.catalog.reference.ReferencePrice;
import ai.gatewayz.sync.ledger.PriceList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the reference feeds say about one provider's offerings. Immutable. */
public final class ReferencePrices {
    private static final String BASIS = "reference";

    /** A feed's row. */
    private record Row(
            String feed, String referenceId, @Nullable ModelKind kind, Pricing pricing) {}

    private final String provider;
    private final long version;
    private final String idPrefix;
    private final Map<String, List<Row>> rows;

    private ReferencePrices(String provider, long version, String idPrefix, Map<String, List<Row>> rows) {
        this.provider = provider;
        this.version = version;
        this.idPrefix = idPrefix;
        this.rows = rows;
    }

    /** Nobody says anything. */
    public static ReferencePrices none() {
        return new ReferencePrices("", 0, "", Map.of());
    }

    /** What feeds say that were just read, by the feed. */
    public static ReferencePrices of(String provider, ReferenceKeys keys, Map<ReferenceFeed, ReferenceIndex> indexes) {
        Map<String, List<Row>> rows = new HashMap<>();
        indexes.forEach((feed, index) -> index.rows().forEach((key, row) -> {
            if (key.provider().equals(provider)) {
                rows.computeIfAbsent(key.id(), id -> new ArrayList<>(2))
                        .add(new Row(feed.slug(), row.id(), row.kind(), row.pricing()));
            }
        }));
        return new ReferencePrices(provider, 0, keys.idPrefix(), rows);
    }

    /** Reads all that is known of a provider's offerings; the connection must not be in a COPY. */
    public static ReferencePrices load(Handle handle, String provider) {
        long version = 0;
        String prefix = "";
        Map<String, List<Row>> rows = new HashMap<>();
        for (ScopedPrice price : handle.attach(ReferenceDao.class).scopedPrices(provider)) {
            version = price.version();
            prefix = price.idPrefix();
            if (price.feed() != null && price.referenceKey() != null) {
                rows.computeIfAbsent(price.referenceKey(), key -> new ArrayList<>(2))
                        .add(row(price));
            }
        }
        return new ReferencePrices(provider, version, prefix, rows);
    }

    private static Row row(ScopedPrice price) {
        return new Row(
                Objects.requireNonNull(price.feed()),
                Objects.requireNonNull(price.referenceId()),
                price.kind() == null ? null : ModelKind.ofWord(price.kind()).orElse(null),
                PriceList.read(PriceState.PRICED.key(), BASIS, Objects.requireNonNull(price.components()), "[]"));
    }

    /** The provider that they are about. */
    public String provider() {
        return provider;
    }

    /** Number that moves when any of them changes. */
    public long version() {
        return version;
    }

    /** What each feed that knows an offering says of it, models.dev first; empty when none does. */
    public List<ReferencePrice> of(String providerModelId) {
        return of(providerModelId, Map.of());
    }

    /** The same, also by the aliases that the provider's own list tells. */
    public List<ReferencePrice> of(String providerModelId, Map<String, String> metadata) {
        if (rows.isEmpty()) {
            return List.of();
        }
        return ReferenceAliases.find(
                        candidates(providerModelId, metadata), key -> rows.getOrDefault(key, List.of()), Row::feed)
                .stream()
                .map(found -> new ReferencePrice(
                        found.row().feed(),
                        found.row().referenceId(),
                        found.rule(),
                        found.row().pricing()))
                .sorted(Comparator.comparing(ReferencePrice::feed).reversed())
                .toList();
    }

    /** What a feed that knows an offering says that it is for; the closest name that a feed has a word for decides. */
    public Optional<ModelKind> kind(String providerModelId, Map<String, String> metadata) {
        return rows.isEmpty()
                ? Optional.empty()
                : candidates(providerModelId, metadata).stream()
                        .flatMap(candidate -> rows.getOrDefault(candidate.key(), List.of()).stream())
                        .map(Row::kind)
                        .filter(Objects::nonNull)
                        .findFirst();
    }

    private List<ReferenceAliases.Candidate> candidates(String providerModelId, Map<String, String> metadata) {
        return ReferenceAliases.of(
                provider,
                idPrefix,
                providerModelId,
                metadata.getOrDefault("alias_of", metadata.get("alias_target")),
                metadata.get("aliases"));
    }
}
