package ai.gatewayz.sync.workflows.model;

import java.util.List;

/**
 * What a look at all stored prices found.
 *
 * @param replay stored lists, read again
 * @param feeds stored prices beside what independent feeds say
 */
public record PriceAuditReport(Replay replay, Feeds feeds) {
    /**
     * Stored lists, read with the present code.
     *
     * @param prices prices that were recorded from them
     * @param differing those that would be recorded otherwise now
     * @param unreadable lists that cannot be read any more
     * @param findings the first of both, as text
     */
    public record Replay(long lists, long prices, long differing, long unreadable, List<String> findings) {
        /** Fills in what a payload left out: absent JSON fields arrive as null. */
        public Replay {
            findings = findings == null ? List.of() : List.copyOf(findings);
        }
    }

    /**
     * Price lines that a provider and a feed both tell.
     *
     * @param open lines that differ and that nobody has looked into
     * @param wrong those of them that are a power of ten apart, as with a wrong unit
     * @param findings the first of these, as text
     */
    public record Feeds(long lines, long open, long wrong, List<String> findings) {
        /** Fills in what a payload left out: absent JSON fields arrive as null. */
        public Feeds {
            findings = findings == null ? List.of() : List.copyOf(findings);
        }
    }

    /** Whether there is something to look into. */
    public boolean isClean() {
        return replay.differing() == 0 && replay.unreadable() == 0 && feeds.wrong() == 0;
    }
}
