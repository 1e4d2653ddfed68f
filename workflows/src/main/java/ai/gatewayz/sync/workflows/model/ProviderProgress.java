package ai.gatewayz.sync.workflows.model;

import ai.gatewayz.sync.catalog.run.RunOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Where one provider's sync is.
 *
 * @param step {@code queued}, {@code fetch}, {@code transform}, {@code upsert}, {@code invalidate} or {@code done}
 * @param status null while it runs
 */
public record ProviderProgress(
        String provider,
        String step,
        @Nullable RunOutcome status,
        SyncCounts counts,
        @Nullable SyncError error) {}
