package ai.gatewayz.sync.catalog.price;

import java.util.List;
import java.util.Optional;

/**
 * A model's whole price.
 *
 * @param state what is known
 * @param basis why the state is what it is, a short machine word such as {@code declared} or {@code subscription}
 * @param components the price list in stable order; empty when dynamic or unknown
 * @param unread JSON Pointers below the provider's record, sorted, of price terms that this program does not read
 */
public record Pricing(PriceState state, String basis, List<PriceComponent> components, List<String> unread) {
    /** Takes private copies in stable order. */
    public Pricing {
        components = components.size() < 2
                ? List.copyOf(components)
                : components.stream().sorted(PriceComponent.ORDER).toList();
        unread = unread.isEmpty()
                ? List.of()
                : unread.stream().sorted().distinct().toList();
    }

    /** A price of which everything was read. */
    public Pricing(PriceState state, String basis, List<PriceComponent> components) {
        this(state, basis, components, List.of());
    }

    /** What a price is based on of which nothing is said. */
    static final String UNTOLD = "absent";

    /** A price nobody told us. */
    public static Pricing unknown(String basis) {
        return new Pricing(PriceState.UNKNOWN, basis, List.of());
    }

    /** A router's price. */
    public static Pricing dynamic() {
        return new Pricing(PriceState.DYNAMIC, "router", List.of());
    }

    /** Whether nothing at all was said about it, so that nothing of it was refused or left unread either. */
    public boolean isUntold() {
        return state == PriceState.UNKNOWN && basis.equals(UNTOLD) && isComplete();
    }

    /** Whether every term that the provider states was read. */
    public boolean isComplete() {
        return unread.isEmpty();
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
