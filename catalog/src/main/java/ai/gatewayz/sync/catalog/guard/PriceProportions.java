package ai.gatewayz.sync.catalog.guard;

import ai.gatewayz.sync.catalog.guard.PriceLines.Key;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How far a price per token can be from the same list's price of input tokens. One line in another unit than its neighbours
 * shows here, with nobody else to compare with. In real lists output costs 1 to 10 times input, cache reads a 120th to the
 * same, cache writes an 18th to double, pictures' tokens up to 120 times; the limits are wider.
 */
final class PriceProportions {
    /** How many times, and what part, of the input price a line may be at most and at least. */
    private record Limits(BigDecimal most, BigDecimal part) {
        static Limits of(int most, int part) {
            return new Limits(BigDecimal.valueOf(most), BigDecimal.valueOf(part));
        }
    }

    private static final Limits WRITTEN = Limits.of(100, 100);
    private static final Limits CACHE_READ = Limits.of(5, 1000);
    private static final Limits CACHE_WRITE = Limits.of(10, 500);
    private static final Limits OTHER = Limits.of(1000, 1000);

    private PriceProportions() {}

    /** Whether a line's price is possible beside the list's price of input under the same condition, or under none. */
    static boolean contain(PriceLines list, Key line, UnitPrice price) {
        UnitPrice input = input(list, line);
        if (line.unit() != BillingUnit.TOKEN || input == null) {
            return true;
        }
        Limits limits = of(line.kind());
        boolean isTooMuch = price.usd().compareTo(input.usd().multiply(limits.most())) > 0;
        boolean isTooLittle = price.usd().multiply(limits.part()).compareTo(input.usd()) < 0;
        return !isTooMuch && !isTooLittle;
    }

    private static @Nullable UnitPrice input(PriceLines list, Key line) {
        UnitPrice same = list.prices().get(new Key(PriceKind.INPUT, BillingUnit.TOKEN, line.condition()));
        return same != null ? same : list.prices().get(SecondSources.INPUT);
    }

    private static Limits of(PriceKind kind) {
        return switch (kind) {
            case OUTPUT, REASONING -> WRITTEN;
            case CACHE_READ -> CACHE_READ;
            case CACHE_WRITE, CACHE_WRITE_1H -> CACHE_WRITE;
            default -> OTHER;
        };
    }
}
