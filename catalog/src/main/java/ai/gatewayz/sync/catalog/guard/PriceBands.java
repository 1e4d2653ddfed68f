package ai.gatewayz.sync.catalog.guard;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import java.math.BigDecimal;

/**
 * What one unit can cost at all, in US dollars, both ends included. The bands are wide on purpose: they catch amounts in a
 * wrong unit that have nothing to be compared with, not unusual prices.
 */
final class PriceBands {
    private PriceBands() {}

    /** Whether a component's amount is plausible for its unit. */
    static boolean contains(PriceComponent component) {
        BigDecimal usd = component.price().usd();
        Band band = of(component.unit());
        return usd.compareTo(band.least()) >= 0 && usd.compareTo(band.most()) <= 0;
    }

    /** The least and the most. */
    private record Band(BigDecimal least, BigDecimal most) {
        static Band of(String least, String most) {
            return new Band(new BigDecimal(least), new BigDecimal(most));
        }
    }

    private static final Band TOKEN = Band.of("1e-11", "1e-3");
    private static final Band CHARACTER = Band.of("1e-10", "1e-3");
    private static final Band PICTURE = Band.of("1e-6", "10");
    private static final Band STEP = Band.of("1e-7", "0.1");
    private static final Band CALL = Band.of("1e-7", "10");
    private static final Band VIDEO = Band.of("1e-4", "100");
    private static final Band SECOND = Band.of("1e-8", "10");
    private static final Band MINUTE = Band.of("1e-6", "100");
    private static final Band HOUR = Band.of("1e-4", "1000");
    private static final Band OTHER = Band.of("1e-12", "10000");

    private static Band of(BillingUnit unit) {
        return switch (unit) {
            // 0.00001 to 1,000 dollars per million.
            case TOKEN -> TOKEN;
            // Speech costs 5 to 300 dollars per million characters.
            case CHARACTER -> CHARACTER;
            // Pictures cost a tenth of a cent to half a dollar; their parts and document pages less.
            case IMAGE, MEGAPIXEL, TILE, PAGE -> PICTURE;
            // One of some dozens of steps of a picture.
            case STEP -> STEP;
            // Searches cost about a cent; research agents some dollars.
            case REQUEST, SEARCH -> CALL;
            case VIDEO -> VIDEO;
            // From transcription at a cent per hour to film at half a dollar per second.
            case SECOND -> SECOND;
            case MINUTE -> MINUTE;
            // From shared processors to eight accelerators.
            case HOUR -> HOUR;
            // Only the provider's words tell what it is.
            case OTHER -> OTHER;
        };
    }
}
