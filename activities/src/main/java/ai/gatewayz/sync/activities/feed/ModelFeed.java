package ai.gatewayz.sync.activities.feed;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads one provider's list of models, as a stream, in the unit that the provider declares for each price field. */
public interface ModelFeed {
    /**
     * Reads every record.
     *
     * @param body the decoded pages one after the other
     * @param pages how many documents the body must hold, no more and no fewer
     * @param sink receives models and skips in the order of the body
     * @throws MalformedCatalogException when the body is not the provider's documented list
     */
    void read(InputStream body, int pages, ModelSink sink) throws IOException;

    /** Whether the provider has two lists of which the second one tells prices, so that without it they are not known. */
    default boolean isPricedBySecondList() {
        return false;
    }

    /** The price fields that are read and their units; empty when the provider quotes no price. */
    List<PriceField> priceFields();
}
