package ai.gatewayz.sync.api.exports;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceKind;
import java.util.Locale;

/** The amounts of OpenRouter's price object. */
enum OpenRouterField {
    PROMPT(PriceKind.INPUT, BillingUnit.TOKEN),
    COMPLETION(PriceKind.OUTPUT, BillingUnit.TOKEN),
    REQUEST(PriceKind.REQUEST, BillingUnit.REQUEST),
    IMAGE(PriceKind.IMAGE_INPUT, BillingUnit.IMAGE),
    IMAGE_TOKEN(PriceKind.IMAGE_TOKEN, BillingUnit.TOKEN),
    IMAGE_OUTPUT(PriceKind.IMAGE_OUTPUT, BillingUnit.TOKEN),
    AUDIO(PriceKind.AUDIO_INPUT, BillingUnit.TOKEN),
    AUDIO_OUTPUT(PriceKind.AUDIO_OUTPUT, BillingUnit.TOKEN),
    INPUT_AUDIO_CACHE(PriceKind.AUDIO_CACHE_READ, BillingUnit.TOKEN),
    WEB_SEARCH(PriceKind.WEB_SEARCH, BillingUnit.SEARCH),
    INTERNAL_REASONING(PriceKind.REASONING, BillingUnit.TOKEN),
    INPUT_CACHE_READ(PriceKind.CACHE_READ, BillingUnit.TOKEN),
    INPUT_CACHE_WRITE(PriceKind.CACHE_WRITE, BillingUnit.TOKEN),
    INPUT_CACHE_WRITE_1H(PriceKind.CACHE_WRITE_1H, BillingUnit.TOKEN);

    private final PriceKind kind;
    private final BillingUnit unit;

    OpenRouterField(PriceKind kind, BillingUnit unit) {
        this.kind = kind;
        this.unit = unit;
    }

    /** Its name in the list. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    PriceKind kind() {
        return kind;
    }

    BillingUnit unit() {
        return unit;
    }
}
