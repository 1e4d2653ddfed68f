package ai.gatewayz.sync.activities.registry;

import ai.gatewayz.sync.activities.provider.Provider;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Statements on {@code providers} and the rows that keep the state of their syncs. */
interface ProviderDao {
    /** Writes only what differs: ON CONFLICT DO UPDATE would lock rows that are equal, and running syncs need them. */
    @SqlUpdate("""
            UPDATE providers
            SET name = :name, aliases = :aliases, base_url = :baseUrl, tier = :tier.key, is_supported = :isSupported,
                requires_key = :credential.required, quotes_prices = :quotesPrices, note = :note,
                litellm_name = :liteLlmName, genai_prices_name = :genaiPricesName, updated_at = now()
            WHERE slug = :slug.value
              AND (name, aliases, base_url, tier, is_supported, requires_key, quotes_prices, note, litellm_name,
                   genai_prices_name)
                  IS DISTINCT FROM (:name, :aliases::text[], :baseUrl, :tier.key, :isSupported, :credential.required,
                                    :quotesPrices, :note::text, :liteLlmName::text, :genaiPricesName::text)
            """)
    int update(@BindMethods Provider provider, boolean quotesPrices);

    @SqlUpdate("""
            INSERT INTO providers (slug, name, aliases, base_url, tier, is_supported, requires_key, quotes_prices, note,
                litellm_name, genai_prices_name)
            SELECT :slug.value, :name, :aliases::text[], :baseUrl, :tier.key, :isSupported, :credential.required,
                   :quotesPrices, :note::text, :liteLlmName::text, :genaiPricesName::text
            WHERE NOT EXISTS (SELECT FROM providers WHERE slug = :slug.value)
            ON CONFLICT (slug) DO NOTHING
            """)
    void insert(@BindMethods Provider provider, boolean quotesPrices);

    @SqlUpdate("""
            INSERT INTO provider_sync_state (provider_id)
            SELECT id FROM providers p
            WHERE NOT EXISTS (SELECT FROM provider_sync_state s WHERE s.provider_id = p.id)
            ORDER BY id
            ON CONFLICT DO NOTHING
            """)
    void insertStates();

    /** {@code spacing}: seconds between lists that agree on a price that is held. */
    @SqlQuery("""
            SELECT p.id, p.slug, p.is_active, p.is_supported, p.health_status, s.applied_fence, s.applied_sha256,
                   s.applied_transformer, s.models_missing, s.applied_references,
                   coalesce(r.version, 0) AS references_version, s.consecutive_failures, s.last_failure_at,
                   EXISTS (
                       SELECT FROM held_changes h
                       WHERE h.provider_id = p.id AND h.status = 'pending'
                         AND (h.cleared_by_agreement
                              AND coalesce(h.last_agreed_at, '-infinity') <= now() - make_interval(secs => :spacing)
                           OR h.cleared_by_second_source
                              AND s.reviewed_generation < (SELECT generation FROM catalog_generation))
                   ) AS are_holds_due
            FROM providers p JOIN provider_sync_state s ON s.provider_id = p.id
            LEFT JOIN reference_scopes r ON r.provider_slug = p.slug
            WHERE p.slug = :slug
            """)
    @RegisterConstructorMapper(ProviderRow.class)
    Optional<ProviderRow> find(String slug, long spacing);

    /** Of the tiers, or of all when none is given. */
    @SqlQuery("""
            SELECT p.slug FROM providers p LEFT JOIN provider_sync_state s ON s.provider_id = p.id
            WHERE p.is_active AND p.is_supported
              AND (cardinality(:tiers::text[]) = 0 OR coalesce(p.tier_override, p.tier) = ANY (:tiers))
            ORDER BY coalesce(s.models_listed, 0) DESC, p.slug
            """)
    List<String> syncable(List<String> tiers);

    @SqlQuery("SELECT nextval('sync_fence_seq')")
    long nextFence();
}
