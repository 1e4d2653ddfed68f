package ai.gatewayz.sync.cli.usage;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceQuote;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A price list, and what a usage costs by it. Amounts are 10^-12 dollars per token; prompts of 200,000 tokens and more pay twice
 * the input.
 *
 * @param from when the input that is announced begins to hold; null where none is
 */
record Tariff(
        long input, long output, long cached, @Nullable Instant from, long announced) {
    private static final long LARGE = 200_000;
    private static final int MOST = 90_000_000;

    static Tariff random(Random random, Instant now) {
        long input = 1_000 + random.nextInt(MOST);
        boolean isAnnounced = random.nextInt(4) == 0;
        return new Tariff(
                input,
                1_000 + random.nextInt(MOST),
                1 + input / (2 + random.nextInt(9)),
                isAnnounced ? now.plusSeconds(3_600L * (1 + random.nextInt(2_000))) : null,
                isAnnounced ? 1_000 + random.nextInt(MOST) : 0);
    }

    Pricing pricing() {
        List<PriceComponent> lines = new ArrayList<>(List.of(
                line(PriceKind.INPUT, input, PriceCondition.ALWAYS),
                line(PriceKind.INPUT, 2 * input, PriceCondition.promptFrom(LARGE)),
                line(PriceKind.OUTPUT, output, PriceCondition.ALWAYS),
                line(PriceKind.CACHE_READ, cached, PriceCondition.ALWAYS)));
        if (from != null) {
            lines.add(line(PriceKind.INPUT, announced, PriceCondition.ALWAYS.between(from, null)));
        }
        return new Pricing(PriceState.PRICED, "quoted", lines);
    }

    private static PriceComponent line(PriceKind kind, long pico, PriceCondition condition) {
        UnitPrice price = UnitPrice.ofUsd(usd(pico));
        return new PriceComponent(kind, BillingUnit.TOKEN, price, PriceQuote.of(price.toPlainString()), condition);
    }

    /** By hand. */
    BigDecimal cost(Usage usage, Instant at) {
        long each = usage.input() >= LARGE ? 2 * input : from != null && !at.isBefore(from) ? announced : input;
        return usd(each)
                .multiply(BigDecimal.valueOf(usage.input() - usage.cached()))
                .add(usd(cached).multiply(BigDecimal.valueOf(usage.cached())))
                .add(usd(output).multiply(BigDecimal.valueOf(usage.output())));
    }

    private static BigDecimal usd(long pico) {
        return BigDecimal.valueOf(pico, 12);
    }

    /**
     * What was used.
     *
     * @param at null is now
     * @param cached how many of the input tokens were read from a cache
     */
    record Usage(String model, @Nullable Instant at, long input, long cached, long output) {}
}
