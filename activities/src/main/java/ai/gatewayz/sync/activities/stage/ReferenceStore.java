package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.activities.reference.ReferenceIndex;
import ai.gatewayz.sync.activities.reference.ReferenceKeys;
import ai.gatewayz.sync.activities.reference.ReferenceRow;
import ai.gatewayz.sync.catalog.change.ContentHash;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import ai.gatewayz.sync.ledger.PriceList;
import ai.gatewayz.sync.workflows.model.SnapshotRef;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Reference prices: the vault of feed bodies, what was read last, and the prices by provider. */
public final class ReferenceStore {
    /** Below this many prices a feed is too small for a share to mean anything. */
    private static final int FEW = 20;

    private static final String PUT = """
            INSERT INTO reference_snapshots (feed, sha256, pages, raw_bytes, body)
            VALUES (:feed, :sha, :pages, :bytes, :body) ON CONFLICT (feed, sha256) DO NOTHING
            """;

    private static final String CONFIRM = """
            UPDATE reference_feeds SET fetched_at = now(), last_error_code = NULL
            WHERE feed = :feed AND sha256 = :sha AND reader_version = :version
            """;

    private static final String FAIL = """
            INSERT INTO reference_feeds AS f (feed, last_failure_at, last_error_code) VALUES (:feed, now(), :code)
            ON CONFLICT (feed) DO UPDATE SET last_failure_at = now(), last_error_code = excluded.last_error_code
            """;

    private static final String APPLY = """
            UPDATE reference_feeds
            SET sha256 = :sha, reader_version = :version, prices = :prices, refused = :refused, fetched_at = now(),
                changed_at = now(), last_error_code = NULL
            WHERE feed = :feed
            """;

    private static final String SCOPE = """
            INSERT INTO reference_scopes AS s (provider_slug, id_prefix) VALUES (:slug, :prefix)
            ON CONFLICT (provider_slug) DO UPDATE SET id_prefix = excluded.id_prefix
            WHERE s.id_prefix <> excluded.id_prefix
            """;

    private static final String UPSERT = """
            INSERT INTO reference_prices (
                feed, provider_slug, reference_key, reference_id, price_per_input_token, price_per_output_token,
                components, price_hash, snapshot_sha256)
            VALUES (:feed, :slug, :key, :id, :input::numeric, :output::numeric, :components::jsonb, :hash, :sha)
            ON CONFLICT (provider_slug, reference_key, feed) DO UPDATE
            SET reference_id = excluded.reference_id, price_per_input_token = excluded.price_per_input_token,
                price_per_output_token = excluded.price_per_output_token, components = excluded.components,
                price_hash = excluded.price_hash, snapshot_sha256 = excluded.snapshot_sha256, changed_at = now()
            """;

    private static final String DELETE =
            "DELETE FROM reference_prices WHERE feed = :feed AND provider_slug = :slug AND reference_key = :key";

    private static final String EXPIRE = """
            DELETE FROM reference_snapshots v USING reference_feeds f
            WHERE f.feed = v.feed AND f.feed = :feed AND f.sha256 IS DISTINCT FROM v.sha256
              AND v.fetched_at < now() - interval '90 days'
            """;

    /** A feed's body and the rules it is read by. */
    public record Body(String feed, SnapshotRef snapshot, int readerVersion) {
        byte[] sha() {
            return HexFormat.of().parseHex(snapshot.sha256());
        }
    }

    private final Jdbi jdbi;

    /** A store over a database. */
    public ReferenceStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Notes that a feed still says the same; false when this body is not the one that was read last. */
    public boolean confirm(Body body) {
        return jdbi.withHandle(handle -> handle.createUpdate(CONFIRM)
                        .bind("feed", body.feed())
                        .bind("sha", body.sha())
                        .bind("version", body.readerVersion())
                        .execute()
                > 0);
    }

    /** Notes that a feed could not be read; its last known prices stay. */
    public void failed(String feed, String code) {
        jdbi.useHandle(handle ->
                handle.createUpdate(FAIL).bind("feed", feed).bind("code", code).execute());
    }

    /** Stores a body unless it is there. */
    public void put(Body body, InputStream gzip, long gzipBytes) {
        jdbi.useHandle(handle -> handle.createUpdate(PUT)
                .bind("feed", body.feed())
                .bind("sha", body.sha())
                .bind("pages", body.snapshot().pages())
                .bind("bytes", body.snapshot().bytes())
                .bindBinaryStream("body", gzip, (int) gzipBytes)
                .execute());
    }

