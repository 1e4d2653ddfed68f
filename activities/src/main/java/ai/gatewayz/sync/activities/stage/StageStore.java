package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.activities.feed.MalformedCatalogException;
import ai.gatewayz.sync.activities.reference.ReferencePrices;
import ai.gatewayz.sync.catalog.change.ShapeTrust;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Comparing a list with the catalog: stored hashes in, differences out. */
public final class StageStore {
    /** Number of the rules by which bodies become models; a new number has every body compared again. */
    public static final int TRANSFORMER_VERSION = ListTransform.VERSION;

    /** Reads a list and stages what differs. */
    interface Staging<R> {
        /** Fills the stage. */
        R fill(ModelStage stage, Map<String, StoredModel> stored) throws IOException, SQLException;
    }

    private static final String HASHES = """
            SELECT m.provider_model_id, m.content_hash, p.price_hash, m.is_active,
                   coalesce(m.inactive_reason IN ('missing', 'provider_inactive'), false) AS is_missing,
                   coalesce(p.pricing_state IN ('priced', 'free'), false) AS is_priced
            FROM catalog_models m
            LEFT JOIN model_pricing p ON p.model_id = m.id
            WHERE m.provider_id = :provider
            """;

    /** The few of which there is more to know: joined to all of them, it took a third as long again. */
    private static final String NOTED = """
            SELECT m.provider_model_id, mm.model_id IS NOT NULL AS is_missing,
                   coalesce(p.pricing_state IN ('priced', 'free'), false) AS is_priced,
                   m.id IN (SELECT model_id FROM held_changes
                            WHERE provider_id = :provider AND (status = 'pending' OR is_suppressing)) AS is_waiting
            FROM (
                SELECT model_id FROM model_misses
                UNION SELECT model_id FROM operator_overrides WHERE kind = 'price'
                UNION SELECT model_id FROM held_changes
                WHERE provider_id = :provider AND (status = 'pending' OR is_suppressing)) noted
            JOIN catalog_models m ON m.id = noted.model_id AND m.provider_id = :provider
            LEFT JOIN provider_prices p ON p.model_id = m.id
            LEFT JOIN model_misses mm ON mm.model_id = m.id
            """;

    /** Stages that cannot be applied any more: a worker that was frozen may write after its run has ended. */
    private static final String EXPIRED = """
            DELETE FROM %1$s WHERE staged_at < now() - interval '1 hour' OR stage_key IN (
                SELECT old.stage_key
                FROM (SELECT stage_key, regexp_match(stage_key, '^([^/]+)/([0-9]+)/') AS part FROM %1$s) old
                JOIN providers p ON p.slug = old.part[1]
                JOIN provider_sync_state s ON s.provider_id = p.id AND old.part[2]::bigint <= s.applied_fence)
            """;

    /** A stored offering that misses a list, has a price that waits, or another price than its provider says. */
    private record Noted(String providerModelId, boolean isMissing, boolean isPriced, boolean isWaiting) {}

    private final Jdbi jdbi;

    /** A store over a database. */
    public StageStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Reads a list, stages what differs from the stored offerings and has the staged prices judged.
     *
     * @param beat is called now and then and may cancel by throwing
     * @throws MalformedCatalogException when the body is not the provider's list, or nothing in it is usable
     */
    public StagedDifferences compare(Comparison list, InputStream body, Runnable beat)
            throws IOException, SQLException {
        ReferencePrices references = references(list.provider().slug().value());
        ReferencePricing pricing = ReferencePricing.of(list.provider(), references);
        ListTransform.Result read = stage(list.providerId(), list.key(), references, (stage, stored) -> {
            ListTransform transform = new ListTransform(stage, stored, pricing, list.kind(), beat);
            return list.isFirstAlone()
                    ? transform.runFirstAlone(list.feed(), body, list.pages())
                    : transform.run(list.feed(), body, list.pages());
        });
        return new StagedDifferences(
                read.rows(), read.counts(), read.skipReasons(), read.verdict(), read.missing(), references.version());
    }

    /** Hands the stored hashes and an open stage to the reader of a list, then has the staged prices judged. */
    <R> R stage(long providerId, String key, ReferencePrices references, Staging<R> staging)
            throws IOException, SQLException {
        try (Handle handle = jdbi.open()) {
            Map<String, StoredModel> stored = hashes(handle, providerId);
            ShapeTrust trust = ShapeStore.load(handle.getConnection(), providerId);
            try (ModelStage stage = ModelStage.open(handle.getConnection(), key, trust)) {
                R result = staging.fill(stage, stored);
                StageReview.review(handle, providerId, stage, references);
                return result;
            }
        }
    }

    /** What reference feeds say of a provider's offerings. */
    public ReferencePrices references(String provider) {
        return jdbi.withHandle(handle -> ReferencePrices.load(handle, provider));
    }

    private static Map<String, StoredModel> hashes(Handle handle, long providerId) {
        Map<String, StoredModel> stored = new HashMap<>();
        handle.createQuery(HASHES)
                .bind("provider", providerId)
                .map((row, context) -> stored.put(
                        row.getString("provider_model_id"),
                        new StoredModel(
                                row.getBytes("content_hash"),
                                row.getBytes("price_hash"),
                                row.getBoolean("is_active"),
                                row.getBoolean("is_missing"),
                                row.getBoolean("is_priced"),
                                false)))
                .forEach(ignored -> {});
        handle.createQuery(NOTED)
                .bind("provider", providerId)
                .map((row, context) -> new Noted(
                        row.getString("provider_model_id"),
                        row.getBoolean("is_missing"),
                        row.getBoolean("is_priced"),
                        row.getBoolean("is_waiting")))
                .forEach(noted -> stored.computeIfPresent(
                        noted.providerModelId(),
                        (id, model) -> model.noted(noted.isMissing(), noted.isPriced(), noted.isWaiting())));
        return stored;
    }

    /** Removes rows of runs that ended without cleaning up: of lists that are not newer than the applied one, or of long ago. */
    public int expire() {
        return jdbi.withHandle(handle -> handle.execute(EXPIRED.formatted("staged_shapes"))
                + handle.execute(EXPIRED.formatted("staged_models")));
    }
}
