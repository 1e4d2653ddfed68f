package ai.gatewayz.sync.api.diff;

import ai.gatewayz.sync.api.diff.DiffQueries.Moved;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.prices.PriceDetails.Price;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.ledger.Generation;
import ai.gatewayz.sync.ledger.PriceTracks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** Compares states of the catalog, each comparison as one snapshot of the database. */
public final class CatalogDiffs {
    private final Jdbi jdbi;

    /** Over a database. */
    public CatalogDiffs(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A state of the catalog: a generation, or what readers saw at an instant.
     *
     * @param generation null where an instant is meant
     * @param at null where a generation is meant
     */
    record State(@Nullable Long generation, @Nullable Instant at) {
        private long in(Handle handle, long now) {
            return generation != null ? generation : at != null ? Generation.at(handle, at) : now;
        }
    }

    /**
     * A model and its price before and after; null where it was, or is, not listed.
     *
     * @param factsChanged whether something else than its price changed
     */
    public record ModelDiff(
            String provider,
            String providerModelId,
            String modelId,
            @Nullable Price before,
            @Nullable Price after,
            boolean factsChanged) {}

    /** How many there are, whatever the limit is. */
    public record Counts(int added, int removed, int changed) {}

    /**
     * What is different, each list by provider and id.
     *
     * @param from the generation that is compared
     * @param to the generation that it is compared with
     */
    public record CatalogDiff(
            long from,
            long to,
            Counts counts,
            List<ModelDiff> added,
            List<ModelDiff> removed,
            List<ModelDiff> changed) {}

    /** What changed between two states, at most so many models of each kind. */
    CatalogDiff between(State begin, State end, int limit) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            DiffQueries queries = handle.attach(DiffQueries.class);
            long now = Generation.current(handle);
            long to = end.in(handle, now);
            long from = begin.in(handle, now);
            if (to > now) {
                throw ApiException.badRequest("to", "is beyond the newest generation, " + now);
            }
            if (from > to) {
                throw ApiException.badRequest("from", "is behind to: generation " + from + " and " + to);
            }
            return diff(handle, queries, from, to, limit);
        });
    }

    private static CatalogDiff diff(Handle handle, DiffQueries queries, long from, long to, int limit) {
        List<Moved> moved = queries.moved(from, to);
        PriceTracks tracks =
                PriceTracks.load(handle, moved.stream().map(Moved::row).toList());
        List<ModelDiff> added = new ArrayList<>();
        List<ModelDiff> removed = new ArrayList<>();
        List<ModelDiff> changed = new ArrayList<>();
        for (Moved model : moved) {
            Pricing before = model.wasListed() ? price(tracks, model, from) : null;
            Pricing after = model.isListed() ? price(tracks, model, to) : null;
            if (before == null && after == null) {
                continue;
            }
            boolean same = before != null && after != null && before.equals(after);
            if (!same || model.updated()) {
                (before == null ? added : after == null ? removed : changed).add(row(model, before, after));
            }
        }
        return new CatalogDiff(
                from,
                to,
                new Counts(added.size(), removed.size(), changed.size()),
                cut(added, limit),
                cut(removed, limit),
                cut(changed, limit));
    }

    private static Pricing price(PriceTracks tracks, Moved model, long generation) {
        return tracks.asOf(model.row(), generation).orElseGet(() -> Pricing.unknown("not_recorded"));
    }

    private static ModelDiff row(Moved model, @Nullable Pricing before, @Nullable Pricing after) {
        return new ModelDiff(
                model.provider(),
                model.providerModelId(),
                model.modelId(),
                before == null ? null : Price.of(before),
                after == null ? null : Price.of(after),
                model.updated());
    }

    private static List<ModelDiff> cut(List<ModelDiff> all, int limit) {
        return all.size() > limit ? List.copyOf(all.subList(0, limit)) : all;
    }
}
