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
 */
public record Comparison(long providerId, String key, Provider provider, ModelFeed feed, SyncKind kind, int pages) {}
