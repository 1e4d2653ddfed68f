package ai.gatewayz.sync.api.syncs;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.SyncReport;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words and numbers of ended syncs; operators' scripts read the sentences, so they never change. */
final class SyncResponses {
    private SyncResponses() {}

    /** Of one provider's sync. */
    public static SyncResponse provider(
            StartedJob job, String slug, @Nullable Long providerId, JobOutcome<ProviderSyncResult> outcome) {
        ProviderSyncResult result = outcome.result();
        if (result == null) {
            return withoutResult(job, "Sync of " + slug, outcome.status(), outcome.error());
        }
        ProviderDetails details = ProviderDetails.of(result, providerId);
        return new SyncResponse(
                details.success(),
                outcome.status().key(),
                prefix(result.dryRun()) + message(details),
                details,
                job.jobId(),
                job.runId());
    }

    private static String message(ProviderDetails details) {
        if (details.success()) {
            return "Synced " + details.modelsSynced() + " models from " + details.provider() + ". Fetched: "
                    + details.modelsFetched() + ", Transformed: " + details.modelsTransformed() + ", Skipped: "
                    + details.modelsSkipped();
        }
        String reason = details.error() == null ? "" : ": " + details.error().message();
        return (details.status().equals(RunOutcome.SKIPPED.key()) ? "Skipped " : "Failed to sync ")
                + details.provider()
                + reason;
    }

    /** Of a catalog sync. */
    public static SyncResponse catalog(
            StartedJob job, JobOutcome<SyncReport> outcome, Map<String, Long> providerIds, Instant now) {
        SyncReport report = outcome.result();
        if (report == null) {
            return withoutResult(job, "Catalog sync", outcome.status(), outcome.error());
        }
        CatalogDetails details = CatalogDetails.of(report, providerIds, now);
        return new SyncResponse(
                details.successfulSyncs() > 0,
                outcome.status().key(),
                prefix(report.dryRun()) + "Processed " + details.providersProcessed() + " providers. Success: "
                        + details.successfulSyncs() + ", Errors: "
                        + (details.failedSyncs() + details.skippedSyncs()) + ". Total synced: "
                        + details.totalModelsSynced() + " models",
                details,
                job.jobId(),
                job.runId());
    }

    private static String prefix(boolean dryRun) {
        return dryRun ? "[DRY RUN] " : "";
    }

    private static SyncResponse withoutResult(
            StartedJob job, String what, JobStatus status, @Nullable SyncError error) {
        Object details = error == null ? Map.of() : Map.of("error", error);
        return new SyncResponse(
                false,
                status.key(),
                what + " ended as " + status.key().replace('_', ' ') + (error == null ? "" : ": " + error.message()),
                details,
                job.jobId(),
                job.runId());
    }
}
