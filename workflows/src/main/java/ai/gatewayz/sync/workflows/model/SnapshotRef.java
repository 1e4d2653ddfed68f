package ai.gatewayz.sync.workflows.model;

/**
 * A list body in the vault.
 *
 * @param sha256 hex of the decoded pages
 * @param bytes decoded size
 * @param isFirstAlone whether it is the first of the provider's two lists, without the second one
 */
public record SnapshotRef(String sha256, long bytes, int pages, boolean isFirstAlone) {
    /** A whole list. */
    public SnapshotRef(String sha256, long bytes, int pages) {
        this(sha256, bytes, pages, false);
    }
}
