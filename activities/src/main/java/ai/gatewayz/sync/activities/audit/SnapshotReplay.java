package ai.gatewayz.sync.activities.audit;

import ai.gatewayz.sync.activities.feed.MalformedCatalogException;
import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.feed.ModelSink;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.ProviderRegistry;
import ai.gatewayz.sync.activities.stage.PriceLine;
import ai.gatewayz.sync.activities.vault.SnapshotVault;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads stored bodies with the present code and compares what comes out with the prices that were recorded from them.
 * Changes nothing. Prices that feeds or operators told are not in a body, so they are left out.
 */
public final class SnapshotReplay {
    /** A recorded price that the present code would not record. */
    public record Difference(String provider, String providerModelId, String sha256, String recorded, String now) {}

    /**
     * What was compared.
     *
     * @param differing prices that the present code would not record
     * @param differences the first of them
     * @param unreadable bodies that the present code refuses, as {@code slug sha: reason}
     */
    public record Report(
            long snapshots, long prices, long differing, List<Difference> differences, List<String> unreadable) {
        /** Whether everything would be recorded as it was. */
        public boolean isClean() {
            return differing == 0 && unreadable.isEmpty();
        }
    }

    private final ProviderRegistry registry;
    private final RecordedPrices history;
    private final SnapshotVault vault;

    /** A replay over its collaborators. */
    public SnapshotReplay(ProviderRegistry registry, RecordedPrices history, SnapshotVault vault) {
        this.registry = registry;
        this.history = history;
        this.vault = vault;
    }

    /** Replays the bodies that were fetched since an instant by the providers that are wanted. */
    public Report run(Instant since, Predicate<String> wanted) {
        return run(since, wanted, Integer.MAX_VALUE);
    }

    /**
     * The same.
     *
     * @param wanted is asked before each body
     * @param kept at most so many differences are kept, the others counted
     */
    public Report run(Instant since, Predicate<String> wanted, int kept) {
        long differing = 0;
        long snapshots = 0;
        long prices = 0;
        List<Difference> differences = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (RecordedPrices.Snapshot snapshot : history.snapshots(since)) {
            ModelFeed feed =
                    registry.find(snapshot.provider()).map(Provider::feed).orElse(null);
            if (feed == null || !wanted.test(snapshot.provider())) {
                continue;
            }
            snapshots++;
            try {
                List<Difference> found = new ArrayList<>();
                prices += compare(snapshot, read(snapshot, feed), found);
                differing += found.size();
                found.stream().limit(kept - differences.size()).forEach(differences::add);
            } catch (IOException e) {
                unreadable.add(snapshot.provider() + " " + snapshot.sha256().substring(0, 12) + ": " + e.getMessage());
            }
        }
        return new Report(snapshots, prices, differing, differences, unreadable);
    }

    private Map<String, String> read(RecordedPrices.Snapshot snapshot, ModelFeed feed) throws IOException {
        Optional<InputStream> body = vault.open(snapshot.providerId(), snapshot.sha256());
        if (body.isEmpty()) {
            throw new MalformedCatalogException("the body is no longer in the vault");
        }
        Map<String, String> prices = new HashMap<>();
        try (InputStream decoded = body.orElseThrow()) {
            feed.read(decoded, snapshot.pages(), new ModelSink() {
                @Override
                public void accept(CatalogModel model, List<PriceRefusal> refusals) {
                    prices.putIfAbsent(model.providerModelId(), PriceLine.of(model.pricing()));
                }

                @Override
                public Instant toldAt() {
                    return snapshot.fetchedAt();
                }

                @Override
                public void skip(SkipReason reason, String detail) {}

                @Override
                public void declareTotal(long total) {}
            });
        }
        return prices;
    }

    private long compare(RecordedPrices.Snapshot snapshot, Map<String, String> now, List<Difference> differences) {
        String own = "provider:" + snapshot.provider();
        long compared = 0;
        Map<String, List<RecordedPrices.Recorded>> recorded = new TreeMap<>(history.recorded(snapshot));
        for (Map.Entry<String, List<RecordedPrices.Recorded>> entry : recorded.entrySet()) {
            // The last reading of a body is the one that stands; earlier ones were corrected by it.
            RecordedPrices.Recorded last = entry.getValue().get(entry.getValue().size() - 1);
            if (!last.source().equals(own)) {
                continue;
            }
            compared++;
            String before = PriceLine.of(last.state(), last.components(), last.unread());
            @Nullable String after = now.get(entry.getKey());
            if (!before.equals(after)) {
                differences.add(new Difference(
                        snapshot.provider(),
                        entry.getKey(),
                        snapshot.sha256(),
                        before,
                        after == null ? "not in the list" : after));
            }
        }
        return compared;
    }
}
