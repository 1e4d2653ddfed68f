package ai.gatewayz.sync.worker;

import ai.gatewayz.sync.activities.runs.RefreshRequests;
import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;

/**
 * Starts the one further sync that events during a sync ask for. A request is done when a sync was started after it; while
 * one still runs it stays, however many events there were.
 */
final class Refresher {
    private final RefreshRequests requests;
    private final SyncLauncher launcher;

    Refresher(RefreshRequests requests, SyncLauncher launcher) {
        this.requests = requests;
        this.launcher = launcher;
    }

    void tick() {
        for (RefreshRequests.Request request : requests.list()) {
            StartedJob job = launcher.startProvider(new ProviderSyncRequest(
                    request.providerSlug(), SyncKind.FULL, false, SyncTrigger.WEBHOOK.key(), null, false));
            if (!job.alreadyRunning()) {
                requests.done(request);
            }
        }
        requests.expireDeliveries();
    }
}
