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
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Models out of a counter, made before anything is measured. */
final class SyntheticFeed implements ModelFeed {
    /** In 1e-10 USD per token. */
    static final long USUAL_PRICE = 1_000;

    private final List<CatalogModel> list = new ArrayList<>();

    /** A feed in which so many percent of the models cost {@code changedPrice}, and all others what they always cost. */
    SyntheticFeed(int models, int changedPercent, long changedPrice) {
        int changed = models * changedPercent / 100;
        for (int i = 0; i < models; i++) {
            long price = i < changed ? changedPrice : USUAL_PRICE;
            list.add(new CatalogModel(
                    "bench/model-" + i,
                    "bench/model-" + i,
                    "Model " + i,
                    "A model that exists for the benchmark only",
                    null,
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
                            .build()));
        }
    }

    @Override
    public void read(InputStream body, int pages, ModelSink sink) {
        list.forEach(model -> sink.accept(model, List.of()));
    }

    @Override
    public List<PriceField> priceFields() {
        return List.of();
    }
}
