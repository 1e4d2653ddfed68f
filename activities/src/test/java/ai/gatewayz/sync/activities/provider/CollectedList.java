package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.feed.ModelSink;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Everything that a feed made of one body. */
final class CollectedList implements ModelSink {
    final List<CatalogModel> models = new ArrayList<>();
    final List<List<PriceRefusal>> refusals = new ArrayList<>();
    final Map<SkipReason, Integer> skips = new EnumMap<>(SkipReason.class);
    final List<Long> totals = new ArrayList<>();

    static CollectedList read(ModelFeed feed, String body) throws IOException {
        return read(feed, body.getBytes(StandardCharsets.UTF_8), 1);
    }

    static CollectedList read(ModelFeed feed, byte[] body, int pages) throws IOException {
        CollectedList list = new CollectedList();
        feed.read(new ByteArrayInputStream(body), pages, list);
        return list;
    }

    @Override
    public void accept(CatalogModel model, List<PriceRefusal> refused) {
        models.add(model);
        refusals.add(refused);
    }

    /** The day of the samples, so that the dates in them do not go by. */
    @Override
    public Instant toldAt() {
        return Instant.parse("2026-11-21T00:00:00Z");
    }

    @Override
    public void skip(SkipReason reason, String detail) {
        skips.merge(reason, 1, Integer::sum);
    }

    @Override
    public void declareTotal(long records) {
        totals.add(records);
    }

    CatalogModel model(String id) {
        return models.stream()
                .filter(m -> m.providerModelId().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no model " + id));
    }

    int skipped() {
        return skips.values().stream().mapToInt(Integer::intValue).sum();
    }

    int components() {
        return models.stream().mapToInt(m -> m.pricing().components().size()).sum();
    }
}
