package ai.gatewayz.sync.api.holds;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.ledger.PriceList;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How far a price is from another, such as one that waits from what its rule compared it with. */
final class HoldFactor {
    private static final MathContext DIGITS = new MathContext(4);

    /** Factors as text; those that are farthest from 1 come first, prices without one before them. */
    static final Comparator<@Nullable String> WIDEST_FIRST =
            Comparator.nullsFirst(Comparator.comparing((String factor) -> distance(new BigDecimal(factor)))
                    .reversed());

    /** What a line charges for and when. */
    private record Line(PriceKind kind, BillingUnit unit, PriceCondition condition) {}

    private HoldFactor() {}

    /**
     * The price that waits as a multiple of another, plain decimal text of four digits, at the line that is farthest off.
     * Rules about references and peers compare with those first, all others with the served price.
     */
    static @Nullable String of(String rule, Pricing waiting, List<PriceList.Told> others) {
        return others.stream()
                .sorted(Comparator.comparing(other -> !isMeant(rule, other.source())))
                .map(other -> farthest(waiting, other.pricing()))
                .filter(Objects::nonNull)
                .findFirst()
                .map(HoldFactor::text)
                .orElse(null);
    }

    /** The later price as a multiple of the former, at the line that is farthest off; null where they have none in common. */
    static @Nullable String between(Pricing before, Pricing after) {
        BigDecimal factor = farthest(after, before);
        return factor == null ? null : text(factor);
    }

    private static String text(BigDecimal factor) {
        return factor.stripTrailingZeros().toPlainString();
    }

    private static boolean isMeant(String rule, String source) {
        if (rule.startsWith("reference_")) {
            return source.startsWith("reference:");
        }
        return rule.startsWith("peer_") ? source.startsWith("provider:") : source.equals(HeldChange.SERVED);
    }

    private static @Nullable BigDecimal farthest(Pricing waiting, Pricing other) {
        Map<Line, BigDecimal> theirs = new HashMap<>();
        amounts(other)
                .forEach(line -> theirs.putIfAbsent(line(line), line.price().usd()));
        return amounts(waiting)
                .filter(line -> theirs.containsKey(line(line)))
                .map(line -> line.price().usd().divide(Objects.requireNonNull(theirs.get(line(line))), DIGITS))
                .max(Comparator.comparing(HoldFactor::distance))
                .orElse(null);
    }

    private static Stream<PriceComponent> amounts(Pricing pricing) {
        return pricing.components().stream().filter(line -> !line.price().isZero());
    }

    private static Line line(PriceComponent component) {
        return new Line(component.kind(), component.unit(), component.condition());
    }

    private static BigDecimal distance(BigDecimal factor) {
        return factor.compareTo(BigDecimal.ONE) >= 0 ? factor : BigDecimal.ONE.divide(factor, DIGITS);
    }
}
