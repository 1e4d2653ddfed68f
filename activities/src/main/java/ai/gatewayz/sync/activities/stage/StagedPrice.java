package ai.gatewayz.sync.activities.stage;

import java.util.Map;

/**
 * A price that was staged and is to be judged.
 *
 * @param metadata the model's, for the aliases that reference feeds may know it by
 */
record StagedPrice(String providerModelId, Map<String, String> metadata, SourcedPrice price) {}
