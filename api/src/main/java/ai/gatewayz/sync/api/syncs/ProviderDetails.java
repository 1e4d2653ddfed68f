package ai.gatewayz.sync.api.syncs;

import ai.gatewayz.sync.workflows.model.PlannedChange;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One provider's sync in numbers. */
public record ProviderDetails(
        boolean success,
        String provider,
        @Nullable Long providerId,
        String status,
        long modelsFetched,
        long modelsTransformed,
        long modelsSkipped,
        long modelsSynced,
        long modelsNew,
        long modelsUpdated,
        long modelsUnchanged,
        long modelsDelisted,
        long priceChanges,
        long heldChanges,
        boolean dryRun,
        long durationMs,
        Map<String, Long> skipReasons,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SyncError error,
        Metrics metrics,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FoundChange> changes) {
    /** Milliseconds per step. */
    public record Metrics(long fetchMs, long transformMs, long upsertMs, long invalidateMs) {}

    /** One change that a dry run found; before and after are JSON. */
    public record FoundChange(
            String type,
            String provider,
            String providerModelId,
            @JsonRawValue @Nullable String before,
            @JsonRawValue @Nullable String after) {}

    /** Of a result. */
    public static ProviderDetails of(ProviderSyncResult result, @Nullable Long providerId) {
        SyncCounts counts = result.counts();
        StepTimes steps = result.steps();
        return new ProviderDetails(
                isSuccess(result),
                result.provider(),
                providerId,
                result.status().key(),
                counts.fetched(),
                counts.transformed(),
                counts.skipped(),
                counts.synced(),
                counts.added(),
                counts.updated(),
                counts.unchanged(),
                counts.delisted(),
                counts.priceChanges(),
                counts.heldChanges(),
                result.dryRun(),
                result.durationMillis(),
                result.skipReasons(),
                result.error(),
                new Metrics(steps.fetch(), steps.transform(), steps.upsert(), steps.invalidate()),
                result.dryRun() ? changes(result) : null);
    }

    /** Whether a provider is up to date after a sync. */
    public static boolean isSuccess(ProviderSyncResult result) {
        return result.status().isGood();
    }

    static List<FoundChange> changes(ProviderSyncResult result) {
        return result.changes().stream()
                .map(change -> change(result.provider(), change))
                .toList();
    }

    private static FoundChange change(String provider, PlannedChange change) {
        return new FoundChange(change.type(), provider, change.providerModelId(), change.before(), change.after());
    }
}
