package ai.gatewayz.sync.activities.stage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ninety days of price moves in the sizes that were measured on public price histories: guards must let them through. */
@Timeout(120)
final class LegitimateMovesTest {
    private static final String[] PROVIDERS = {"openrouter", "groq", "together", "novita", "deepinfra", "chutes"};
    private static final int MODELS = 60;
    private static final int DAYS = 90;
    private static final long SEED = 20_261_121;
    /** Real prices, dollars per million tokens, do not wander off. */
    private static final double CHEAPEST = 0.005;

    private static final double DEAREST = 150;
    private static final MathContext CENTS = new MathContext(3);

    /** A true price in dollars per million; no input means free, {@code before} is what it cost at first. */
    private record Truth(BigDecimal input, BigDecimal output, BigDecimal before) {
        Pricing pricing() {
            return input.signum() == 0
                    ? new PricingBuilder().declareFree("declared").build()
                    : new PricingBuilder()
                            .add(PriceKind.INPUT, PriceUnit.USD_PER_MILLION_TOKENS, input.toPlainString())
                            .add(PriceKind.OUTPUT, PriceUnit.USD_PER_MILLION_TOKENS, output.toPlainString())
                            .build();
        }
    }

    private final Random random = new Random(SEED);
    private final Map<String, Truth> truths = new HashMap<>();

    @RegisterExtension
    final CatalogFixture catalog = new CatalogFixture();

    private int moves;

    @Test
    void atMostOnePercentIsHeldInTheEnd_allOfThemVisibleAndReleasable() {
        start();
        for (int day = 0; day < DAYS; day++) {
            truths.replaceAll((key, truth) -> random.nextInt(1000) < 60 ? move(truth) : truth);
            syncAll();
            age();
        }
        syncAll();
        long pending = catalog.number("SELECT count(*) FROM held_changes WHERE status = 'pending'");
        long held = catalog.number("SELECT count(*) FROM held_changes");
        System.out.println("seed " + SEED + ": " + moves + " moves, " + held + " held, " + pending + " still held: "
                + catalog.texts("SELECT rule || ' ' || count(*) || ' pending ' || count(*) FILTER (WHERE status ="
                        + " 'pending') FROM held_changes GROUP BY rule ORDER BY rule"));
        assertThat(moves).isGreaterThan(1500);
        assertThat(pending * 100).isLessThanOrEqualTo(moves);
        assertThat(catalog.number("SELECT count(*) FROM change_events WHERE type = 'price.held'"))
                .isEqualTo(held);
        assertThat(wrong()).isEqualTo(pending);

        catalog.approveAll("test");
        assertThat(wrong()).isZero();
    }

    private void start() {
        for (int model = 0; model < MODELS; model++) {
            double usual = Math.pow(10, -1.5 + 2.7 * random.nextDouble());
            for (String provider : PROVIDERS) {
                double own = usual * (0.7 + 0.6 * random.nextDouble());
                truths.put(
                        provider + "/m" + model,
                        new Truth(rounded(own), rounded(own * (2 + random.nextInt(4))), rounded(own)));
            }
        }
        syncAll();
        catalog.approveAll("test");
        catalog.jdbi.useHandle(handle -> handle.execute("DELETE FROM held_changes"));
        catalog.jdbi.useHandle(handle -> handle.execute("DELETE FROM change_events"));
    }

    private static BigDecimal rounded(double usdPerMillion) {
        return new BigDecimal(usdPerMillion).round(CENTS);
    }

    private Truth move(Truth truth) {
        moves++;
        if (truth.input().signum() == 0) {
            // What was free for a while costs about what it did before.
            double factor = within(0.8, 1.25);
            return new Truth(
                    rounded(truth.before().doubleValue() * factor),
                    rounded(truth.before().doubleValue() * factor * 3),
                    truth.before());
        }
        if (random.nextInt(2000) < 147) {
            return new Truth(BigDecimal.ZERO, BigDecimal.ZERO, truth.input());
        }
        double factor = factor();
        double next = truth.input().doubleValue() * factor;
        if (next < CHEAPEST || next > DEAREST) {
            factor = 1 / factor;
        }
        boolean both = random.nextInt(100) < 36;
        return new Truth(
                rounded(truth.input().doubleValue() * factor),
                both ? rounded(truth.output().doubleValue() * factor) : truth.output(),
                truth.before());
    }

    /** Beyond 20 %: 58 %, twice: 27 %, five times: 7 %, ten: 3 %, a hundred: 0.4 %; 58 % are decreases. */
    private double factor() {
        int roll = random.nextInt(1000);
        double size = roll < 4
                ? within(101, 900)
                : roll < 30
                        ? within(10.2, 90)
                        : roll < 73
                                ? within(5.05, 9.5)
                                : roll < 266 ? within(2.05, 4.9) : roll < 580 ? within(1.25, 1.95) : within(1.03, 1.19);
        return random.nextInt(1000) < 415 ? size : 1 / size;
    }

    private double within(double low, double high) {
        return low * Math.pow(high / low, random.nextDouble());
    }

    private void syncAll() {
        for (String provider : PROVIDERS) {
            CatalogModel[] models = new CatalogModel[MODELS];
            for (int model = 0; model < MODELS; model++) {
                models[model] =
                        SampleModels.with("m" + model, truth(provider, model).pricing());
            }
            catalog.sync(provider, FakeFeed.of(models));
        }
    }

    private Truth truth(String provider, int model) {
        return java.util.Objects.requireNonNull(truths.get(provider + "/m" + model));
    }

    /** How many models are served at another price than the true one. */
    private long wrong() {
        Map<String, String> served = new HashMap<>();
        catalog.jdbi.useHandle(handle -> handle.createQuery("SELECT p.slug || '/' || m.provider_model_id,"
                        + " s.price_per_input_token FROM served_prices s JOIN catalog_models m ON m.id = s.model_id"
                        + " JOIN providers p ON p.id = m.provider_id")
                .map((row, context) ->
                        served.put(row.getString(1), row.getBigDecimal(2).toPlainString()))
                .list());
        return truths.entrySet().stream()
                .filter(entry -> !entry.getValue()
                        .pricing()
                        .base(PriceKind.INPUT, BillingUnit.TOKEN)
                        .map(UnitPrice::toPlainString)
                        .orElse("")
                        .equals(served.get(entry.getKey())))
                .count();
    }

    private void age() {
        catalog.jdbi.useHandle(
                handle -> handle.execute("UPDATE held_changes SET last_agreed_at = last_agreed_at - interval '1 day'"));
    }
}
