package ai.gatewayz.sync.catalog.price;

import java.util.List;
import java.util.Optional;

/** A price as a provider wrote it, and the unit it is in. */
public record QuotedPrice(PriceUnit unit, PriceText said) {
    /** Dollars per unit; empty where the text is no amount. */
    public Optional<UnitPrice> usd() {
        return QuotedAmount.read(said.text()) instanceof QuotedAmount.Amount amount
                ? Optional.of(unit.toUsd(amount.value()))
                : Optional.empty();
    }

    /** Whether it is an amount above zero. */
    public boolean isCharged() {
        return usd().filter(price -> !price.isZero()).isPresent();
    }

    /** Whether it is an amount of zero. */
    public boolean isZero() {
        return usd().filter(UnitPrice::isZero).isPresent();
    }

    /**
     * What fields that say the same price say together: the first amount above zero, or else the first. A field whose text is
     * no amount speaks for all, so that it is refused. Empty where none says anything, or where two say different amounts above
     * zero: that is refused here.
     */
    public static Optional<QuotedPrice> agreed(List<QuotedPrice> fields, PricingBuilder pricing) {
        List<QuotedPrice> said =
                fields.stream().filter(f -> !f.said().text().isBlank()).toList();
        Optional<QuotedPrice> unreadable =
                said.stream().filter(f -> f.usd().isEmpty()).findFirst();
        if (unreadable.isPresent()) {
            return unreadable;
        }
        List<QuotedPrice> charged = said.stream().filter(QuotedPrice::isCharged).toList();
        for (QuotedPrice other : charged) {
            if (!other.usd().equals(charged.get(0).usd())) {
                pricing.refuse(PriceRefusal.CONFLICTING, charged.get(0).said()).unread(other.pointers());
                return Optional.empty();
            }
        }
        return charged.isEmpty() ? said.stream().findFirst() : Optional.of(charged.get(0));
    }

    private List<String> pointers() {
        String pointer = said.pointer();
        return pointer == null ? List.of() : List.of(pointer);
    }
}
