package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads the run log: catalog syncs, and provider syncs that were jobs of their own. */
interface RunQueries {
    /** A catalog sync by its ids; the newest of that id when no run is named. */
    @SqlQuery("SELECT " + RUN_COLUMNS + """
             FROM sync_runs WHERE job_id = :jobId AND (:runId::text IS NULL OR run_id = :runId)
            ORDER BY started_at DESC LIMIT 1
            """)
    @RegisterConstructorMapper(CatalogRunRow.class)
    Optional<CatalogRunRow> find(String jobId, @Nullable String runId);

    /** The provider runs of a catalog sync that started in a span. */
    @SqlQuery("SELECT " + LOG_COLUMNS + """
             FROM pricing_sync_log
            WHERE job_id = :jobId AND sync_started_at BETWEEN :from AND :to
            ORDER BY provider_slug COLLATE "C", sync_started_at DESC
            """)
    @RegisterConstructorMapper(ProviderRunRow.class)
    List<ProviderRunRow> providerRuns(String jobId, Instant from, Instant to);

    /** A provider's run by its workflow's ids; the newest of that id when no run is named. */
    @SqlQuery("SELECT " + LOG_COLUMNS + """
             FROM pricing_sync_log WHERE workflow_id = :workflowId AND (:runId::text IS NULL OR run_id = :runId)
            ORDER BY sync_started_at DESC LIMIT 1
            """)
    @RegisterConstructorMapper(ProviderRunRow.class)
    Optional<ProviderRunRow> providerRun(String workflowId, @Nullable String runId);

    /** Columns of {@link CatalogRunRow}. */
    String RUN_COLUMNS = "job_id, run_id, kind, status, triggered_by, started_at, completed_at, duration_ms, providers,"
            + " succeeded, failed, skipped, models_fetched, models_synced, models_delisted, errors::text AS errors";

    /** Columns of {@link ProviderRunRow}. */
    String LOG_COLUMNS = "provider_slug, provider_id, kind, job_id, workflow_id, run_id, sync_started_at,"
            + " sync_completed_at, duration_ms, outcome, triggered_by, models_fetched, models_transformed, models_skipped,"
            + " models_synced, models_new, models_updated, models_unchanged, models_delisted, price_changes, held_changes,"
            + " error_code, error_message, fetch_ms, transform_ms, upsert_ms,"
            + " skip_reasons::text AS skip_reasons";

    /** A catalog sync that ended; errors is a JSON array. */
    record CatalogRunRow(
            String jobId,
            String runId,
            String kind,
            String status,
            String triggeredBy,
            Instant startedAt,
            Instant completedAt,
            long durationMs,
            int providers,
            int succeeded,
            int failed,
            int skipped,
            long modelsFetched,
            long modelsSynced,
            long modelsDelisted,
            String errors) {}

    /** A provider's run that ended; the reasons are a JSON object of numbers. */
    record ProviderRunRow(
            String providerSlug,
            @Nullable Long providerId,
            String kind,
            String jobId,
            String workflowId,
            String runId,
            Instant syncStartedAt,
            Instant syncCompletedAt,
            long durationMs,
            String outcome,
            String triggeredBy,
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
            @Nullable String errorCode,
            @Nullable String errorMessage,
            long fetchMs,
            long transformMs,
            long upsertMs,
            String skipReasons) {
        SyncCounts counts() {
            return SyncCounts.read(modelsFetched, modelsTransformed, modelsSkipped)
                    .withSynced(modelsSynced)
                    .withModels(modelsNew, modelsUpdated, modelsUnchanged)
                    .withDelisted(modelsDelisted)
                    .withPrices(priceChanges, heldChanges);
        }

        @Nullable
        SyncError error() {
            return errorCode == null ? null : new SyncError(errorCode, errorMessage == null ? "" : errorMessage);
        }
    }
}
