package ai.gatewayz.sync.api.prices;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Reads the ledger of prices along both of its times: when a price was valid, and when we knew it. */
public interface PriceQueries {
    /** A model of the catalog; {@code row} is its id in the database. */
    record ModelRef(long row, String providerSlug, String providerModelId, String modelId) {}

    /**
     * A row of the ledger.
     *
     * @param validFrom when the price came into force
     * @param recordedAt when it was written down
     * @param validUntil when the next one came into force, as far as was known; null while it holds
     */
    record PriceRow(
            String changeKind,
            String state,
            @Nullable String previousState,
            String components,
            @Nullable String previousComponents,
            Instant validFrom,
            Instant recordedAt,
            @Nullable Instant validUntil,
            String recordedBy,
            String jobId,
            long fence,
            String snapshotSha256,
            int transformerVersion) {}

    /** A model by the provider's id, or by the canonical id. */
    @SqlQuery("""
            SELECT m.id AS "row", p.slug AS provider_slug, m.provider_model_id, m.model_id
            FROM catalog_models m JOIN providers p ON p.id = m.provider_id
            WHERE p.slug = :slug AND (m.provider_model_id = :modelId OR m.model_id = :modelId)
            ORDER BY m.provider_model_id = :modelId DESC, m.is_active DESC, m.id LIMIT 1
            """)
    @RegisterConstructorMapper(ModelRef.class)
    Optional<ModelRef> model(String slug, String modelId);

    /** The price at an instant, by what had been recorded until another. */
    @SqlQuery("""
            SELECT h.change_kind, h.pricing_state AS state, h.previous_state, h.components, h.previous_components,
                   h.valid_from, h.changed_at AS recorded_at,
                   (SELECT min(n.valid_from) FROM model_pricing_history n
                    WHERE n.model_id = :row AND n.changed_at <= :known AND n.valid_from > h.valid_from) AS valid_until,
                   h.changed_by AS recorded_by, h.job_id, h.fence, encode(h.snapshot_sha256, 'hex') AS snapshot_sha256,
                   h.transformer_version
            FROM model_pricing_history h
            WHERE h.model_id = :row AND h.valid_from <= :at AND h.changed_at <= :known
            ORDER BY h.valid_from DESC, h.fence DESC LIMIT 1
            """)
    @RegisterConstructorMapper(PriceRow.class)
    Optional<PriceRow> valid(long row, Instant at, Instant known);

    /** Rows of a model's ledger below a fence, newest first. */
    @SqlQuery("""
            SELECT h.change_kind, h.pricing_state AS state, h.previous_state, h.components, h.previous_components,
                   h.valid_from, h.changed_at AS recorded_at, NULL::timestamptz AS valid_until,
                   h.changed_by AS recorded_by, h.job_id, h.fence, encode(h.snapshot_sha256, 'hex') AS snapshot_sha256,
                   h.transformer_version
            FROM model_pricing_history h
            WHERE h.model_id = :row AND h.fence < :before
            ORDER BY h.fence DESC LIMIT :limit
            """)
    @RegisterConstructorMapper(PriceRow.class)
    List<PriceRow> history(long row, long before, int limit);

    /** The price that is served now: its state, its basis and its list. */
    record ServedPrice(String state, String basis, String components) {}

    /** The price that is served now. */
    @SqlQuery("""
            SELECT pricing_state AS state, pricing_basis AS basis, components FROM served_prices WHERE model_id = :row
            """)
    @RegisterConstructorMapper(ServedPrice.class)
    Optional<ServedPrice> served(long row);
}
