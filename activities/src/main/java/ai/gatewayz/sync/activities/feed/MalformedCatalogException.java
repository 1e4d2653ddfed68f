package ai.gatewayz.sync.activities.feed;

import java.io.IOException;

/** The body is not the provider's list: wrong shape, truncated, an error object. Nothing of it may be applied. */
public final class MalformedCatalogException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong and where. */
    public MalformedCatalogException(String message) {
        super(message);
    }

    /** As above, from a parser's complaint; its excerpt of the body is not repeated. */
    public MalformedCatalogException(String message, IOException cause) {
        super(message, cause);
    }
}
