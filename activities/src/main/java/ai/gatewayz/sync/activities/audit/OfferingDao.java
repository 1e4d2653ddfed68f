package ai.gatewayz.sync.activities.audit;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Reads offerings as they are stored. */
interface OfferingDao {
    /** An offering and its served price; metadata is a JSON object, components a price list. */
    record StoredOffering(
            String providerModelId,
            String metadata,
            String pricingState,
            String pricingBasis,
            String components,
            String unread,
            String pricingSource) {}

    @SqlQuery("""
            SELECT m.provider_model_id, m.metadata::text AS metadata, p.pricing_state, p.pricing_basis, p.components::text AS components,
                   p.unread::text AS unread, p.pricing_source
            FROM catalog_models m
            JOIN providers v ON v.id = m.provider_id
            JOIN model_pricing p ON p.model_id = m.id
            WHERE v.slug = :slug AND m.is_active ORDER BY m.provider_model_id
            """)
    @RegisterConstructorMapper(StoredOffering.class)
    List<StoredOffering> active(String slug);
}
