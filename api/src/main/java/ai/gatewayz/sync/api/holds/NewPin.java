package ai.gatewayz.sync.api.holds;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceQuote;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pin that is asked for.
 *
 * @param kind {@code price} or {@code delist}
 * @param state {@code priced} or {@code free}; null unless a price is pinned
 * @param prices US dollars per unit by the name that reads show them under
 * @param lines more prices, as under conditions
 */
public record NewPin(
        String slug,
        String modelId,
        String kind,
        @Nullable String state,
        Map<String, BigDecimal> prices,
        List<PriceComponent> lines,
        @Nullable String note) {
    /** Names that prices are read and pinned by. */
    public static final List<String> PRICES =
            List.of("prompt", "completion", "cache_read", "cache_write", "image", "request");

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,30})?");
    private static final Map<String, PriceKind> KINDS = Map.of(
            "prompt", PriceKind.INPUT,
            "completion", PriceKind.OUTPUT,
            "cache_read", PriceKind.CACHE_READ,
            "cache_write", PriceKind.CACHE_WRITE,
            "image", PriceKind.IMAGE_INPUT,
            "request", PriceKind.REQUEST);

    /** Checks that the parts belong together, and keeps a private copy. */
    public NewPin {
        prices = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(prices));
        lines = List.copyOf(lines);
        boolean isEmpty = prices.isEmpty() && lines.isEmpty();
        if (kind.equals("delist") && !isEmpty) {
            throw ApiException.badRequest("kind", "delist takes no price");
        }
        if ("priced".equals(state) && isEmpty) {
            throw ApiException.badRequest("prompt", "or another price is missing");
        }
        if ("free".equals(state) && !isEmpty) {
            throw ApiException.badRequest("state", "free takes no price");
        }
    }

    /** An amount in plain decimal text above zero. */
    public static BigDecimal amount(String name, String text) {
        if (!DECIMAL.matcher(text).matches() || new BigDecimal(text).signum() == 0) {
            throw ApiException.badRequest(name, "must be a plain decimal above 0 such as \"0.0000015\"");
        }
        return new BigDecimal(text);
    }

    /** The price that readers are shown; unknown when the model is pinned off. */
    Pricing pricing() {
        PriceState shown = state == null ? PriceState.UNKNOWN : PriceState.valueOf(state.toUpperCase(Locale.ROOT));
        return new Pricing(shown, "pinned", components());
    }

    private List<PriceComponent> components() {
        List<PriceComponent> list = new ArrayList<>();
        if ("free".equals(state)) {
            list.add(component(PriceKind.INPUT, BigDecimal.ZERO));
            list.add(component(PriceKind.OUTPUT, BigDecimal.ZERO));
        }
        prices.forEach((name, usd) -> list.add(component(KINDS.get(name), usd)));
        list.addAll(lines);
        PinnedLines.requireClear(list);
        return list;
    }

    private static PriceComponent component(@Nullable PriceKind kind, BigDecimal usd) {
        PriceKind known = java.util.Objects.requireNonNull(kind);
        return new PriceComponent(
                known,
                known == PriceKind.REQUEST ? BillingUnit.REQUEST : BillingUnit.TOKEN,
                UnitPrice.ofUsd(usd),
                PriceQuote.of(usd.toPlainString()),
                PriceCondition.ALWAYS);
    }
}
