package ai.gatewayz.sync.api.syncs;

import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncReport;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A catalog sync in numbers. */
record CatalogDetails(
        int providersProcessed,
        long successfulSyncs,
        long failedSyncs,
        long skippedSyncs,
        int notDue,
        long totalModelsFetched,
        long totalModelsTransformed,
        long totalModelsSkipped,
        long totalModelsSynced,
        long totalModelsDelisted,
        List<ProviderError> errors,
        List<ProviderDetails> results,
        boolean dryRun,
        Instant syncedAt,
        long totalDurationMs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ProviderDetails.FoundChange> changes) {
    /** Why a provider was skipped or failed. */
    public record ProviderError(String provider, String code, String error) {}

    /** Of a report. */
    public static CatalogDetails of(SyncReport report, Map<String, Long> providerIds, Instant now) {
        List<ProviderSyncResult> results = report.results();
        return new CatalogDetails(
                results.size(),
                results.stream().filter(ProviderDetails::isSuccess).count(),
                count(results, RunOutcome.FAILED),
                count(results, RunOutcome.SKIPPED),
                report.notDue(),
                sum(results, SyncCounts::fetched),
                sum(results, SyncCounts::transformed),
                sum(results, SyncCounts::skipped),
                sum(results, SyncCounts::synced),
                sum(results, SyncCounts::delisted),
                results.stream()
                        .filter(result -> !ProviderDetails.isSuccess(result))
                        .map(CatalogDetails::error)
                        .toList(),
                results.stream()
                        .map(result -> ProviderDetails.of(result, providerIds.get(result.provider())))
                        .toList(),
                report.dryRun(),
                now,
                report.durationMillis(),
                report.dryRun()
                        ? results.stream()
                                .flatMap(result -> ProviderDetails.changes(result).stream())
                                .toList()
                        : null);
    }

    private static long count(List<ProviderSyncResult> results, RunOutcome status) {
        return results.stream().filter(result -> result.status() == status).count();
    }

    private static long sum(List<ProviderSyncResult> results, ToLongFunction<SyncCounts> figure) {
        return results.stream()
                .map(ProviderSyncResult::counts)
                .mapToLong(figure)
                .sum();
    }

    private static ProviderError error(ProviderSyncResult result) {
        return result.error() == null
                ? new ProviderError(result.provider(), result.status().key(), "no reason was given")
                : new ProviderError(
                        result.provider(), result.error().code(), result.error().message());
    }
}
