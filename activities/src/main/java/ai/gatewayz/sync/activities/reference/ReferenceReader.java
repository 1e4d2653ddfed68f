package ai.gatewayz.sync.activities.reference;

import java.io.IOException;
import java.io.InputStream;

/** Reads one reference feed as a stream. */
interface ReferenceReader {
    /** Receives the rows of a feed. */
    interface Sink {
        /** A row with a price. */
        void row(ReferenceRow row);

        /** A row whose figures cannot be believed. */
        void refused(String id, String reason);
    }

    /**
     * Reads every row. Rows without a price are passed over.
     *
     * @throws ai.gatewayz.sync.activities.feed.MalformedCatalogException when the body is not the feed's document
     */
    void read(InputStream body, Sink sink) throws IOException;
}
