package ai.gatewayz.sync.catalog.price;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Collects a provider's quoted values of one model and decides the price state. Refused values are left out and listed;
 * they never make the rest unusable. A zero is dropped unless the model is declared free: it then means "not charged" or
 * "not told", and neither may be shown as a price.
 */
public final class PricingBuilder {
    /** Smallest believable non-zero price per token; anything under it is a unit error. */
    private static final UnitPrice MIN_PER_TOKEN = UnitPrice.ofUsd(new BigDecimal("1e-11"));

    private final List<PriceComponent> components = new ArrayList<>();
    private final List<PriceRefusal> refusals = new ArrayList<>();
    private final Set<PriceKind> zeros = EnumSet.noneOf(PriceKind.class);
    private final List<String> unread = new ArrayList<>();
    private BigDecimal billed = BigDecimal.ONE;
    private boolean dynamic;
    private @Nullable String freeBasis;
    private String unknownBasis = Pricing.UNTOLD;

    /** Adds an unconditional value; null or blank text is no value. */
    public PricingBuilder add(PriceKind kind, PriceUnit unit, @Nullable String raw) {
        return add(kind, unit, raw, PriceCondition.ALWAYS);
    }

    /** Adds a value that applies under a condition; null or blank text is no value. */
    public PricingBuilder add(PriceKind kind, PriceUnit unit, @Nullable String raw, PriceCondition condition) {
        return add(kind, unit, PriceText.of(raw), condition);
    }

    /** Adds an unconditional value with its place; null or blank text is no value. */
    public PricingBuilder add(PriceKind kind, PriceUnit unit, @Nullable PriceText said) {
        return add(kind, unit, said, PriceCondition.ALWAYS);
    }

    /** Adds a value with its place that applies under a condition; null or blank text is no value. */
    public PricingBuilder add(PriceKind kind, PriceUnit unit, @Nullable PriceText said, PriceCondition condition) {
        return add(kind, unit, said, condition, 0);
    }

    /**
     * Adds a value with its place that applies under a condition and, where it does, replaces the lines of a lower precedence;
     * null or blank text is no value.
     */
    public PricingBuilder add(
            PriceKind kind, PriceUnit unit, @Nullable PriceText said, PriceCondition condition, int precedence) {
        QuotedAmount quoted = QuotedAmount.read(said == null ? null : said.text());
        if (quoted instanceof QuotedAmount.Amount amount && said != null) {
            addAmount(new Line(kind, unit, said, condition, precedence), amount.value());
        } else if (quoted instanceof QuotedAmount.Dynamic) {
            if (isBase(kind, unit, condition)) {
                dynamic = true;
            } else {
                refusals.add(PriceRefusal.DYNAMIC_LINE);
            }
        } else if (quoted instanceof QuotedAmount.Refused refused) {
            refuse(refused.reason(), said);
        }
        return this;
    }

    private static boolean isBase(PriceKind kind, PriceUnit unit, PriceCondition condition) {
        return (kind == PriceKind.INPUT || kind == PriceKind.OUTPUT)
                && unit.billingUnit() == BillingUnit.TOKEN
                && condition.isAlways();
    }

    /** Notes a value that could not be taken for a reason outside its text, such as its currency. */
    public PricingBuilder refuse(PriceRefusal reason) {
        refusals.add(reason);
        return this;
    }

    /** Notes a value that was not taken: it is a term that was not read. */
    public PricingBuilder refuse(PriceRefusal reason, @Nullable PriceText said) {
        refusals.add(reason);
        if (said != null && said.pointer() != null) {
            unread.add(said.pointer());
        }
        return this;
    }

    /**
     * Takes lines out again that were added before, for a reason outside their text: they are terms that were not read.
     *
     * @return how many
     */
    public int refuseWhere(PriceRefusal reason, Predicate<PriceComponent> which) {
        List<PriceComponent> refused = components.stream().filter(which).toList();
        components.removeAll(refused);
        for (PriceComponent line : refused) {
            refuse(reason, new PriceText(line.quote().text(), line.quote().pointer()));
        }
        return refused.size();
    }

    /**
     * The provider declares that nothing is charged. Amounts above zero win over the declaration.
     *
     * @param basis how it says so: {@code declared}, {@code free_suffix}, {@code zero_price}
     */
    public PricingBuilder declareFree(String basis) {
        freeBasis = basis;
        return this;
    }

