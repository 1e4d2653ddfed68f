package ai.gatewayz.sync.workflows.model;

/**
 * Staged differences in the database.
 *
 * @param key names the rows
 * @param rows how many there must be; fewer means that a crash emptied the stage
 * @param baseFence the applied fetch that they were compared with
 */
public record StagedRef(String key, long rows, long baseFence) {}
