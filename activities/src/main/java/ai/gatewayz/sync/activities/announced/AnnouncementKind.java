package ai.gatewayz.sync.activities.announced;

import java.time.Duration;
import java.util.Locale;

/** What a list announces. */
enum AnnouncementKind {
    /** Another price. */
    PRICE(Duration.ofMinutes(15)),
    /** The end of a price, after which the usual one holds. */
    PROMOTION_END(Duration.ofMinutes(15)),
    /** That a model goes. Lists name a day, and drop the model some time on it. */
    RETIREMENT(Duration.ofDays(1));

    private final Duration grace;

    AnnouncementKind(Duration grace) {
        this.grace = grace;
    }

    /** How much later than announced it may come without anybody being told. */
    Duration grace() {
        return grace;
    }

    /** The word used in SQL. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AnnouncementKind of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