    /**
     * The provider's rule is that zero amounts mean free: applies when each of these kinds was quoted as zero before.
     *
     * @param basis how the rule is called, such as {@code zero_price}
     */
    public PricingBuilder freeIfZero(String basis, PriceKind... kinds) {
        return zeros.containsAll(Arrays.asList(kinds)) ? declareFree(basis) : this;
    }

    /** The provider states terms of its price that were not read: JSON Pointers below its record. */
    public PricingBuilder unread(Collection<String> pointers) {
        unread.addAll(pointers);
        return this;
    }

    /**
     * The same, of values beside lines that were added before: one in an entry of lines that apply under conditions may be one
     * more condition, so none of the entry is applied.
     */
    public PricingBuilder unreadBeside(Collection<String> pointers) {
        for (String pointer : pointers) {
            String entry = pointer.substring(0, pointer.lastIndexOf('/') + 1);
            boolean isBase = components.stream()
                    .anyMatch(line -> line.isIn(entry) && !line.condition().isOfAnEntry());
            if (!isBase) {
                refuseWhere(PriceRefusal.CONDITION, line -> line.isIn(entry));
            }
        }
        return unread(pointers);
    }

    /**
     * The amounts that follow are listed before a discount, or before a surcharge.
     *
     * @param part what of them is billed, more than 0: at most 1 of a discount, more of a surcharge
     */
    public PricingBuilder billed(BigDecimal part) {
        billed = part;
        return this;
    }

    /** The provider declares that the price varies by request. */
    public PricingBuilder declareDynamic() {
        dynamic = true;
        return this;
    }

    /** The word that explains an unknown price, such as {@code subscription}. */
    public PricingBuilder unknownBecause(String basis) {
        unknownBasis = basis;
        return this;
    }

    /** Values that were not taken, in the order they were met. */
    public List<PriceRefusal> refusals() {
        return List.copyOf(refusals);
    }

    /** Decides the state. What is declared free beside terms that were not read may cost something under them: it is unknown. */
    public Pricing build() {
        refuseWhere(PriceRefusal.CONFLICTING, this::isContradicted);
        Pricing read = read();
        boolean mayCost = read.state() == PriceState.FREE && !unread.isEmpty();
        return new Pricing(
                mayCost ? PriceState.UNKNOWN : read.state(),
                mayCost ? "price_terms_unread" : read.basis(),
                mayCost ? List.of() : read.components(),
                unread);
    }

    /** Whether another line tells another price at the same time, and no rule says which of them counts. */
    private boolean isContradicted(PriceComponent line) {
        return components.stream().anyMatch(line::contradicts);
    }

    private Pricing read() {
        if (dynamic) {
            return Pricing.dynamic();
        }
        if (!components.isEmpty()) {
            return new Pricing(PriceState.PRICED, freeBasis == null ? "quoted" : "quoted_despite_free", components);
        }
        if (!refusals.isEmpty()) {
            return Pricing.unknown(refusals.get(0).key());
        }
        if (freeBasis != null) {
            return new Pricing(PriceState.FREE, freeBasis, List.of(free(PriceKind.INPUT), free(PriceKind.OUTPUT)));
        }
        return Pricing.unknown(zeros.isEmpty() ? unknownBasis : "zero_price_undeclared");
    }

    private static PriceComponent free(PriceKind kind) {
        return new PriceComponent(kind, BillingUnit.TOKEN, UnitPrice.ZERO, PriceQuote.of("0"), PriceCondition.ALWAYS);
    }

    /** A line before its amount is converted. */
    private record Line(PriceKind kind, PriceUnit unit, PriceText said, PriceCondition condition, int precedence) {}

    private void addAmount(Line line, BigDecimal quoted) {
        UnitPrice price = line.unit().toUsd(quoted.multiply(billed));
        BillingUnit unit = line.unit().billingUnit();
        if (price.isZero()) {
            zeros.add(line.kind());
        } else if (unit == BillingUnit.TOKEN && price.compareTo(MIN_PER_TOKEN) < 0) {
            refuse(PriceRefusal.OUT_OF_BAND, line.said());
        } else {
            PriceText said = line.said();
            components.add(new PriceComponent(
                    line.kind(),
                    unit,
                    price,
                    new PriceQuote(said.text().strip(), line.unit().key(), said.pointer()),
                    line.condition(),
                    line.precedence()));
        }
    }
}
