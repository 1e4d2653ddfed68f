package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.activities.feed.MalformedCatalogException;
import ai.gatewayz.sync.activities.feed.ModelFeed;
import ai.gatewayz.sync.activities.feed.ModelSink;
import ai.gatewayz.sync.activities.feed.PriceField;
import ai.gatewayz.sync.catalog.change.ContentHash;
import ai.gatewayz.sync.catalog.change.ListShape;
import ai.gatewayz.sync.catalog.change.ShapeDrift;
import ai.gatewayz.sync.catalog.change.ShapeTrust;
import ai.gatewayz.sync.catalog.guard.DelistingGuard;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.SkipReason;
import ai.gatewayz.sync.catalog.price.PriceRefusal;
import ai.gatewayz.sync.catalog.reference.ReferenceDecision;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one list and stages what differs from the stored offerings. One use, one thread. */
final class ListTransform implements ModelSink {
    /** Number of the rules by which bodies become models; a new number has every body transformed again. */
    public static final int VERSION = 8;

    private static final int BEAT_EVERY = 1_000;
    private static final int MOST_UNREAD = 1_024;

    /**
     * What a list brought.
     *
     * @param missing active models that are not in it
     */
    public record Result(
            long rows,
            SyncCounts counts,
            SortedMap<String, Long> skipReasons,
            @Nullable String verdict,
            long missing) {}

