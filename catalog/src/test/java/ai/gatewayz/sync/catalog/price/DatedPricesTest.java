package ai.gatewayz.sync.catalog.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DatedPricesTest {
    private static final Instant DATE = Instant.parse("2026-12-01T00:00:00Z");
    private static final PriceCondition FROM = PriceCondition.ALWAYS.between(DATE, null);
    private static final PriceCondition UNTIL = PriceCondition.ALWAYS.between(null, DATE);
    private static final PriceCondition BATCH = PriceCondition.ALWAYS.with("service_tier", "batch");

    private static PriceComponent input(String usd, PriceCondition condition) {
        return new PriceComponent(
                PriceKind.INPUT, BillingUnit.TOKEN, UnitPrice.ofUsd(usd), PriceQuote.of(usd), condition);
    }

    private static Pricing list(PriceComponent... lines) {
        return new Pricing(PriceState.PRICED, "listed", Arrays.asList(lines));
    }

    private static List<String> on(Pricing pricing, Instant at) {
        return DatedPrices.on(pricing, at).components().stream()
                .map(line -> line.price().toPlainString() + line.condition().terms())
                .toList();
    }

    @Test
    void announcedPrice_standsInThePlaceOfTheUsualOne_fromItsInstantOn() {
        Pricing list = list(input("0.000001", PriceCondition.ALWAYS), input("0.000002", FROM));
        assertThat(DatedPrices.of(list)).containsExactly(DATE);
        assertThat(DatedPrices.begins(list, DATE)).isTrue();
        assertThat(on(list, DATE.minusNanos(1_000))).containsExactly("0.000001{}");
        assertThat(on(list, DATE)).containsExactly("0.000002{}");
    }

    @Test
    void promotion_endsAtItsInstant() {
        Pricing list = list(input("0.000002", PriceCondition.ALWAYS), input("0.000001", UNTIL));
        assertThat(DatedPrices.begins(list, DATE)).isFalse();
        assertThat(on(list, DATE.minusNanos(1_000))).containsExactly("0.000001{}");
        assertThat(on(list, DATE)).containsExactly("0.000002{}");
    }

    @Test
    void linesOfOtherConditions_keepTheirs() {
        Pricing list = list(
                input("0.000002", PriceCondition.ALWAYS),
                input("0.000003", FROM),
                input("0.000001", BATCH),
                input("0.0000015", BATCH.between(DATE, null)));
        assertThat(on(list, DATE)).containsExactly("0.0000015{service_tier=batch}", "0.000003{}");
    }

    @Test
    void lineOfHigherPrecedence_counts_evenWithoutDates() {
        PriceComponent override = new PriceComponent(
                PriceKind.INPUT,
                BillingUnit.TOKEN,
                UnitPrice.ofUsd("0.000009"),
                PriceQuote.of("9"),
                PriceCondition.ALWAYS,
                1);
        assertThat(on(list(override, input("0.000002", FROM)), DATE)).containsExactly("0.000009{}");
    }

    @Test
    void unreadableDates_holdNever_andAnnounceNothing() {
        Pricing list = list(
                input("0.000001", PriceCondition.ALWAYS),
                input("0.000002", PriceCondition.ALWAYS.with("starts_at", "soon")));
        assertThat(DatedPrices.of(list)).isEmpty();
        assertThat(on(list, DATE)).containsExactly("0.000001{}");
    }

    @Test
    void sameLists_chargeTheSame_whateverTheirTexts() {
        Pricing one = DatedPrices.on(list(input("0.000002", FROM)), DATE);
        assertThat(DatedPrices.areSame(one, list(input("0.0000020", PriceCondition.ALWAYS))))
                .isTrue();
        assertThat(DatedPrices.areSame(one, list(input("0.0000021", PriceCondition.ALWAYS))))
                .isFalse();
        assertThat(DatedPrices.areSame(one, list(input("0.000002", BATCH)))).isFalse();
        assertThat(DatedPrices.areSame(one, Pricing.unknown("absent"))).isFalse();
    }
}
