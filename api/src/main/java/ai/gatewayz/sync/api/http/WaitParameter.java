package ai.gatewayz.sync.api.http;

/** How long a POST that starts a job waits for its end. */
public final class WaitParameter {
    /** Seconds when nothing is asked for. */
    public static final int USUAL = 25;
    /** Below the minute after which proxies give up. */
    public static final int LONGEST = 55;

    private WaitParameter() {}

    /** Seconds, from {@code wait} and {@code background}, which the query must allow. */
    public static int seconds(QueryReader query) {
        int wait = query.number("wait", USUAL, 0, LONGEST);
        return query.flag("background") ? 0 : wait;
    }
}