    /** A staging problem inside the reader's callbacks. */
    private static final class StagingFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StagingFailure(SQLException cause) {
            super("staging failed", cause);
        }
    }

    private final ModelStage stage;
    private final Map<String, StoredModel> stored;
    private final ReferencePricing references;
    private final boolean pricesOnly;
    private final Runnable beat;
    /** The ids of the list, each with the beginning of the hash of what its first row says of the price. */
    private final Map<String, Long> seen;
    /** Ids of rows that state different prices. */
    private final Set<String> contradicted = new HashSet<>();
    /** Fields of the list that state a price and were not read, as paths of its shape. */
    private final Set<String> unread = new HashSet<>();

    private final SortedMap<String, Long> skipReasons = new TreeMap<>();
    private final long active;
    private long records;
    private long bad;
    private long skipped;
    private long added;
    private long updated;
    private long unchanged;
    private long activePresent;
    private long declaredTotal = -1;
    private ListShape shape = ListShape.UNKNOWN;
    /** Whether the list is the first of two, without the second one: of known models it says no more than that they are there. */
    private boolean firstAlone;

    /**
     * A transform into an open stage.
     *
     * @param kind of a {@code PRICES} sync only prices of stored models are staged
     * @param beat is called now and then and may cancel by throwing
     */
    public ListTransform(ModelStage stage, Map<String, StoredModel> stored, SyncKind kind, Runnable beat) {
        this(stage, stored, ReferencePricing.NONE, kind, beat);
    }

    /** A transform that asks reference feeds for prices that the list does not quote. */
    public ListTransform(
            ModelStage stage,
            Map<String, StoredModel> stored,
            ReferencePricing references,
            SyncKind kind,
            Runnable beat) {
        this.stage = stage;
        this.stored = stored;
        this.references = references;
        this.pricesOnly = kind == SyncKind.PRICES;
        this.beat = beat;
        seen = new HashMap<>(2 * stored.size());
        active = stored.values().stream().filter(StoredModel::isActive).count();
    }

    /**
     * Reads the whole body.
     *
     * @throws MalformedCatalogException when it is not the provider's list, or nothing in it is usable
     */
    public Result run(ModelFeed feed, InputStream body, int pages) throws IOException, SQLException {
        try {
            read(feed, body, pages);
            ShapeTrust.Judgement judgement = stage.trust().judge(shape, pricePaths(feed), Instant.now());
            String verdict = verdict();
            if (verdict == null && !judgement.pricesTrusted()) {
                verdict = ShapeDrift.VERDICT;
            }
            if (!seen.isEmpty() && !pricesOnly) {
                markMissing(verdict == null);
            }
            if (verdict == null) {
                stage.markComplete();
            }
            stage.finish();
            stage.keep(judgement, unread);
            long kept = contradicted.isEmpty() ? 0 : stage.dropPrices(contradicted);
            kept += judgement.pricesTrusted() ? 0 : stage.dropPrices();
            return result(kept, verdict);
        } catch (StagingFailure e) {
            throw (SQLException) e.getCause();
        }
    }

    /**
     * Reads the first of a provider's two lists, when the second one did not come. Known models keep what they are, since the
     * second list says more of them, and their prices, if it tells prices; nobody is missing.
     *
     * @throws MalformedCatalogException when it is not the provider's list, or nothing in it is usable
     */
    public Result runFirstAlone(ModelFeed feed, InputStream body, int pages) throws IOException, SQLException {
        firstAlone = true;
        try {
            read(feed, body, pages);
            stage.finish();
            long kept = contradicted.isEmpty() ? 0 : stage.dropPrices(contradicted);
            if (feed.isPricedBySecondList()) {
                kept += stage.dropPrices(PriceRefusal.SECOND_LIST_MISSING);
                skipReasons.put("price_" + PriceRefusal.SECOND_LIST_MISSING.key(), (long) seen.size());
            }
            return result(kept, DelistingGuard.Verdict.SECOND_LIST_MISSING.key());
        } catch (StagingFailure e) {
            throw (SQLException) e.getCause();
        }
    }

    private void read(ModelFeed feed, InputStream body, int pages) throws IOException {
        feed.read(body, pages, this);
        if (records > 0 && seen.isEmpty() && !pricesOnly) {
            throw new MalformedCatalogException("none of " + records + " records is usable: " + skipReasons);
        }
    }

    private Result result(long kept, @Nullable String verdict) {
        SyncCounts counts = SyncCounts.read(records, seen.size(), skipped)
                .withSynced(seen.size())
                .withModels(added, updated - kept, unchanged + kept);
        return new Result(stage.rows(), counts, skipReasons, verdict, active - activePresent);
    }

    private static List<String> pricePaths(ModelFeed feed) {
        return feed.priceFields().stream().map(PriceField::path).toList();
    }

    private @Nullable String verdict() {
        if (declaredTotal >= 0 && declaredTotal != records) {
            return DelistingGuard.Verdict.PARTIAL.key();
        }
        DelistingGuard.Verdict verdict = DelistingGuard.judge(active, activePresent, records, bad);
        return verdict == DelistingGuard.Verdict.COUNT_MISSES ? null : verdict.key();
    }

    private void markMissing(boolean count) throws SQLException {
        if (count && activePresent < active) {
            for (Map.Entry<String, StoredModel> entry : stored.entrySet()) {
                if (entry.getValue().isActive() && !seen.containsKey(entry.getKey())) {
                    stage.markMissing(entry.getKey());
                }
            }
        }
    }

    @Override
    public void accept(CatalogModel model, List<PriceRefusal> refusals) {
        records++;
        if (records % BEAT_EVERY == 0) {
            beat.run();
        }
        if (pricesOnly && !stored.containsKey(model.providerModelId())) {
            skipped++;
            count(SkipReason.NOT_IN_CATALOG.key());
            return;
        }
        byte[] priceHash = ContentHash.ofPricing(model.pricing());
        Long price = ByteBuffer.wrap(priceHash).getLong();
        Long first = seen.putIfAbsent(model.providerModelId(), price);
        if (first != null) {
            skipped++;
            count(SkipReason.DUPLICATE.key());
            if (!first.equals(price) && contradicted.add(model.providerModelId())) {
                count("price_" + PriceRefusal.DUPLICATE_ID_PRICES.key());
            }
            return;
        }
        refusals.forEach(refusal -> count("price_" + refusal.key()));
        noteUnread(model.pricing().unread());
        StoredModel before = stored.get(model.providerModelId());
        try {
            stage(model, priceHash, before);
        } catch (SQLException e) {
            throw new StagingFailure(e);
        }
    }

    private void noteUnread(List<String> pointers) {
        for (String pointer : pointers) {
            if (unread.size() < MOST_UNREAD) {
                unread.add(ListShape.path(pointer));
            }
        }
    }

    private void stage(CatalogModel told, byte[] priceHash, @Nullable StoredModel before) throws SQLException {
        CatalogModel model = references.withKind(told);
        // Feeds price what the provider does not: without its second list nobody knows what that is.
        SourcedPrice price =
                firstAlone ? SourcedPrice.own(model.pricing(), priceHash) : references.price(model, priceHash);
        if (price.isDisputed()) {
            count(ReferenceDecision.DISAGREE_BASIS);
        }
        boolean staged = pricesOnly ? stage.stagePrice(model, price, before) : stageModel(model, price, before);
        if (staged) {
            added += before == null ? 1 : 0;
            updated += before == null ? 0 : 1;
        } else {
            unchanged++;
            if (before != null && before.isMissing() && !pricesOnly) {
                stage.markPresent(model.providerModelId());
            }
        }
        if (before != null && before.isActive()) {
            activePresent++;
        }
    }

    private boolean stageModel(CatalogModel model, SourcedPrice price, @Nullable StoredModel before)
            throws SQLException {
        return firstAlone && before != null
                ? stage.stagePresence(model, price, before)
                : stage.stage(model, price, before);
    }

    @Override
    public void skip(SkipReason reason, String detail) {
        records++;
        skipped++;
        bad += reason.isBad() ? 1 : 0;
        count(reason.key());
    }

    @Override
    public void declareTotal(long total) {
        declaredTotal = total;
    }

    @Override
    public void shape(ListShape read) {
        shape = read;
    }

    private void count(String reason) {
        skipReasons.merge(reason, 1L, Long::sum);
    }
}
