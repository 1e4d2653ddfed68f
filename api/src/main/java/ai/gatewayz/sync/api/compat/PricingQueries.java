package ai.gatewayz.sync.api.compat;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads what pricing syncs did: the run log, the price ledger, and when each provider last succeeded. */
interface PricingQueries {
    /** Columns of {@link HistoryRow}. */
    String HISTORY_COLUMNS = "id, provider_slug, kind, job_id, workflow_id, run_id, sync_started_at, sync_completed_at,"
            + " status, outcome, models_fetched, models_updated, models_skipped, models_unchanged, models_synced,"
            + " price_changes, held_changes, errors, error_code, error_message, triggered_by, duration_ms, fence";

    /** Provider runs, newest first. */
    @SqlQuery("SELECT " + HISTORY_COLUMNS + """
             FROM pricing_sync_log
            WHERE (:provider::text IS NULL OR provider_slug = :provider)
              AND (:status::text IS NULL OR status = :status)
              AND (:before::timestamptz IS NULL OR sync_started_at < :before)
            ORDER BY sync_started_at DESC, id DESC LIMIT :limit
            """)
    @RegisterConstructorMapper(HistoryRow.class)
    List<HistoryRow> history(@Nullable String provider, @Nullable String status, @Nullable Instant before, int limit);

    /** The provider runs of a catalog job's run; of a schedule's own id there may be several, so they are told by time. */
    @SqlQuery("SELECT " + HISTORY_COLUMNS + """
             FROM pricing_sync_log
            WHERE job_id = :jobId AND sync_started_at >= :from AND (:to::timestamptz IS NULL OR sync_started_at <= :to)
            ORDER BY sync_started_at
            """)
    @RegisterConstructorMapper(HistoryRow.class)
    List<HistoryRow> ofJob(String jobId, Instant from, @Nullable Instant to);

    /** A provider's own run. */
    @SqlQuery("SELECT " + HISTORY_COLUMNS + " FROM pricing_sync_log WHERE workflow_id = :jobId AND run_id = :runId")
    @RegisterConstructorMapper(HistoryRow.class)
    List<HistoryRow> ofRun(String jobId, String runId);

    /** What a provider's fetch changed in the ledger, by model. */
    @SqlQuery("""
            SELECT m.provider_model_id AS model_id, h.pricing_state, h.previous_state,
                   h.components::text AS components, h.previous_components::text AS previous_components
            FROM model_pricing_history h JOIN catalog_models m ON m.id = h.model_id
            WHERE h.fence = :fence AND m.provider_id = (SELECT id FROM providers WHERE slug = :provider)
            ORDER BY m.provider_model_id COLLATE "C" LIMIT :limit
            """)
    @RegisterConstructorMapper(LedgerRow.class)
    List<LedgerRow> ledger(String provider, long fence, int limit);

    /** When each provider last succeeded; those that never did are left out. */
    @SqlQuery("""
            SELECT p.slug, s.last_success_at AS at FROM provider_sync_state s JOIN providers p ON p.id = s.provider_id
            WHERE s.last_success_at IS NOT NULL ORDER BY p.slug COLLATE "C"
            """)
    @RegisterConstructorMapper(LastSuccess.class)
    List<LastSuccess> lastSyncs();

    /** A row of the run log. */
    record HistoryRow(
            long id,
            String providerSlug,
            String kind,
            String jobId,
            String workflowId,
            String runId,
            Instant syncStartedAt,
            Instant syncCompletedAt,
            String status,
            String outcome,
            long modelsFetched,
            long modelsUpdated,
            long modelsSkipped,
            long modelsUnchanged,
            long modelsSynced,
            long priceChanges,
            long heldChanges,
            int errors,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            String triggeredBy,
            long durationMs,
            @Nullable Long fence) {}

    /** A price that was changed; components are JSON arrays. */
    record LedgerRow(
            String modelId,
            String pricingState,
            @Nullable String previousState,
            String components,
            @Nullable String previousComponents) {}

    /** A provider and its last success. */
    record LastSuccess(String slug, Instant at) {}
}
