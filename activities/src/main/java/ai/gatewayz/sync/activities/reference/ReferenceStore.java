package ai.gatewayz.sync.activities.reference;

import ai.gatewayz.sync.activities.reference.ReferenceDao.PriceRow;
import ai.gatewayz.sync.activities.reference.ReferenceDao.StoredReference;
import ai.gatewayz.sync.catalog.change.ContentHash;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import ai.gatewayz.sync.ledger.PriceList;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reference prices: the vault of feed bodies, what was read last, and the prices by provider. */
public final class ReferenceStore {
    /** Below this many prices a feed is too small for a share to mean anything. */
    private static final int FEW = 20;

    private final Jdbi jdbi;
    private final ReferenceDao dao;

    /** A store over a database. */
    public ReferenceStore(Jdbi jdbi) {
        this.jdbi = jdbi;
        dao = jdbi.onDemand(ReferenceDao.class);
    }

    /** Notes that a feed still says the same; false when this body is not the one that was read last. */
    public boolean confirm(FeedBody body) {
        return dao.confirm(body) > 0;
    }

    /** Notes that a feed could not be read; its last known prices stay. */
    public void failed(String feed, String code) {
        dao.fail(feed, code);
    }

    /** Stores a body unless it is there. */
    public void put(FeedBody body, InputStream gzip, long gzipBytes) {
        dao.put(body, (position, statement, context) -> statement.setBinaryStream(position, gzip, gzipBytes));
    }

    /**
     * Brings the prices of one feed in step with its body; only what differs is written.
     *
     * @return how many rows were written or removed, or -1 when the feed shrank by more than half: nothing is changed then
     */
    public int apply(FeedBody body, Map<String, ReferenceKeys> providers, ReferenceIndex index) {
        return jdbi.inTransaction(handle -> {
            ReferenceDao dao = handle.attach(ReferenceDao.class);
            dao.insertFeed(body.feed());
            dao.lockFeed(body.feed());
            Map<ReferenceIndex.Key, StoredReference> stored = new HashMap<>();
            for (StoredReference row : dao.stored(body.feed())) {
                stored.put(new ReferenceIndex.Key(row.providerSlug(), row.referenceKey()), row);
            }
            if (stored.size() >= FEW && index.rows().size() * 2 < stored.size()) {
                return -1;
            }
            providers.forEach((slug, keys) -> dao.upsertScope(slug, keys.idPrefix()));
            int changes = merge(dao, body, index, stored);
            long refused = index.refused().values().stream().mapToLong(n -> n).sum();
            dao.applied(body, index.rows().size(), refused);
            dao.expire(body.feed());
            return changes;
        });
    }

    private static int merge(
            ReferenceDao dao, FeedBody body, ReferenceIndex index, Map<ReferenceIndex.Key, StoredReference> stored) {
        Set<String> changedProviders = new TreeSet<>();
        List<PriceRow> upserts = new ArrayList<>();
        index.rows().forEach((key, row) -> {
            byte[] hash = ContentHash.ofPricing(row.pricing());
            StoredReference known = stored.get(key);
            if (known == null
                    || !Arrays.equals(known.priceHash(), hash)
                    || !known.referenceId().equals(row.id())
                    || !Objects.equals(known.kind(), kind(row))) {
                changedProviders.add(key.provider());
                upserts.add(priceRow(body, key, row, hash));
            }
        });
        List<ReferenceIndex.Key> gone = new ArrayList<>(stored.keySet());
        gone.removeAll(index.rows().keySet());
        gone.forEach(key -> changedProviders.add(key.provider()));
        dao.upsert(upserts);
        dao.delete(body.feed(), gone);
        dao.moveVersions(changedProviders);
        return upserts.size() + gone.size();
    }

    private static PriceRow priceRow(FeedBody body, ReferenceIndex.Key key, ReferenceRow row, byte[] hash) {
        return new PriceRow(
                body.feed(),
                key.provider(),
                key.id(),
                row.id(),
                kind(row),
                base(row, PriceKind.INPUT),
                base(row, PriceKind.OUTPUT),
                PriceList.write(row.pricing()),
                hash,
                body.snapshot().sha256());
    }

    private static @Nullable String kind(ReferenceRow row) {
        return row.kind() == null ? null : row.kind().key();
    }

    private static @Nullable String base(ReferenceRow row, PriceKind kind) {
        return row.pricing()
                .base(kind, BillingUnit.TOKEN)
                .map(UnitPrice::toPlainString)
                .orElse(null);
    }
}
