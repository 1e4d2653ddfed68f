package ai.gatewayz.sync.activities.imported;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Statements on the rows that were taken over. A row that is there is never written again. */
interface ImportedDao {
    /** A row of {@code imported_providers}. */
    record Provider(long oldId, String oldSlug, long providerId, boolean wasActive) {}

    /** A row of {@code imported_models}. */
    record Model(
            long oldId,
            long providerId,
            String providerModelId,
            @Nullable String modelId,
            @Nullable String modelName,
            boolean wasActive,
            @Nullable Instant createdAt) {}

    /** A row of {@code imported_prices}; amounts are US dollars per unit. */
    record Price(
            long oldModelId,
            Instant toldAt,
            String oldTable,
            @Nullable BigDecimal input,
            @Nullable BigDecimal output,
            @Nullable BigDecimal image,
            @Nullable BigDecimal request,
            @Nullable String source) {}

    /**
     * A model that was taken over, and what its provider says of its price now.
     *
     * @param components of a price, as stored; null where none is known
     */
    record Known(
            long oldId,
            String providerSlug,
            String providerModelId,
            @Nullable String components) {}

    /** How many of the old models a list has shown, and how many of those have their old id. */
    record Found(long inCatalog, long withSameId) {}

    /** A provider's row here. */
    record Registered(String slug, long id) {}

    @SqlQuery("SELECT to_regclass('imported_models') IS NOT NULL")
    boolean isMigrated();

    /** Whether no other import runs; holds until the transaction ends. */
    @SqlQuery("SELECT pg_try_advisory_xact_lock(hashtext('import-old'))")
    boolean lock();

    @SqlQuery("SELECT slug, id FROM providers")
    @RegisterConstructorMapper(Registered.class)
    List<Registered> providers();

    @SqlBatch("""
            INSERT INTO imported_providers (old_id, old_slug, provider_id, was_active)
            VALUES (:oldId, :oldSlug, :providerId, :wasActive) ON CONFLICT (old_id) DO NOTHING
            """)
    int[] addProviders(@BindMethods List<Provider> rows);

    /** Of providers that came in now: a switch that was off here or there stays off, one that operators set since stays. */
    @SqlQuery("""
            UPDATE providers p SET is_active = false, updated_at = now()
            WHERE p.is_active AND p.id = ANY (:providers)
              AND NOT EXISTS (SELECT FROM imported_providers i WHERE i.provider_id = p.id AND i.was_active)
            RETURNING p.slug
            """)
    List<String> switchOff(Collection<Long> providers);

    @SqlBatch("""
            INSERT INTO imported_models (old_id, provider_id, provider_model_id, model_id, model_name, was_active, created_at)
            VALUES (:oldId, :providerId, :providerModelId, :modelId, :modelName, :wasActive, :createdAt)
            ON CONFLICT (old_id) DO NOTHING
            """)
    int[] addModels(@BindMethods List<Model> rows);

    /** New models get numbers above every old one. No transaction takes that back. */
    @SqlQuery("""
            SELECT setval('catalog_models_id_seq', old.id)
            FROM (SELECT max(old_id) AS id FROM imported_models) old, catalog_models_id_seq s
            WHERE old.id >= s.last_value
            """)
    List<Long> reserveIds();

    @SqlQuery("""
            SELECT i.old_id, p.slug AS provider_slug, i.provider_model_id, s.components::text AS components
            FROM imported_models i JOIN providers p ON p.id = i.provider_id
            LEFT JOIN catalog_models m ON m.provider_id = i.provider_id AND m.provider_model_id = i.provider_model_id
            LEFT JOIN provider_prices s ON s.model_id = m.id AND s.pricing_state = 'priced'
            WHERE i.old_id = ANY (:oldIds)
            """)
    @RegisterConstructorMapper(Known.class)
    List<Known> known(Collection<Long> oldIds);

    @SqlBatch("""
            INSERT INTO imported_prices (old_model_id, told_at, old_table, price_per_input_token, price_per_output_token,
                price_per_image_token, price_per_request, pricing_source)
            VALUES (:oldModelId, :toldAt, :oldTable, :input, :output, :image, :request, :source)
            ON CONFLICT (old_model_id, told_at, old_table) DO NOTHING
            """)
    int[] addPrices(@BindMethods List<Price> rows);

    /** Takes prices out that came in when less was known to compare them with. */
    @SqlBatch("""
            DELETE FROM imported_prices
            WHERE old_model_id = :oldModelId AND told_at = :toldAt AND old_table = :oldTable
              AND (price_per_input_token, price_per_output_token, price_per_image_token, price_per_request)
                  IS NOT DISTINCT FROM (:input::numeric, :output::numeric, :image::numeric, :request::numeric)
            """)
    int[] withdraw(@BindMethods List<Price> rows);

    @SqlQuery("""
            SELECT count(*) FILTER (WHERE model_id IS NOT NULL) AS in_catalog,
                   count(*) FILTER (WHERE model_id = old_id) AS with_same_id
            FROM imported_model_ids
            """)
    @RegisterConstructorMapper(Found.class)
    Found found();
}
