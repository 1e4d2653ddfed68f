package ai.gatewayz.sync.catalog.guard;

import java.time.Duration;
import java.util.Locale;

/**
 * Whether the absence of models from a fetch may be counted against them. Only a complete, plausible list counts; a model
 * is delisted after {@link #MISSES} counted misses that span at least {@link #MIN_ABSENCE}.
 */
public final class DelistingGuard {
    /** Counted misses until a model is delisted. */
    public static final int MISSES = 3;
    /** Shortest time between the first miss and the delisting. */
    public static final Duration MIN_ABSENCE = Duration.ofHours(6);
    /** Shortest time between two counted misses, so that a burst of retries counts once. */
    public static final Duration MIN_SPACING = Duration.ofMinutes(30);
    /** A list with a smaller share (percent) of the models that were active counts nothing. */
    public static final int MIN_PRESENT_PERCENT = 50;
    /** More unreadable records than this share (percent) make the whole list suspicious. */
    public static final int MAX_BAD_PERCENT = 20;
    /** The second bad-record limit: more than this many and more than {@link #BAD_PERCENT_OF_MANY} percent. */
    public static final int MANY_BAD = 50;

    public static final int BAD_PERCENT_OF_MANY = 5;

    private static final int MIN_DELISTED_PER_RUN = 10;
    private static final int MAX_DELISTED_PERCENT = 10;
    private static final int MAX_DELISTED_DAILY_PERCENT = 2;

    /** What a list says about models that are not in it. */
    public enum Verdict {
        COUNT_MISSES,
        TOO_MANY_BAD,
        SHRUNK,
        /** The provider says that its whole list has more records. */
        PARTIAL,
        /** Of the provider's two lists the second one did not come. */
        SECOND_LIST_MISSING,
        /** More models are due than one run, or one day of the whole catalog, may delist. */
        MASS_REMOVAL;

        /** The lower-case name used in JSON and SQL. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private DelistingGuard() {}

    /**
     * Judges one fetch.
     *
     * @param active models of the provider that were active before it
     * @param present how many of those are in the list
     * @param records all records of the list
     * @param bad unreadable ones among them
     */
    public static Verdict judge(long active, long present, long records, long bad) {
        if (bad * 100 > records * MAX_BAD_PERCENT || (bad > MANY_BAD && bad * 100 > records * BAD_PERCENT_OF_MANY)) {
            return Verdict.TOO_MANY_BAD;
        }
        return present * 100 < active * MIN_PRESENT_PERCENT ? Verdict.SHRUNK : Verdict.COUNT_MISSES;
    }

    /** The most models that one run may delist; beyond it none is delisted and the run says so. */
    public static long maxDelistedPerRun(long active) {
        return Math.max(MIN_DELISTED_PER_RUN, active * MAX_DELISTED_PERCENT / 100);
    }

    /**
     * Whether the whole catalog would lose more than 2 % (and more than ten) models within a day.
     *
     * @param delisted models delisted in the last 24 hours, those now due included
     * @param active active models of the whole catalog
     */
    public static boolean isOverDailyLimit(long delisted, long active) {
        return delisted > Math.max(MIN_DELISTED_PER_RUN, active * MAX_DELISTED_DAILY_PERCENT / 100);
    }
}
