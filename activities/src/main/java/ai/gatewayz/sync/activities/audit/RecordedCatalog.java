package ai.gatewayz.sync.activities.audit;

import ai.gatewayz.sync.activities.audit.StoredCatalog.Offering;
import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.feed.ModelSink;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.ReferenceFeeds;
import ai.gatewayz.sync.activities.reference.ReferenceFeed;
import ai.gatewayz.sync.activities.reference.ReferenceIndex;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.activities.reference.ReferencePrices;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Bodies that providers and feeds once sent, in a folder: {@code <slug>.json}, and below {@code feeds} files that begin
 * with a feed's slug; a feed without one says nothing.
 */
public final class RecordedCatalog {
    private final Path folder;
    private final List<Provider> providers;

    /** The recordings of a folder. */
    public RecordedCatalog(Path folder, List<Provider> providers) {
        this.folder = folder;
        this.providers = providers;
    }

    /** Puts every recorded provider on a card. */
    public void fill(Scorecard card) throws IOException {
        Map<String, ReferenceKeys> keys = ReferenceFeeds.keys(providers);
        Map<ReferenceFeed, ReferenceIndex> indexes = new EnumMap<>(ReferenceFeed.class);
        for (ReferenceFeed feed : ReferenceFeed.values()) {
            indexes.put(feed, index(feed, keys));
        }
        for (Provider provider : providers) {
            Path file = folder.resolve(provider.slug() + ".json");
            ModelFeed feed = provider.feed();
            ReferenceKeys known = provider.references();
            if (feed == null || !Files.isRegularFile(file)) {
                continue;
            }
            List<Offering> offerings = offerings(feed, file);
            card.addUnread(provider, offerings);
            if (known != null) {
                card.add(provider, offerings, ReferencePrices.of(provider.slug().value(), known, indexes));
            }
        }
    }

    private ReferenceIndex index(ReferenceFeed feed, Map<String, ReferenceKeys> keys) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("feeds"))) {
            Optional<Path> recorded = files.filter(
                            f -> String.valueOf(f.getFileName()).startsWith(feed.slug()))
                    .sorted()
                    .findFirst();
            if (recorded.isEmpty()) {
                return new ReferenceIndex();
            }
            try (InputStream body = Files.newInputStream(recorded.orElseThrow())) {
                return feed.read(body, keys);
            }
        }
    }

    private static List<Offering> offerings(ModelFeed feed, Path file) throws IOException {
        Map<String, Offering> offerings = new TreeMap<>();
        try (InputStream body = Files.newInputStream(file)) {
            feed.read(body, 1, new ModelSink() {
                /** A recording does not say when it was made: nothing in it is over. */
                @Override
                public Instant toldAt() {
                    return Instant.EPOCH;
                }

                @Override
                public void accept(CatalogModel model, List<PriceRefusal> refusals) {
                    offerings.putIfAbsent(
                            model.providerModelId(),
                            new Offering(model.providerModelId(), model.metadata(), model.pricing(), "recorded"));
                }

                @Override
                public void skip(SkipReason reason, String detail) {}

                @Override
                public void declareTotal(long total) {}
            });
        }
        return List.copyOf(offerings.values());
    }
}
