package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.workflows.model.SyncKind;

/**
 * A provider's list that is to be compared with its stored offerings.
 *
 * @param key what the differences are staged under
 * @param feed reads the list
 * @param kind of a {@code PRICES} sync only prices of stored models are staged
 * @param pages how many pages the list has
 * @param isFirstAlone whether it is the first of the provider's two lists, without the second one
 */
public record Comparison(
        long providerId,
        String key,
        Provider provider,
        ModelFeed feed,
        SyncKind kind,
        int pages,
        boolean isFirstAlone) {
    /** A whole list. */
    public Comparison(long providerId, String key, Provider provider, ModelFeed feed, SyncKind kind, int pages) {
        this(providerId, key, provider, feed, kind, pages, false);
    }
}
