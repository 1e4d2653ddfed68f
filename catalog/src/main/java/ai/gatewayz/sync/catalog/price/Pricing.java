package ai.gatewayz.sync.catalog.price;

import java.util.List;
import java.util.Optional;

/**
 * A model's whole price.
 *
 * @param state what is known
 * @param basis why the state is what it is, a short machine word such as {@code declared} or {@code subscription}
 * @param components the price list in stable order; empty when dynamic or unknown
 */
public record Pricing(PriceState state, String basis, List<PriceComponent> components) {
    /** Takes a private copy in stable order. */
    public Pricing {
        components = components.stream().sorted(PriceComponent.ORDER).toList();
    }

    /** A price nobody told us. */
    public static Pricing unknown(String basis) {
        return new Pricing(PriceState.UNKNOWN, basis, List.of());
    }

    /** A router's price. */
    public static Pricing dynamic() {
        return new Pricing(PriceState.DYNAMIC, "router", List.of());
    }

    /** The unconditional dollars per unit of a kind, the figure that the flat columns show. */
    public Optional<UnitPrice> base(PriceKind kind, BillingUnit unit) {
        return components.stream()
                .filter(c ->
                        c.kind() == kind && c.unit() == unit && c.condition().isAlways())
                .map(PriceComponent::price)
                .findFirst();
    }
}
