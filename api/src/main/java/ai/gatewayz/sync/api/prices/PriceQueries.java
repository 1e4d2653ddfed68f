package ai.gatewayz.sync.api.prices;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Finds models, and the price that is served of each. */
public interface PriceQueries {
    /** A model of the catalog; {@code row} is its id in the database. */
    record ModelRef(long row, String providerSlug, String providerModelId, String modelId) {}

    /** A model by the provider's id, or by the canonical id. */
    default Optional<ModelRef> model(String slug, String modelId) {
        return models(new String[] {slug}, new String[] {modelId}).stream()
                .map(AskedModel::ref)
                .findFirst();
    }

    /** The price that is served now: its state, its basis, its list, and what was not read. */
    record ServedPrice(String state, String basis, String components, String unread) {}

    /** The price that is served now. */
    @SqlQuery("""
            SELECT pricing_state AS state, pricing_basis AS basis, components, unread FROM served_prices WHERE model_id = :row
            """)
    @RegisterConstructorMapper(ServedPrice.class)
    Optional<ServedPrice> served(long row);

    /** What leads from an offering to the feeds' keys, as {@code ReferenceAliases} takes it. */
    record ReferenceName(
            String slug,
            String idPrefix,
            String providerModelId,
            @Nullable String aliasOf,
            @Nullable String aliases) {}

    /** Empty where no feed knows the provider. */
    @SqlQuery("""
            SELECT p.slug, s.id_prefix, m.provider_model_id,
                   coalesce(m.metadata ->> 'alias_of', m.metadata ->> 'alias_target') AS alias_of,
                   m.metadata ->> 'aliases' AS aliases
            FROM catalog_models m JOIN providers p ON p.id = m.provider_id
            JOIN reference_scopes s ON s.provider_slug = p.slug
            WHERE m.id = :row
            """)
    @RegisterConstructorMapper(ReferenceName.class)
    Optional<ReferenceName> referenceName(long row);

    /** What a feed says under a key, and when it was seen to say so. */
    record ReferenceRow(
            String key,
            String feed,
            String referenceId,
            String components,
            Instant changedAt,
            @Nullable Instant readAt) {}

    /** What independent feeds say under some keys of a provider. */
    @SqlQuery("""
            SELECT r.reference_key AS key, r.feed, r.reference_id, r.components::text AS components, r.changed_at,
                   f.fetched_at AS read_at
            FROM reference_prices r LEFT JOIN reference_feeds f ON f.feed = r.feed
            WHERE r.provider_slug = :slug AND r.reference_key = ANY (:keys) ORDER BY r.feed
            """)
    @RegisterConstructorMapper(ReferenceRow.class)
    List<ReferenceRow> references(String slug, String[] keys);

    /**
     * What the system that this one replaces said of an offering; amounts are decimal text, US dollars per unit.
     *
     * @param oldTable {@code model_pricing} is the last price that it served, {@code model_pricing_history} a change
     */
    record ImportedPrice(
            Instant toldAt,
            String oldTable,
            @Nullable String source,
            @Nullable String prompt,
            @Nullable String completion,
            @Nullable String image,
            @Nullable String request) {}

    /** What an import brought of a model, newest first. */
    @SqlQuery("""
            SELECT o.told_at, o.old_table, o.pricing_source AS source, o.price_per_input_token::text AS prompt,
                   o.price_per_output_token::text AS completion, o.price_per_image_token::text AS image,
                   o.price_per_request::text AS request
            FROM catalog_models m
            JOIN imported_models i ON i.provider_id = m.provider_id AND i.provider_model_id = m.provider_model_id
            JOIN imported_prices o ON o.old_model_id = i.old_id
            WHERE m.id = :row ORDER BY o.told_at DESC, o.old_table, o.old_model_id LIMIT :limit
            """)
    @RegisterConstructorMapper(ImportedPrice.class)
    List<ImportedPrice> imported(long row, int limit);

    /** A model that was asked for by one of its ids. */
    record AskedModel(String asked, long row, String providerSlug, String providerModelId, String modelId) {
        ModelRef ref() {
            return new ModelRef(row, providerSlug, providerModelId, modelId);
        }
    }

    /** The same for many pairs of a slug and an id. Each id is looked up apart: for both at once all of a provider is read. */
    @SqlQuery("""
            SELECT DISTINCT ON (a.slug, a.id) a.id AS asked, m.id AS "row", p.slug AS provider_slug, m.provider_model_id,
                   m.model_id
            FROM unnest(:slugs, :ids) AS a (slug, id)
            JOIN providers p ON p.slug = a.slug
            CROSS JOIN LATERAL (
                SELECT * FROM catalog_models WHERE provider_id = p.id AND provider_model_id = a.id
                UNION ALL
                SELECT * FROM catalog_models WHERE provider_id = p.id AND model_id = a.id) m
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
