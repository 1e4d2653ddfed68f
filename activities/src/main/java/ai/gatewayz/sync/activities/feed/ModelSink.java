package ai.gatewayz.sync.activities.feed;

import ai.gatewayz.sync.catalog.change.ListShape;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import java.time.Instant;
import java.util.List;

/** Where a feed puts what it reads. */
public interface ModelSink {
    /** A model, with the price values of it that were refused. */
    void accept(CatalogModel model, List<PriceRefusal> refusals);

    /** A record that was not taken; {@code detail} names it and may be shown to operators. */
    void skip(SkipReason reason, String detail);

    /** How many records the provider says that its whole list has. */
    void declareTotal(long records);

    /** When the list was told: what was over by then is no price any more. */
    default Instant toldAt() {
        return Instant.now();
    }

    /** What the records looked like, told once after the last one. */
    default void shape(ListShape shape) {}
}
