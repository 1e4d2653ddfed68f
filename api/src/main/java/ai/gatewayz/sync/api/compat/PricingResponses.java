package ai.gatewayz.sync.api.compat;

import ai.gatewayz.sync.api.compat.PricingQueries.HistoryRow;
import ai.gatewayz.sync.api.compat.PricingQueries.LedgerRow;
import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answers of pricing syncs. */
final class PricingResponses {
    /** Most price changes that are listed of one provider. */
    public static final int MOST_CHANGES = PriceChanges.MOST;

    private PricingResponses() {}

    /** What a dry run would do. */
    public record DryRun(
            String type,
            String status,
            boolean changesWouldBeMade,
            DryRunTotals summary,
            Map<String, PriceStats> results,
            String jobId,
            String runId) {}

    /** The sums of a dry run; new are prices of models that had none, among the changes that are listed. */
    public record DryRunTotals(int providers, long totalUpdates, long totalNew, long totalHeld) {}

    /** What a sync of many did. */
    public record PricingRun(
            String status,
            Instant timestamp,
            long providersSynced,
            long totalModelsUpdated,
            long totalErrors,
            Map<String, PriceStats> results,
            @Nullable SyncError error,
            String jobId,
            String runId) {}

    /** What a sync of one did. */
    public record ProviderRun(
            String provider,
            boolean dryRun,
            String status,
            long modelsUpdated,
            long modelsSkipped,
            List<?> priceChanges,
            List<SyncError> errors,
            String jobId,
            String runId) {}

    /** Stats of a run that is not in the log: a dry run, or one that was skipped. */
    public static PriceStats planned(
            ProviderSyncResult result, @Nullable Instant start, @Nullable Instant end, @Nullable String triggeredBy) {
        return stats(
                result,
                new RunTimes(start, end, result.durationMillis(), triggeredBy),
                PriceChanges.ofPlan(result.changes()));
    }

    /** Stats of a run with its row in the log and its entries in the ledger. */
    public static PriceStats done(ProviderSyncResult result, HistoryRow row, List<LedgerRow> ledger) {
        return stats(
                result,
                new RunTimes(row.syncStartedAt(), row.syncCompletedAt(), row.durationMs(), row.triggeredBy()),
                PriceChanges.ofLedger(ledger));
    }

    /** When, how long and for whom. */
    private record RunTimes(
            @Nullable Instant start,
            @Nullable Instant end,
            long millis,
            @Nullable String triggeredBy) {}

    private static PriceStats stats(ProviderSyncResult result, RunTimes frame, List<PriceChanges.ModelPrices> changes) {
        SyncCounts counts = result.counts();
        List<SyncError> errors = Optional.ofNullable(result.error()).stream().toList();
        return new PriceStats(
                result.provider(),
                result.dryRun(),
                frame.triggeredBy(),
                frame.start(),
                frame.end(),
                frame.millis(),
                status(result.status()),
                counts.fetched(),
                counts.priceChanges(),
                counts.skipped(),
                Math.max(0, counts.transformed() - counts.priceChanges() - counts.heldChanges()),
                counts.heldChanges(),
                result.status() == RunOutcome.FAILED ? 1 : 0,
                errors,
                changes.stream().limit(MOST_CHANGES).toList());
    }

    private static String status(RunOutcome status) {
        return switch (status) {
            case SYNCED, NOT_MODIFIED -> "success";
            case SKIPPED -> "skipped";
            case FAILED, CANCELLED -> "failed";
        };
    }

    /** Of a dry run that ended. */
    public static DryRun dryRun(StartedJob job, JobStatus status, Map<String, PriceStats> stats) {
        long updates =
                stats.values().stream().mapToLong(PriceStats::modelsUpdated).sum();
        long held = stats.values().stream().mapToLong(PriceStats::modelsHeld).sum();
        long added = stats.values().stream()
                .flatMap(provider -> provider.priceChanges().stream())
                .filter(change -> change instanceof PriceChanges.ModelPrices entry
                        && entry.status().equals("new"))
                .map(change -> ((PriceChanges.ModelPrices) change).modelId())
                .distinct()
                .count();
        return new DryRun(
                "dry_run_sync",
                word(status),
                updates + held > 0,
                new DryRunTotals(stats.size(), updates, added, held),
                stats,
                job.jobId(),
                job.runId());
    }

    /** Of a sync that ended. */
    public static PricingRun run(StartedJob job, JobOutcome<?> outcome, Map<String, PriceStats> stats, Instant now) {
        return new PricingRun(
                word(outcome.status()),
                now,
                stats.values().stream()
                        .filter(s -> s.status().equals("success"))
                        .count(),
                stats.values().stream().mapToLong(PriceStats::modelsUpdated).sum(),
                stats.values().stream().mapToLong(PriceStats::errors).sum(),
                stats,
                outcome.error(),
                job.jobId(),
                job.runId());
    }

    /** Of one provider's sync that ended. */
    public static ProviderRun provider(
            StartedJob job,
            String slug,
            boolean dryRun,
            JobOutcome<ProviderSyncResult> outcome,
            @Nullable PriceStats stats) {
        List<SyncError> errors =
                stats == null ? Optional.ofNullable(outcome.error()).stream().toList() : stats.errorDetails();
        return new ProviderRun(
                slug,
                dryRun,
                stats != null && stats.status().equals("success") ? "success" : "failed",
                stats == null ? 0 : stats.modelsUpdated(),
                stats == null ? 0 : stats.modelsSkipped(),
                stats == null ? List.of() : stats.priceChanges(),
                errors,
                job.jobId(),
                job.runId());
    }

    /** A sync that did all it could is complete; what failed in it has its own errors. */
    private static String word(JobStatus status) {
        return status == JobStatus.COMPLETED ? "complete" : status.key();
    }
}
