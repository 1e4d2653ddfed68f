package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.feed.ModelSink;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import java.io.InputStream;
import java.util.List;

/** A list that is already read: it hands over models, then skips. */
public record FakeFeed(List<CatalogModel> models, int badRecords, long declaredTotal) implements ModelFeed {
    /** A list of just these models. */
    public static FakeFeed of(CatalogModel... models) {
        return new FakeFeed(List.of(models), 0, -1);
    }

    /** The same list with unreadable records. */
    public FakeFeed withBad(int records) {
        return new FakeFeed(models, records, declaredTotal);
    }

    /** The same list whose provider says how many records there are. */
    public FakeFeed withDeclared(long total) {
        return new FakeFeed(models, badRecords, total);
    }

    @Override
    public void read(InputStream body, int pages, ModelSink sink) {
        models.forEach(model -> sink.accept(model, List.of()));
        for (int record = 0; record < badRecords; record++) {
            sink.skip(SkipReason.BAD_RECORD, "record " + record);
        }
        if (declaredTotal >= 0) {
            sink.declareTotal(declaredTotal);
        }
    }

    @Override
    public List<PriceField> priceFields() {
        return List.of();
    }
}
