package ai.gatewayz.sync.bench;

import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.feed.ModelSink;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.Modalities;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import java.io.InputStream;
import java.util.List;
import java.util.TreeMap;

/**
 * Models out of a counter.
 *
 * @param changedPercent share of the models whose price depends on {@code variant}
 */
record SyntheticFeed(int models, int changedPercent, long variant) implements ModelFeed {
    @Override
    public void read(InputStream body, int pages, ModelSink sink) {
        int changed = models * changedPercent / 100;
        for (int i = 0; i < models; i++) {
            long price = i < changed ? 1000 + variant : 1000;
            sink.accept(
                    new CatalogModel(
                            "bench/model-" + i,
                            "bench/model-" + i,
                            "Model " + i,
                            "A model that exists for the benchmark only",
                            131_072L,
                            8_192L,
                            Modalities.UNDECLARED,
                            Capabilities.UNDECLARED,
                            null,
                            null,
                            new TreeMap<>(),
                            new PricingBuilder()
                                    .add(PriceKind.INPUT, PriceUnit.USD_E10_PER_TOKEN, Long.toString(price))
                                    .add(PriceKind.OUTPUT, PriceUnit.USD_E10_PER_TOKEN, Long.toString(4 * price))
                                    .build()),
                    List.of());
        }
    }

    @Override
    public List<PriceField> priceFields() {
        return List.of();
    }
}
