package ai.gatewayz.sync.catalog.change;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a provider's list that is trusted, and a suspicious one that waits. A new field is trusted at once. Price
 * fields that went away or changed their type leave all prices as they are until the same difference was met in
 * {@link #CONFIRMATIONS} lists over {@link #MIN_AGE}; the price guards judge the new values then.
 *
 * @param pending the suspicious fields, null when there are none
 * @param pendingSeen lists that had just these
 * @param pendingSince when the first of those was read
 */
public record ShapeTrust(
        ListShape shape,
        @Nullable String pending,
        int pendingSeen,
        @Nullable Instant pendingSince) {
    /** Equal lists until a suspicious shape is trusted. */
    public static final int CONFIRMATIONS = 3;

    /** The shortest time that they have to span. */
    public static final Duration MIN_AGE = Duration.ofHours(1);

    /** Of a provider whose list was never read. */
    public static final ShapeTrust NEW = new ShapeTrust(ListShape.UNKNOWN, null, 0, null);

    /**
     * What a list means for the trust.
     *
     * @param next the trust afterwards
     * @param drift the difference that is to be told, {@link ShapeDrift#NONE} when there is none or it was told before
     * @param pricesTrusted whether prices of this list may change prices
     */
    public record Judgement(ShapeTrust next, ShapeDrift drift, boolean pricesTrusted) {}

    /** Judges one list. */
    public Judgement judge(ListShape now, Collection<String> pricePaths, Instant at) {
        ShapeDrift drift = ShapeDrift.between(shape, now, pricePaths);
        if (drift.suspicious().isEmpty()) {
            return new Judgement(new ShapeTrust(drift.accept(shape, now), null, 0, null), drift, true);
        }
        String fields = String.join(", ", drift.suspicious());
        boolean known = fields.equals(pending);
        int seen = known ? pendingSeen + 1 : 1;
        Instant since = known && pendingSince != null ? pendingSince : at;
        if (seen >= CONFIRMATIONS && !since.plus(MIN_AGE).isAfter(at)) {
            return new Judgement(new ShapeTrust(drift.accept(shape, now), null, 0, null), drift, true);
        }
        return new Judgement(new ShapeTrust(shape, fields, seen, since), known ? ShapeDrift.NONE : drift, false);
    }
}
