package ai.gatewayz.sync.simulator.model;

import ai.gatewayz.sync.simulator.model.ModelTruth.Source;
import ai.gatewayz.sync.simulator.model.ProviderProfile.Pricing;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Says what a faultless reader must find for an offering; computed from the invented catalog, never from the wire. */
public final class Oracle {
    private Oracle() {}

    /** The truth about one offering of a provider. */
    public static ModelTruth truth(ProviderProfile profile, SimModel model) {
        if (profile.pricing() == Pricing.NONE) {
            return without(model, Price.State.UNKNOWN, Source.NONE);
        }
        if (profile.pricing() == Pricing.REFERENCE) {
            return switch (FeedCoverage.of(profile.slug(), model)) {
                case NEITHER -> without(model, Price.State.UNKNOWN, Source.NONE);
                case DISPUTED -> without(model, Price.State.UNKNOWN, Source.DISPUTED);
                case BOTH, MODELS_DEV, LITELLM -> stated(model, Source.REFERENCE);
            };
        }
        return switch (model.price().state()) {
            case PRICED -> stated(model, Source.PROVIDER);
            case FREE, DYNAMIC -> without(model, model.price().state(), Source.PROVIDER);
            case UNKNOWN -> without(model, Price.State.UNKNOWN, Source.NONE);
        };
    }

    private static ModelTruth stated(SimModel model, Source source) {
        Price price = model.price();
        BigDecimal perUnit = price.perUnit();
        return new ModelTruth(
                model.id(),
                Price.State.PRICED,
                source,
                perToken(price.input()),
                perToken(price.output()),
                perToken(price.cacheRead()),
                perUnit == null ? null : model.base().kind().billedPer(),
                perUnit == null ? null : plain(perUnit));
    }

    private static ModelTruth without(SimModel model, Price.State state, Source source) {
        return new ModelTruth(model.id(), state, source, null, null, null, null, null);
    }

    private static @Nullable String perToken(@Nullable BigDecimal perMillion) {
        return perMillion == null ? null : plain(perMillion.movePointLeft(6));
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
