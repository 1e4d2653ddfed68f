package ai.gatewayz.sync.activities.store;

import ai.gatewayz.sync.activities.provider.Provider;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Registry rows of providers. Operators own {@code is_active}; everything else is the code's. */
public final class ProviderStore {
    private static final String REGISTER = """
            INSERT INTO providers (slug, name, aliases, base_url, tier, is_supported, requires_key, quotes_prices, note)
            VALUES (:slug, :name, :aliases, :base, :tier, :supported, :key, :prices, :note)
            ON CONFLICT (slug) DO UPDATE
            SET name = excluded.name, aliases = excluded.aliases, base_url = excluded.base_url, tier = excluded.tier,
                is_supported = excluded.is_supported, requires_key = excluded.requires_key,
                quotes_prices = excluded.quotes_prices, note = excluded.note, updated_at = now()
            WHERE (providers.name, providers.aliases, providers.base_url, providers.tier, providers.is_supported,
                   providers.requires_key, providers.quotes_prices, providers.note)
                IS DISTINCT FROM (excluded.name, excluded.aliases, excluded.base_url, excluded.tier,
                   excluded.is_supported, excluded.requires_key, excluded.quotes_prices, excluded.note)
            """;

    private static final String SELECT = """
            SELECT p.id, p.slug, p.is_active, p.is_supported, p.health_status, s.applied_fence, s.applied_sha256,
                   s.applied_transformer, s.models_missing
            FROM providers p JOIN provider_sync_state s ON s.provider_id = p.id
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
                register(handle, provider);
            }
            handle.execute(
                    "INSERT INTO provider_sync_state (provider_id) SELECT id FROM providers ON CONFLICT DO NOTHING");
        });
    }

    private static void register(Handle handle, Provider provider) {
        handle.createUpdate(REGISTER)
                .bind("slug", provider.slug().value())
                .bind("name", provider.name())
                .bindArray("aliases", String.class, provider.aliases())
                .bind("base", provider.baseUrl())
                .bind("tier", provider.tier().name().toLowerCase(Locale.ROOT))
                .bind("supported", provider.isSupported())
                .bind("key", provider.credential().required())
                .bind(
                        "prices",
                        provider.feed() != null
                                && !provider.feed().priceFields().isEmpty())
                .bind("note", provider.note())
                .execute();
    }

    /** The row of a slug. */
    public Optional<ProviderRow> find(String slug) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + " WHERE p.slug = :slug")
                .bind("slug", slug)
                .map(ConstructorMapper.of(ProviderRow.class))
                .findOne());
    }

    /** Slugs of active, supported providers. */
    public List<String> syncable() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT slug FROM providers WHERE is_active AND is_supported ORDER BY slug")
                .mapTo(String.class)
                .list());
    }

    /** A number above every earlier one; the fetch that takes it outranks them. */
    public long nextFence() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT nextval('sync_fence_seq')")
                .mapTo(Long.class)
                .one());
    }
}
