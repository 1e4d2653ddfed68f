package ai.gatewayz.sync.activities.notify;

/**
 * Something that is wrong now.
 *
 * @param key what makes it the same trouble tomorrow
 * @param isCritical whether data are wrong or missing, rather than at risk
 * @param summary what happened and how bad it is, in one or two sentences
 * @param command what to run
 */
public record Trouble(String key, boolean isCritical, String summary, String command) {
    /** {@code critical} or {@code warning}. */
    public String severity() {
        return isCritical ? "critical" : "warning";
    }
}
