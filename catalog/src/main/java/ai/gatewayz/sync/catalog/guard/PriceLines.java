package ai.gatewayz.sync.catalog.guard;

import static java.util.Collections.disjoint;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A price list by what each line charges for, so that two lists can be laid side by side. */
record PriceLines(Map<PriceLines.Key, UnitPrice> prices) {
    private static final String TIER = "min_prompt_tokens";

    /** What a line charges for and when. */
    record Key(PriceKind kind, BillingUnit unit, PriceCondition condition) {
        /** Whether it is what a model is first asked for: input or output, unconditional. */
        boolean isHeadline() {
            return (kind == PriceKind.INPUT || kind == PriceKind.OUTPUT) && condition.isAlways();
        }

        /** The same line at any date. */
        Key undated() {
            return new Key(kind, unit, condition.undated());
        }

        /** The line that this is a tier or variant of. */
        Key base() {
            return new Key(kind, unit, PriceCondition.ALWAYS);
        }
    }

    static PriceLines of(Pricing pricing) {
        Map<Key, UnitPrice> prices = new LinkedHashMap<>();
        for (PriceComponent component : pricing.components()) {
            if (!component.price().isZero()) {
                // Of two under one condition the later one has the higher precedence, and counts.
                prices.put(new Key(component.kind(), component.unit(), component.condition()), component.price());
            }
        }
        return new PriceLines(prices);
    }

    /** How each line that both lists have moved from the other list to this. */
    Map<Key, Ratio> ratiosTo(PriceLines other) {
        Map<Key, Ratio> ratios = new LinkedHashMap<>();
        prices.forEach((key, price) -> {
            UnitPrice before = other.prices.get(key);
            if (before != null) {
                ratios.put(key, Ratio.of(price, before));
            }
        });
        return ratios;
    }

    /** Whether a line of the other list is at the price that this one announced for a later date. */
    boolean announced(Key line, UnitPrice price) {
        return prices.entrySet().stream()
                .anyMatch(mine -> mine.getKey().condition().isAnnounced()
                        && mine.getKey().undated().equals(line)
                        && mine.getValue().compareTo(price) == 0);
    }

    /** Whether both lists have the same lines at the same prices. */
    boolean isSameAs(PriceLines other) {
        return prices.equals(other.prices);
    }

    private Map<PriceKind, Set<BillingUnit>> units() {
        Map<PriceKind, Set<BillingUnit>> units = new EnumMap<>(PriceKind.class);
        prices.keySet().forEach(key -> units.computeIfAbsent(key.kind(), kind -> EnumSet.noneOf(BillingUnit.class))
                .add(key.unit()));
        return units;
    }

    /** Whether something is charged in other units than before, or nothing in a unit of before. */
    boolean isOtherBillingMode(PriceLines before) {
        Map<PriceKind, Set<BillingUnit>> theirs = before.units();
        return hasOtherUnitsThan(before)
                || units().values().stream()
                        .noneMatch(mine -> theirs.values().stream().anyMatch(others -> !disjoint(mine, others)));
    }

    /** Whether something is charged in another unit than before for the very same amount. */
    boolean repeatsAmountsInOtherUnits(PriceLines before) {
        return prices.entrySet().stream().anyMatch(mine -> before.prices.entrySet().stream()
                .anyMatch(theirs -> theirs.getKey().kind() == mine.getKey().kind()
                        && theirs.getKey().unit() != mine.getKey().unit()
                        && theirs.getValue().compareTo(mine.getValue()) == 0));
    }

    /** Whether something that both lists charge for has no common unit. */
    boolean hasOtherUnitsThan(PriceLines other) {
        Map<PriceKind, Set<BillingUnit>> theirs = other.units();
        return units().entrySet().stream()
                .anyMatch(mine -> theirs.containsKey(mine.getKey())
                        && disjoint(mine.getValue(), theirs.getOrDefault(mine.getKey(), Set.of())));
    }

    /** Whether something that both lists charge for has a common unit. */
    boolean hasUnitsOf(PriceLines other) {
        Map<PriceKind, Set<BillingUnit>> theirs = other.units();
        return units().entrySet().stream()
                .anyMatch(mine -> !disjoint(mine.getValue(), theirs.getOrDefault(mine.getKey(), Set.of())));
    }

    /** Whether input or output, which the other list has, is in no line of this any more. */
    boolean lacksHeadlineOf(PriceLines before) {
        Set<PriceKind> kinds = units().keySet();
        return before.prices.keySet().stream().anyMatch(key -> key.isHeadline() && !kinds.contains(key.kind()));
    }

    /** Whether nothing is said of input. */
    boolean lacksInput() {
        return prices.keySet().stream().noneMatch(key -> key.kind() == PriceKind.INPUT);
    }

    /** Whether tokens or what has no unit cost something, and input nothing; images may be sold by their tokens alone. */
    boolean chargesTokensButNoInput() {
        return lacksInput()
                && prices.keySet().stream()
                        .anyMatch(key -> key.unit() == BillingUnit.OTHER
                                || (key.unit() == BillingUnit.TOKEN && key.kind() != PriceKind.IMAGE_OUTPUT));
    }

    /** Whether a tier for long prompts is there without anything for short ones. */
    boolean lacksBaseTier() {
        return prices.keySet().stream()
                .filter(key -> tier(key) > 0 && isTierOrBase(key))
                .anyMatch(key -> prices.keySet().stream()
                        .noneMatch(
                                other -> other.kind() == key.kind() && other.unit() == key.unit() && tier(other) == 0));
    }

    /** The tiers that are cheaper than the tier below them. */
    List<Key> invertedTiers() {
        List<Key> inverted = new ArrayList<>();
        List<Key> keys = prices.keySet().stream()
                .sorted(Comparator.comparingLong(PriceLines::tier))
                .toList();
        for (int i = 0; i < keys.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (isTierAbove(keys.get(i), keys.get(j)) && price(keys.get(i)).compareTo(price(keys.get(j))) < 0) {
                    inverted.add(keys.get(i));
                    break;
                }
            }
        }
        return inverted;
    }

    private UnitPrice price(Key key) {
        return java.util.Objects.requireNonNull(prices.get(key));
    }

    private static boolean isTierAbove(Key upper, Key lower) {
        return upper.kind() == lower.kind()
                && upper.unit() == lower.unit()
                && tier(upper) > tier(lower)
                && isTierOrBase(upper)
                && isTierOrBase(lower);
    }

    private static boolean isTierOrBase(Key key) {
        return key.condition().terms().keySet().stream().allMatch(name -> name.endsWith("_prompt_tokens"));
    }

    private static long tier(Key key) {
        String from = key.condition().terms().get(TIER);
        try {
            return from == null ? 0 : Long.parseLong(from);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Whether input and output cost what the other did in the list before. */
    boolean isSwapOf(PriceLines before) {
        Key input = new Key(PriceKind.INPUT, BillingUnit.TOKEN, PriceCondition.ALWAYS);
        Key output = new Key(PriceKind.OUTPUT, BillingUnit.TOKEN, PriceCondition.ALWAYS);
        UnitPrice in = prices.get(input);
        UnitPrice out = prices.get(output);
        return in != null
                && out != null
                && !in.equals(out)
                && in.equals(before.prices.get(output))
                && out.equals(before.prices.get(input));
    }
}
