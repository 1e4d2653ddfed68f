package ai.gatewayz.sync.workflows.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a refresh of the reference feeds brought, feed by feed. */
public record ReferenceReport(List<Feed> feeds) {
    /**
     * One feed.
     *
     * @param outcome {@code not_modified}, {@code refreshed} or {@code failed}
     * @param prices prices of offerings of our providers; 0 unless refreshed
     * @param changes prices that were new, different or gone
     * @param refused rows of the feed that could not be believed
     * @param error why it failed, a short machine word; null when it did not
     */
    public record Feed(
            String feed,
            String outcome,
            long prices,
            long changes,
            long refused,
            @Nullable String error) {}

    /** Takes a private copy. */
    public ReferenceReport {
        feeds = feeds == null ? List.of() : List.copyOf(feeds);
    }
}
