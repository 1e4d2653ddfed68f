package ai.gatewayz.sync.activities.registry;

import ai.gatewayz.sync.activities.provider.Provider;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Registry rows of providers. Operators own {@code is_active} and {@code tier_override}; everything else is the code's. */
public final class ProviderStore {
    /** Plain statements for what differs: ON CONFLICT DO UPDATE locks rows that are equal, and running syncs need them. */
    private static final String UPDATE = """
            UPDATE providers
            SET name = :name, aliases = :aliases, base_url = :base, tier = :tier, is_supported = :supported,
                requires_key = :key, quotes_prices = :prices, note = :note, updated_at = now()
            WHERE slug = :slug
              AND (name, aliases, base_url, tier, is_supported, requires_key, quotes_prices, note)
                  IS DISTINCT FROM (:name, :aliases::text[], :base, :tier, :supported, :key, :prices, :note::text)
            """;

    private static final String INSERT = """
            INSERT INTO providers (slug, name, aliases, base_url, tier, is_supported, requires_key, quotes_prices, note)
            SELECT :slug, :name, :aliases::text[], :base, :tier, :supported, :key, :prices, :note::text
            WHERE NOT EXISTS (SELECT FROM providers WHERE slug = :slug)
            ON CONFLICT (slug) DO NOTHING
            """;

    private static final String INSERT_STATES = """
            INSERT INTO provider_sync_state (provider_id)
            SELECT id FROM providers p
            WHERE NOT EXISTS (SELECT FROM provider_sync_state s WHERE s.provider_id = p.id)
            ORDER BY id
            ON CONFLICT DO NOTHING
            """;

    private static final String SELECT = """
            SELECT p.id, p.slug, p.is_active, p.is_supported, p.health_status, s.applied_fence, s.applied_sha256,
                   s.applied_transformer, s.models_missing, s.applied_references,
                   coalesce(r.version, 0) AS references_version, s.consecutive_failures, s.last_failure_at,
                   EXISTS (
                       SELECT FROM held_changes h
                       WHERE h.provider_id = p.id AND h.status = 'pending'
                         AND (h.cleared_by_agreement
                              AND coalesce(h.last_agreed_at, '-infinity') <= now() - interval '1 hour'
                           OR h.cleared_by_second_source
                              AND s.reviewed_generation < (SELECT generation FROM catalog_generation))
                   ) AS are_holds_due
            FROM providers p JOIN provider_sync_state s ON s.provider_id = p.id
            LEFT JOIN reference_scopes r ON r.provider_slug = p.slug
            """;

    private static final String SYNCABLE = """
            SELECT p.slug FROM providers p LEFT JOIN provider_sync_state s ON s.provider_id = p.id
            WHERE p.is_active AND p.is_supported
              AND (:tiers::text[] IS NULL OR coalesce(p.tier_override, p.tier) = ANY (:tiers))
            ORDER BY coalesce(s.models_listed, 0) DESC, p.slug
            """;

    private final Jdbi jdbi;

    /** A store over a database. */
    public ProviderStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Brings the registry rows in step with the code; never touches what operators own. */
    public void register(List<Provider> providers) {
        jdbi.useTransaction(handle -> {
            for (Provider provider : providers) {
                if (bind(handle.createUpdate(UPDATE), provider).execute() == 0) {
                    bind(handle.createUpdate(INSERT), provider).execute();
                }
            }
            handle.execute(INSERT_STATES);
        });
    }

    private static Update bind(Update statement, Provider provider) {
        return statement
                .bind("slug", provider.slug().value())
                .bind("name", provider.name())
                .bindArray("aliases", String.class, provider.aliases())
                .bind("base", provider.baseUrl())
                .bind("tier", provider.tier().key())
                .bind("supported", provider.isSupported())
                .bind("key", provider.credential().required())
                .bind(
                        "prices",
                        provider.feed() != null
                                && !provider.feed().priceFields().isEmpty())
                .bind("note", provider.note());
    }

    /** The row of a slug. */
    public Optional<ProviderRow> find(String slug) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " WHERE p.slug = :slug")
                .bind("slug", slug)
                .map(ConstructorMapper.of(ProviderRow.class))
                .findOne());
    }

    /** Slugs of active, supported providers; the longest list first, or the whole run would wait for it at its end. */
    public List<String> syncable() {
        return syncable(null);
    }

    /** The same of some tiers, as operators set them; null means all. */
    public List<String> syncable(@Nullable List<String> tiers) {
        return jdbi.withHandle(handle -> handle.createQuery(SYNCABLE)
                .bindArray("tiers", String.class, tiers)
                .mapTo(String.class)
                .list());
    }

    /**
     * Takes the models of every inactive provider out of the offer; they come back with the first list after it is active
     * again.
     *
     * @return how many models were taken out
     */
    public int followSwitches() {
        return new ProviderSwitch(jdbi).follow();
    }

    /** A number above every earlier one; the fetch that takes it outranks them. */
    public long nextFence() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT nextval('sync_fence_seq')")
                .mapTo(Long.class)
                .one());
    }
}
