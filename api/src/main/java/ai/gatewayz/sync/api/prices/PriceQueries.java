package ai.gatewayz.sync.api.prices;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Finds models, and the price that is served of each. */
public interface PriceQueries {
    /** A model of the catalog; {@code row} is its id in the database. */
    record ModelRef(long row, String providerSlug, String providerModelId, String modelId) {}

    /** A model by the provider's id, or by the canonical id. */
    @SqlQuery("""
            SELECT m.id AS "row", p.slug AS provider_slug, m.provider_model_id, m.model_id
            FROM catalog_models m JOIN providers p ON p.id = m.provider_id
            WHERE p.slug = :slug AND (m.provider_model_id = :modelId OR m.model_id = :modelId)
            ORDER BY m.provider_model_id = :modelId DESC, m.is_active DESC, m.id LIMIT 1
            """)
    @RegisterConstructorMapper(ModelRef.class)
    Optional<ModelRef> model(String slug, String modelId);

    /** The price that is served now: its state, its basis, its list, and what was not read. */
    record ServedPrice(String state, String basis, String components, String unread) {}

    /** The price that is served now. */
    @SqlQuery("""
            SELECT pricing_state AS state, pricing_basis AS basis, components, unread FROM served_prices WHERE model_id = :row
            """)
    @RegisterConstructorMapper(ServedPrice.class)
    Optional<ServedPrice> served(long row);

    /** A model that was asked for by one of its ids. */
    record AskedModel(String asked, long row, String providerSlug, String providerModelId, String modelId) {
        ModelRef ref() {
            return new ModelRef(row, providerSlug, providerModelId, modelId);
        }
    }

    /** The same for many pairs of a slug and an id. */
    @SqlQuery("""
            SELECT DISTINCT ON (a.slug, a.id) a.id AS asked, m.id AS "row", p.slug AS provider_slug, m.provider_model_id,
                   m.model_id
            FROM unnest(:slugs, :ids) AS a (slug, id)
            JOIN providers p ON p.slug = a.slug
            JOIN catalog_models m ON m.provider_id = p.id AND (m.provider_model_id = a.id OR m.model_id = a.id)
            ORDER BY a.slug, a.id, m.provider_model_id = a.id DESC, m.is_active DESC, m.id
            """)
    @RegisterConstructorMapper(AskedModel.class)
    List<AskedModel> models(String[] slugs, String[] ids);

    /** The prices that are served now of many models. */
    @SqlQuery("""
            SELECT model_id AS "row", pricing_state AS state, pricing_basis AS basis, components, unread
            FROM served_prices WHERE model_id = ANY (:rows)
            """)
    @RegisterConstructorMapper(ServedOf.class)
    List<ServedOf> servedOf(Long[] rows);

    /** The price that is served of one of many. */
    record ServedOf(long row, String state, String basis, String components, String unread) {}
}
