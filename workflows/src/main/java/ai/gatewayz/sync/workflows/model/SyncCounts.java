package ai.gatewayz.sync.workflows.model;

/**
 * Counts of one provider's sync.
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
}
