package ai.gatewayz.sync.catalog.quote;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceQuote;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.PriceTerm;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Applies a price list to a request. A whole prompt is charged by the tier that its size reaches. Whatever is used must have
 * a price: cached and reasoning tokens without one of their own are charged as the input or output that they are, and the
 * line says so; anything else without a price refuses the quote.
 */
public final class QuoteCalculation {
    /** Tokens that are input or output in any case, whether or not they have a price of their own. */
    private static final Map<PriceKind, PriceKind> CHARGED_AS = Map.of(
            PriceKind.CACHE_READ, PriceKind.INPUT,
            PriceKind.CACHE_WRITE, PriceKind.INPUT,
            PriceKind.CACHE_WRITE_1H, PriceKind.CACHE_WRITE,
            PriceKind.REASONING, PriceKind.OUTPUT,
            // Two words of providers for the same thing.
            PriceKind.IMAGE_TOKEN, PriceKind.IMAGE_INPUT);

    private final Pricing pricing;
    private final QuoteRequest request;

    private QuoteCalculation(Pricing pricing, QuoteRequest request) {
        this.pricing = pricing;
        this.request = request;
    }

    /** Quotes a request. */
    public static Quote quote(Pricing pricing, QuoteRequest request) {
        return switch (pricing.state()) {
            case UNKNOWN -> new Quote.Refusal("price_unknown", "the price is unknown (" + pricing.basis() + ")");
            case DYNAMIC -> new Quote.Refusal("price_dynamic", "the price is that of the model that a router picks");
            case FREE, PRICED -> new QuoteCalculation(pricing, request).sum();
        };
    }

    /**
     * The line that one unit of a kind would be charged by, without looking at other kinds in its place. Empty when no line
     * applies, or two of equal rank contradict each other.
     */
    public static Optional<PriceComponent> line(
            Pricing pricing, QuoteRequest request, PriceKind kind, BillingUnit unit) {
        try {
            return Optional.ofNullable(new QuoteCalculation(pricing, request).component(kind, unit));
        } catch (NotPriced e) {
            return Optional.empty();
        }
    }

    /** No price for a quantity, as control flow within this class. */
    private static final class NotPriced extends Exception {
        private static final long serialVersionUID = 1L;

        private final Quote.Refusal refusal;

        NotPriced(String reason, String detail) {
            super(detail, null, false, false);
            this.refusal = new Quote.Refusal(reason, detail);
        }
    }

    private Quote sum() {
        List<QuoteLine> lines = new ArrayList<>();
        try {
            requireChosenTerms();
            for (Quantity quantity : request.quantities()) {
                lines.add(line(quantity));
            }
            if (!request.has(PriceKind.REQUEST, BillingUnit.REQUEST)) {
                // A fee that is listed is charged for the one request that a quote is about.
                Quantity once = new Quantity(PriceKind.REQUEST, BillingUnit.REQUEST, BigDecimal.ONE);
                PriceComponent fee = component(PriceKind.REQUEST, BillingUnit.REQUEST);
                if (fee != null) {
                    lines.add(new QuoteLine(once, fee, null));
                }
            }
        } catch (NotPriced e) {
            return e.refusal;
        }
        return new Quote.Cost(lines);
    }

    /** Who chose a batch price must not be told the usual one. */
    private void requireChosenTerms() throws NotPriced {
        for (Map.Entry<String, String> term : request.terms().entrySet()) {
            boolean listed = pricing.components().stream()
                    .anyMatch(c -> term.getValue().equals(c.condition().terms().get(term.getKey())));
            if (!listed) {
                throw new NotPriced("not_priced", "no price is listed for " + term.getKey() + "=" + term.getValue());
            }
        }
    }

