package ai.gatewayz.sync.api.compat;

import ai.gatewayz.sync.workflows.model.SyncError;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one provider's pricing sync ended.
 *
 * @param startedAt null when Temporal has forgotten a dry run
 * @param status {@code success}, {@code skipped} or {@code failed}
 * @param modelsUpdated models whose price was changed, or on a dry run would be
 * @param priceChanges one entry per changed amount, at most 20
 */
record PriceStats(
        String provider,
        boolean dryRun,
        @Nullable String triggeredBy,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        long durationMs,
        String status,
        long modelsFetched,
        long modelsUpdated,
        long modelsSkipped,
        long modelsUnchanged,
        long modelsHeld,
        int errors,
        List<SyncError> errorDetails,
        List<?> priceChanges) {}
