package ai.gatewayz.sync.workflows.model;

/**
 * Counts of one provider's sync, or of several together.
 *
 * @param fetched records in the list
 * @param transformed records that became models
 * @param skipped records that did not
 * @param synced models stored and current afterwards: added, updated and unchanged
 */
public record SyncCounts(
        long fetched,
        long transformed,
        long skipped,
        long synced,
        long added,
        long updated,
        long unchanged,
        long delisted,
        long priceChanges,
        long heldChanges) {
    /** Nothing counted. */
    public static final SyncCounts NONE = new SyncCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** What a list held, before anything was compared. */
    public static SyncCounts read(long fetched, long transformed, long skipped) {
        return new SyncCounts(fetched, transformed, skipped, 0, 0, 0, 0, 0, 0, 0);
    }

    /** The same with other models stored. */
    public SyncCounts withModels(long nowAdded, long nowUpdated, long nowUnchanged) {
        return new SyncCounts(
                fetched,
                transformed,
                skipped,
                synced,
                nowAdded,
                nowUpdated,
                nowUnchanged,
                delisted,
                priceChanges,
                heldChanges);
    }

    /** The same with so many models stored and current. */
    public SyncCounts withSynced(long count) {
        return new SyncCounts(
                fetched, transformed, skipped, count, added, updated, unchanged, delisted, priceChanges, heldChanges);
    }

    /** The same with so many models delisted. */
    public SyncCounts withDelisted(long count) {
        return new SyncCounts(
                fetched, transformed, skipped, synced, added, updated, unchanged, count, priceChanges, heldChanges);
    }

    /** The same with so many prices changed, and so many held. */
    public SyncCounts withPrices(long changed, long held) {
        return new SyncCounts(
                fetched, transformed, skipped, synced, added, updated, unchanged, delisted, changed, held);
    }

    /** Of a list that is like this one, once more: nothing changes. */
    public SyncCounts again() {
        return onlyRead().withSynced(synced).withModels(0, 0, synced);
    }

    /** Of a sync that failed after its list was read. */
    public SyncCounts onlyRead() {
        return read(fetched, transformed, skipped);
    }

    /** Both together. */
    public SyncCounts plus(SyncCounts other) {
        return new SyncCounts(
                fetched + other.fetched,
                transformed + other.transformed,
                skipped + other.skipped,
                synced + other.synced,
                added + other.added,
                updated + other.updated,
                unchanged + other.unchanged,
                delisted + other.delisted,
                priceChanges + other.priceChanges,
                heldChanges + other.heldChanges);
    }

    /** Models that readers see differently: added, updated and delisted. */
    public long modelsChanged() {
        return added + updated + delisted;
    }
}
