package ai.gatewayz.sync.activities.reference;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Statements on the reference feeds, their bodies and their prices. */
interface ReferenceDao {
    /** What one feed says of one offering; without a feed nobody says anything, and the scope stands alone. */
    record ScopedPrice(
            long version,
            String idPrefix,
            @Nullable String feed,
            @Nullable String referenceKey,
            @Nullable String referenceId,
            @Nullable String kind,
            @Nullable String components) {}

    /** One row of {@code reference_prices}; amounts are US dollars a token as plain decimal text. */
    record PriceRow(
            String feed,
            String slug,
            String key,
            String id,
            @Nullable String kind,
            @Nullable String input,
            @Nullable String output,
            String components,
            byte[] hash,
            String sha256) {}

    /** What is stored of an offering. */
    record StoredReference(
            String providerSlug,
            String referenceKey,
            String referenceId,
            @Nullable String kind,
            byte[] priceHash) {}

    /** All that is known of a provider's offerings, by key, models.dev first. */
    @SqlQuery("""
            SELECT s.version, s.id_prefix, r.feed, r.reference_key, r.reference_id, r.kind, r.components::text AS components
            FROM reference_scopes s LEFT JOIN reference_prices r ON r.provider_slug = s.provider_slug
            WHERE s.provider_slug = :provider ORDER BY r.reference_key, r.feed DESC
            """)
    @RegisterConstructorMapper(ScopedPrice.class)
    List<ScopedPrice> scopedPrices(String provider);

    @SqlUpdate("""
            INSERT INTO reference_snapshots (feed, sha256, pages, raw_bytes, body)
            VALUES (:feed, decode(:snapshot.sha256, 'hex'), :snapshot.pages, :snapshot.bytes, :gzip) ON CONFLICT (feed, sha256) DO NOTHING
            """)
    void put(@BindMethods FeedBody body, Argument gzip);

    @SqlUpdate("""
            UPDATE reference_feeds SET fetched_at = now(), last_error_code = NULL
            WHERE feed = :feed AND sha256 = decode(:snapshot.sha256, 'hex') AND reader_version = :readerVersion
            """)
    int confirm(@BindMethods FeedBody body);

    @SqlUpdate("""
            INSERT INTO reference_feeds AS f (feed, last_failure_at, last_error_code) VALUES (:feed, now(), :code)
            ON CONFLICT (feed) DO UPDATE SET last_failure_at = now(), last_error_code = excluded.last_error_code
            """)
    void fail(String feed, String code);

    @SqlUpdate("INSERT INTO reference_feeds (feed) VALUES (:feed) ON CONFLICT DO NOTHING")
    void insertFeed(String feed);

    @SqlQuery("SELECT prices FROM reference_feeds WHERE feed = :feed FOR UPDATE")
    long lockFeed(String feed);

    @SqlQuery(
            "SELECT provider_slug, reference_key, reference_id, kind, price_hash FROM reference_prices WHERE feed = :feed")
    @RegisterConstructorMapper(StoredReference.class)
    List<StoredReference> stored(String feed);

    @SqlUpdate("""
            INSERT INTO reference_scopes AS s (provider_slug, id_prefix) VALUES (:slug, :prefix)
            ON CONFLICT (provider_slug) DO UPDATE SET id_prefix = excluded.id_prefix
            WHERE s.id_prefix <> excluded.id_prefix
            """)
    void upsertScope(String slug, String prefix);

    @SqlBatch("""
            INSERT INTO reference_prices (
                feed, provider_slug, reference_key, reference_id, kind, price_per_input_token, price_per_output_token,
                components, price_hash, snapshot_sha256)
            VALUES (:feed, :slug, :key, :id, :kind, :input::numeric, :output::numeric, :components::jsonb, :hash, decode(:sha256, 'hex'))
            ON CONFLICT (provider_slug, reference_key, feed) DO UPDATE
            SET reference_id = excluded.reference_id, kind = excluded.kind, price_per_input_token = excluded.price_per_input_token,
                price_per_output_token = excluded.price_per_output_token, components = excluded.components,
                price_hash = excluded.price_hash, snapshot_sha256 = excluded.snapshot_sha256, changed_at = now()
            """)
    void upsert(@BindMethods List<PriceRow> rows);

    @SqlBatch("""
            DELETE FROM reference_prices WHERE feed = :feed AND provider_slug = :provider AND reference_key = :id
            """)
    void delete(String feed, @BindMethods List<ReferenceIndex.Key> keys);

    /** Has the lists of providers compared again whose reference prices changed. */
    @SqlUpdate("""
            UPDATE reference_scopes SET version = version + 1, changed_at = now() WHERE provider_slug = ANY (:slugs)
            """)
    void moveVersions(Collection<String> slugs);

    @SqlUpdate("""
            UPDATE reference_feeds
            SET sha256 = decode(:snapshot.sha256, 'hex'), reader_version = :readerVersion, prices = :prices, refused = :refused, fetched_at = now(),
                changed_at = now(), last_error_code = NULL
            WHERE feed = :feed
            """)
    void applied(@BindMethods FeedBody body, long prices, long refused);

    @SqlUpdate("""
            DELETE FROM reference_snapshots v USING reference_feeds f
            WHERE f.feed = v.feed AND f.feed = :feed AND f.sha256 IS DISTINCT FROM v.sha256
              AND v.fetched_at < now() - interval '90 days'
            """)
    void expire(String feed);
}
