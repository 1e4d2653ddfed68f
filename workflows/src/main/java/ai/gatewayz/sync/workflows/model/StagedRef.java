package ai.gatewayz.sync.workflows.model;

/**
 * Staged differences in the database.
 *
 * @param key names the rows
 * @param rows how many there must be; fewer means that a crash emptied the stage
 * @param baseFence the applied fetch that they were compared with
 * @param baseReferences version of the reference prices that were looked at
 */
public record StagedRef(String key, long rows, long baseFence, long baseReferences) {
    /** Differences of a provider that no reference feed knows. */
    public StagedRef(String key, long rows, long baseFence) {
        this(key, rows, baseFence, 0);
    }
}
