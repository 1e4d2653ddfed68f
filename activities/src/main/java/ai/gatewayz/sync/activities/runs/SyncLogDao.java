package ai.gatewayz.sync.activities.runs;

import ai.gatewayz.sync.workflows.model.SyncCounts;
import java.util.Optional;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Statements on {@code pricing_sync_log} and on what the end of a run means for its provider. */
interface SyncLogDao {
    /** What a run committed. */
    record Committed(
            @Nested SyncCounts counts,
            long generation,
            long upsertMs,
            @Nullable String listVerdict) {}

    @SqlUpdate("""
            INSERT INTO pricing_sync_log (
                provider_slug, provider_id, kind, job_id, workflow_id, run_id, sync_started_at, sync_completed_at,
                duration_ms, status, outcome, triggered_by, models_fetched, models_transformed, models_skipped,
                models_synced, models_new, models_updated, models_unchanged, models_delisted, price_changes,
                held_changes, errors, error_code, error_message, skip_reasons, list_verdict, fetch_ms, transform_ms,
                upsert_ms, fence, generation, snapshot_sha256)
            VALUES (
                :sync.provider, (SELECT id FROM providers WHERE slug = :sync.provider), :sync.kind, :jobId,
                :run.workflowId, :run.runId, :startedAt, clock_timestamp(),
                greatest(0, extract(epoch FROM clock_timestamp() - :startedAt) * 1000)::bigint, :status, :outcome.key,
                :sync.triggeredBy, :counts.fetched, :counts.transformed, :counts.skipped, :counts.synced,
                :counts.added, :counts.updated, :counts.unchanged, :counts.delisted, :counts.priceChanges,
                :counts.heldChanges, :errors, :errorCode, :errorMessage, :skipReasonsJson::jsonb, :verdict,
                :times.fetch, :times.transform, :times.upsert, :fence, :generation, decode(:sha256, 'hex'))
            ON CONFLICT (workflow_id, run_id, provider_slug) DO NOTHING
            """)
    int insert(@BindMethods LogRow row);

    @SqlQuery("""
            SELECT models_fetched AS fetched, models_transformed AS transformed, models_skipped AS skipped,
                   models_synced AS synced, models_new AS added, models_updated AS updated,
                   models_unchanged AS unchanged, models_delisted AS delisted, price_changes, held_changes, generation,
                   upsert_ms, list_verdict
            FROM pricing_sync_log
            WHERE workflow_id = :workflowId AND run_id = :runId AND provider_slug = :provider
            """)
    @RegisterConstructorMapper(Committed.class)
    Committed committed(@BindMethods RunRef run);

    /** The counts of the run that applied a body. */
    @SqlQuery("""
            SELECT models_fetched AS fetched, models_transformed AS transformed, models_skipped AS skipped,
                   models_synced AS synced, models_new AS added, models_updated AS updated,
                   models_unchanged AS unchanged, models_delisted AS delisted, price_changes, held_changes
            FROM pricing_sync_log
            WHERE provider_slug = :slug AND snapshot_sha256 = decode(:sha256, 'hex') AND status = 'success'
            ORDER BY sync_started_at DESC LIMIT 1
            """)
    @RegisterConstructorMapper(SyncCounts.class)
    Optional<SyncCounts> lastCounts(String slug, String sha256);

    /** Succeeds only while the body is still the applied one and no later fetch was. */
    @SqlUpdate("""
            UPDATE provider_sync_state
            SET applied_fence = :fence, last_complete_at = now(), last_success_at = now()
            WHERE provider_id = (SELECT id FROM providers WHERE slug = :slug)
              AND applied_sha256 = decode(:sha256, 'hex') AND applied_fence < :fence
            """)
    int confirm(String slug, long fence, String sha256);

    /** The failures in a row, this one included; none where the provider is not registered. */
    @SqlQuery("""
            UPDATE provider_sync_state
            SET last_failure_at = now(), consecutive_failures = consecutive_failures + 1, last_error_code = :code
            WHERE provider_id = (SELECT id FROM providers WHERE slug = :slug)
            RETURNING consecutive_failures
            """)
    Optional<Integer> countFailure(String slug, String code);

    @SqlUpdate("""
            UPDATE providers SET health_status = :health, updated_at = now()
            WHERE slug = :slug AND health_status <> :health
            """)
    int setHealth(String slug, String health);
}
