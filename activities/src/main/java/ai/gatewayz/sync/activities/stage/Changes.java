package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.ledger.HeldChanges;
import ai.gatewayz.sync.workflows.model.SyncCounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction changed.
 *
 * @param reactivated ids of models that were delisted and are listed again
 * @param delisted ids of models that were missing often and long enough
 * @param holds prices that wait
 * @param verdict why absences were not counted or acted on; null when they were
 */
record Changes(
        long added,
        long updated,
        long prices,
        List<Long> reactivated,
        List<Long> delisted,
        HeldChanges holds,
        @Nullable String verdict) {
    boolean isEmpty() {
        return prices == 0 && !areOfferingsChanged();
    }

    boolean areOfferingsChanged() {
        return added + updated + reactivated.size() + delisted.size() > 0;
    }

    Changes withPrices(long changed, HeldChanges held) {
        return new Changes(added, updated, changed, reactivated, delisted, held, verdict);
    }

    Changes withDelisted(List<Long> ids) {
        return new Changes(added, updated, prices, reactivated, ids, holds, verdict);
    }

    Changes withVerdict(String reason) {
        return new Changes(added, updated, prices, reactivated, delisted, holds, reason);
    }

    SyncCounts counts(SyncCounts plan) {
        return SyncCounts.read(plan.fetched(), plan.transformed(), plan.skipped())
                .withSynced(plan.transformed())
                .withModels(added, plan.updated() - holds.kept(), plan.unchanged() + holds.kept())
                .withDelisted(delisted.size())
                .withPrices(prices, holds.held());
    }
}
