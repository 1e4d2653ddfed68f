package ai.gatewayz.sync.activities.reference;

import ai.gatewayz.sync.catalog.model.ModelKind;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import org.jspecify.annotations.Nullable;

/** Hands a feed's row on if its figures can be believed. */
final class ReferenceCheck {
    /** 1,000 dollars per million tokens: rows above it are known to be unit errors. */
    private static final UnitPrice MAX_PER_TOKEN = UnitPrice.ofUsd("0.001");

    private ReferenceCheck() {}

    static void hand(
            String group, String id, @Nullable ModelKind kind, PricingBuilder builder, ReferenceReader.Sink sink) {
        Pricing pricing = builder.build();
        if (!builder.refusals().isEmpty()) {
            sink.refused(id, builder.refusals().get(0).key());
        } else if (isUnitError(pricing)) {
            sink.refused(id, "unit_error");
        } else if (pricing.state() == PriceState.PRICED) {
            sink.row(new ReferenceRow(group, id, kind, pricing));
        }
    }

    private static boolean isUnitError(Pricing pricing) {
        return pricing.components().stream()
                .anyMatch(c -> c.unit() == BillingUnit.TOKEN && c.price().compareTo(MAX_PER_TOKEN) > 0);
    }
}
