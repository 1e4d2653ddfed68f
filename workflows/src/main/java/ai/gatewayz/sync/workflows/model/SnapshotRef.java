package ai.gatewayz.sync.workflows.model;

/**
 * A list body in the vault.
 *
 * @param sha256 hex of the decoded pages
 * @param bytes decoded size
 */
public record SnapshotRef(String sha256, long bytes, int pages) {}