    /**
     * Brings the prices of one feed in step with its body; only what differs is written.
     *
     * @return how many rows were written or removed, or -1 when the feed shrank by more than half: nothing is changed then
     */
    public int apply(Body body, Map<String, ReferenceKeys> providers, ReferenceIndex index) {
        return jdbi.inTransaction(handle -> {
            handle.createUpdate("INSERT INTO reference_feeds (feed) VALUES (:feed) ON CONFLICT DO NOTHING")
                    .bind("feed", body.feed())
                    .execute();
            handle.createQuery("SELECT prices FROM reference_feeds WHERE feed = :feed FOR UPDATE")
                    .bind("feed", body.feed())
                    .mapTo(Long.class)
                    .one();
            Map<ReferenceIndex.Key, Known> stored = stored(handle, body.feed());
            if (stored.size() >= FEW && index.rows().size() * 2 < stored.size()) {
                return -1;
            }
            providers.forEach((slug, keys) -> handle.createUpdate(SCOPE)
                    .bind("slug", slug)
                    .bind("prefix", keys.idPrefix())
                    .execute());
            int changes = merge(handle, body, index, stored);
            handle.createUpdate(APPLY)
                    .bind("feed", body.feed())
                    .bind("sha", body.sha())
                    .bind("version", body.readerVersion())
                    .bind("prices", index.rows().size())
                    .bind(
                            "refused",
                            index.refused().values().stream().mapToLong(n -> n).sum())
                    .execute();
            handle.createUpdate(EXPIRE).bind("feed", body.feed()).execute();
            return changes;
        });
    }

    /** What is stored of an offering. */
    private record Known(String referenceId, byte[] hash) {}

    private static Map<ReferenceIndex.Key, Known> stored(Handle handle, String feed) {
        Map<ReferenceIndex.Key, Known> stored = new HashMap<>();
        handle.createQuery("SELECT provider_slug, reference_key, reference_id, price_hash FROM reference_prices"
                        + " WHERE feed = :feed")
                .bind("feed", feed)
                .map((row, context) -> stored.put(
                        new ReferenceIndex.Key(row.getString(1), row.getString(2)),
                        new Known(row.getString(3), row.getBytes(4))))
                .forEach(ignored -> {});
        return stored;
    }

    private static int merge(Handle handle, Body body, ReferenceIndex index, Map<ReferenceIndex.Key, Known> stored) {
        Set<String> changedProviders = new TreeSet<>();
        PreparedBatch upserts = handle.prepareBatch(UPSERT);
        index.rows().forEach((key, row) -> {
            byte[] hash = ContentHash.ofPricing(row.pricing());
            Known known = stored.get(key);
            if (known == null
                    || !Arrays.equals(known.hash(), hash)
                    || !known.referenceId().equals(row.id())) {
                changedProviders.add(key.provider());
                add(upserts, body, key, row, hash);
            }
        });
        PreparedBatch deletes = handle.prepareBatch(DELETE);
        List<ReferenceIndex.Key> gone = new ArrayList<>(stored.keySet());
        gone.removeAll(index.rows().keySet());
        for (ReferenceIndex.Key key : gone) {
            changedProviders.add(key.provider());
            deletes.bind("feed", body.feed())
                    .bind("slug", key.provider())
                    .bind("key", key.id())
                    .add();
        }
        int changes = upserts.size() + gone.size();
        execute(upserts);
        execute(deletes);
        handle.createUpdate("UPDATE reference_scopes SET version = version + 1, changed_at = now()"
                        + " WHERE provider_slug = ANY (:slugs)")
                .bindArray("slugs", String.class, changedProviders)
                .execute();
        return changes;
    }

    private static void execute(PreparedBatch batch) {
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static void add(PreparedBatch batch, Body body, ReferenceIndex.Key key, ReferenceRow row, byte[] hash) {
        batch.bind("feed", body.feed())
                .bind("slug", key.provider())
                .bind("key", key.id())
                .bind("id", row.id())
                .bind("input", base(row, PriceKind.INPUT))
                .bind("output", base(row, PriceKind.OUTPUT))
                .bind("components", PriceList.write(row.pricing()))
                .bind("hash", hash)
                .bind("sha", body.sha())
                .add();
    }

    private static @Nullable String base(ReferenceRow row, PriceKind kind) {
        return row.pricing()
                .base(kind, BillingUnit.TOKEN)
                .map(UnitPrice::toPlainString)
                .orElse(null);
    }
}