    private QuoteLine line(Quantity quantity) throws NotPriced {
        PriceKind kind = quantity.kind();
        while (kind != null) {
            PriceComponent found = component(kind, quantity.unit());
            if (found != null) {
                return new QuoteLine(quantity, found, kind == quantity.kind() ? null : note(quantity.kind(), kind));
            }
            kind = quantity.unit() == BillingUnit.TOKEN ? CHARGED_AS.get(kind) : null;
        }
        if (pricing.state() == PriceState.FREE) {
            return new QuoteLine(
                    quantity,
                    new PriceComponent(
                            quantity.kind(),
                            quantity.unit(),
                            UnitPrice.ZERO,
                            PriceQuote.of("free"),
                            PriceCondition.ALWAYS),
                    "the provider declares this model free");
        }
        throw new NotPriced("not_priced", "no price is listed for " + name(quantity) + offered(quantity));
    }

    private static @Nullable String note(PriceKind kind, PriceKind chargedAs) {
        if (kind == PriceKind.IMAGE_TOKEN) {
            return null;
        }
        return "no price is listed for " + kind.key() + "; charged as " + chargedAs.key();
    }

    private static String name(Quantity quantity) {
        return quantity.kind().key() + " by " + quantity.unit().key();
    }

    /** What there would be under other conditions. */
    private String offered(Quantity quantity) {
        String conditions = pricing.components().stream()
                .filter(c -> c.kind() == quantity.kind() && c.unit() == quantity.unit())
                .map(c -> c.condition().terms().toString())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .limit(8)
                .collect(Collectors.joining(", "));
        return conditions.isEmpty() ? "" : " under these conditions; there are prices for " + conditions;
    }

    /**
     * The one line that applies: the one with the most of the chosen terms, then the one that the provider's list says
     * replaces the others, then the one with the most terms, then the one of the highest tier.
     */
    private @Nullable PriceComponent component(PriceKind kind, BillingUnit unit) throws NotPriced {
        List<PriceComponent> applying = pricing.components().stream()
                .filter(c -> c.kind() == kind && c.unit() == unit && applies(c.condition()))
                .toList();
        if (applying.size() < 2) {
            return applying.isEmpty() ? null : applying.get(0);
        }
        Comparator<PriceComponent> best = Comparator.<PriceComponent>comparingLong(c -> chosenTerms(c.condition()))
                .thenComparingInt(PriceComponent::precedence)
                .thenComparingInt(c -> c.condition().typed().size())
                .thenComparingLong(c -> tier(c.condition()));
        PriceComponent first = applying.stream().max(best).orElseThrow();
        for (PriceComponent other : applying) {
            if (best.compare(first, other) == 0 && first.price().compareTo(other.price()) != 0) {
                throw ambiguous(kind, first, other);
            }
        }
        return first;
    }

    private static NotPriced ambiguous(PriceKind kind, PriceComponent one, PriceComponent other) {
        boolean same = one.condition().equals(other.condition());
        return new NotPriced(
                "ambiguous",
                "two prices are listed for " + kind.key() + " under "
                        + (same ? "the same conditions" : "conditions of equal rank")
                        + ": " + (same ? one.price().toString() : said(one)) + " and "
                        + (same ? other.price().toString() : said(other)));
    }

    private static String said(PriceComponent component) {
        return component.price() + " " + component.condition().terms();
    }

    private long chosenTerms(PriceCondition condition) {
        return request.terms().keySet().stream()
                .filter(condition.terms()::containsKey)
                .count();
    }

    private static long tier(PriceCondition condition) {
        return condition.typed().stream()
                .mapToLong(term -> term instanceof PriceTerm.PromptSize size ? size.from() : -1)
                .max()
                .orElse(-1);
    }

    /** Every term has to hold; one that nobody chose does not, because its price is for those who did. */
    private boolean applies(PriceCondition condition) {
        return condition.typed().stream().allMatch(this::holds);
    }

    private boolean holds(PriceTerm term) {
        if (term instanceof PriceTerm.PromptSize size) {
            return size.contains(request.promptTokens());
        }
        if (term instanceof PriceTerm.TimeOfDay time) {
            return time.window().contains(request.at());
        }
        if (term instanceof PriceTerm.Dates dates) {
            return dates.contains(request.at());
        }
        return term instanceof PriceTerm.Choice choice
                && choice.value().equals(request.terms().get(choice.name()));
    }
}
