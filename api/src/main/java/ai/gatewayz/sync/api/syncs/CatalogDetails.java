package ai.gatewayz.sync.api.syncs;

import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.RunTotals;
import ai.gatewayz.sync.workflows.model.SyncReport;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A catalog sync in numbers.
 *
 * @param resultsLeftOut how many providers have no row, of a sync of so many that not all fit
 */
record CatalogDetails(
        long providersProcessed,
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
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int resultsLeftOut,
        boolean dryRun,
        Instant syncedAt,
        long totalDurationMs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ProviderDetails.FoundChange> changes) {
    /** Why a provider was skipped or failed. */
    public record ProviderError(String provider, String code, String error) {}

    /** Of a report. */
    public static CatalogDetails of(SyncReport report, Map<String, Long> providerIds, Instant now) {
        List<ProviderSyncResult> results = report.results();
        RunTotals totals = report.totals();
        return new CatalogDetails(
                totals.providers(),
                totals.succeeded(),
                totals.failed(),
                totals.skipped(),
                report.notDue(),
                totals.counts().fetched(),
                totals.counts().transformed(),
                totals.counts().skipped(),
                totals.counts().synced(),
                totals.counts().delisted(),
                results.stream()
                        .filter(result -> !ProviderDetails.isSuccess(result))
                        .map(CatalogDetails::error)
                        .toList(),
                results.stream()
                        .map(result -> ProviderDetails.of(result, providerIds.get(result.provider())))
                        .toList(),
                report.leftOut(),
                report.dryRun(),
                now,
                report.durationMillis(),
                report.dryRun()
                        ? results.stream()
                                .flatMap(result -> ProviderDetails.changes(result).stream())
                                .toList()
                        : null);
    }

    private static ProviderError error(ProviderSyncResult result) {
        return result.error() == null
                ? new ProviderError(result.provider(), result.status().key(), "no reason was given")
                : new ProviderError(
                        result.provider(), result.error().code(), result.error().message());
    }
}
