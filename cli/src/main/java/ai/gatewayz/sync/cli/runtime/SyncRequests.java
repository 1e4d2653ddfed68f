package ai.gatewayz.sync.cli.runtime;

import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.util.List;
import java.util.Map;

/** Requests for syncs that this process starts by itself. */
public final class SyncRequests {
    private static final int MOST_AT_A_TIME = 64;

    private SyncRequests() {}

    /** A full sync with as many providers at a time as {@code PROVIDER_CONCURRENCY} says. */
    public static CatalogSyncRequest of(
            Map<String, String> environment, List<String> slugs, boolean dryRun, SyncTrigger trigger) {
        int parallelism = new EnvironmentReader(environment)
                .number("PROVIDER_CONCURRENCY", CatalogSyncRequest.DEFAULT_PARALLELISM, 1, MOST_AT_A_TIME);
        return new CatalogSyncRequest(SyncKind.FULL, slugs, dryRun, trigger.key(), parallelism);
    }
}
