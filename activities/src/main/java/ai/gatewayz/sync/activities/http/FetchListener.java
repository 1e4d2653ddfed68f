package ai.gatewayz.sync.activities.http;

/**
 * Hears twice a second, from a thread of the fetch, how far it is; also while the provider is silent.
 * A last call may still be under way when the fetch returns.
 */
@FunctionalInterface
public interface FetchListener {
    /** Hears nothing and never cancels. */
    FetchListener SILENT = (pages, bytes) -> {};

    /**
     * Takes note, or throws to cancel: the fetch then ends within a second and throws the same exception.
     *
     * @param pages pages read completely
     * @param bytes decoded bytes so far, all pages together
     */
    void progress(int pages, long bytes);
}
