package ai.gatewayz.sync.workflows.model;

import java.util.List;

/** Where a catalog sync is. */
public record SyncProgress(int done, int total, List<ProviderProgress> providers) {}
