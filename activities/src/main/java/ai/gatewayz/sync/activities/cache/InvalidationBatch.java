package ai.gatewayz.sync.activities.cache;

import java.util.List;

/**
 * What a target is to forget next.
 *
 * @param lastId the newest outbox row in it
 * @param isCatalogWide whether lists over the whole catalog are stale too
 * @param generation the catalog's generation after the newest change in it
 */
record InvalidationBatch(long lastId, List<String> tags, boolean isCatalogWide, long generation) {}
