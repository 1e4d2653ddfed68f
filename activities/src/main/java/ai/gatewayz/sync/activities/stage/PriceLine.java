package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.ledger.PriceList;
import java.util.List;
import java.util.stream.Collectors;

/** A price as one line of text, equal for equal prices whatever the provider's wording was. */
public final class PriceLine {
    private PriceLine() {}

    /** Such as {@code priced: input/token 0.000002, output/token 0.000008 {service_tier=batch}}. */
    public static String of(Pricing pricing) {
        return text(pricing);
    }

    /** The same of a stored price. */
    public static String of(String state, String components, String unread) {
        return text(PriceList.read(state, "", components, unread));
    }

    private static String text(Pricing pricing) {
        String state = pricing.state().key();
        List<String> lines = pricing.components().stream()
                .map(c -> c.kind().key() + "/" + c.unit().key() + " "
                        + c.price().toPlainString()
                        + (c.condition().isAlways() ? "" : " " + c.condition().terms()))
                .toList();
        String price = lines.isEmpty() ? state : lines.stream().collect(Collectors.joining(", ", state + ": ", ""));
        return pricing.isComplete() ? price : price + ", unread " + pricing.unread();
    }
}
