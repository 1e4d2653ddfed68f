package ai.gatewayz.sync.activities.stage;

/**
 * How many rows of each sort a stage has; a statement about a sort that it has none of need not run.
 *
 * @param all rows of every sort
 * @param added models that are stored for the first time
 * @param updated stored models with other facts
 * @param listed stored models that differ, or that the list shows again
 * @param missing stored models that the list does not show
 */
record StagedRows(long all, long added, long updated, long listed, long missing) {}
