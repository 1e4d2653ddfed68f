package ai.gatewayz.sync.catalog.quote;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.DailyWindow;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceQuote;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionalPriceTest {
    /** A Tuesday, outside every window of these tests. */
    private static final String NOON = "2026-11-24T12:00:00Z";

    private final List<PriceComponent> lines = new ArrayList<>();

    private ConditionalPriceTest line(PriceCondition condition, int precedence, String input, String output) {
        lines.add(component(PriceKind.INPUT, input, condition, precedence));
        lines.add(component(PriceKind.OUTPUT, output, condition, precedence));
        return this;
    }

    private static PriceComponent component(PriceKind kind, String usd, PriceCondition condition, int precedence) {
        return new PriceComponent(
                kind, BillingUnit.TOKEN, UnitPrice.ofUsd(usd), PriceQuote.of(usd), condition, precedence);
    }

    private Quote quote(String at, long input, long output, Map<String, String> terms) {
        return QuoteCalculation.quote(
                new Pricing(PriceState.PRICED, "quoted", lines),
                QuoteRequest.of(Instant.parse(at), new TokenUsage(input, output, Map.of()), List.of(), terms));
    }

    private String total(String at, long input, long output) {
        Quote quote = quote(at, input, output, Map.of());
        assertThat(quote).isInstanceOf(Quote.Cost.class);
        return ((Quote.Cost) quote).total().stripTrailingZeros().toPlainString();
    }

    private static PriceCondition window(String from, String to, @Nullable String days) {
        return PriceCondition.ALWAYS.during(DailyWindow.of(from, to, "UTC", days));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T02:00:00Z, 1.5", // Monday, inside
        "2026-11-28T02:00:00Z, 0.75", // Saturday
        "2026-11-23T04:00:00Z, 0.75", // Monday, the end is outside
        "2026-11-23T01:00:00Z, 1.5", // the start is inside
        "2026-11-23T00:59:59Z, 0.75"
    })
    void windowOnWeekdays_isChargedInsideOnly(String at, String expected) {
        line(PriceCondition.ALWAYS, 0, "0.00000015", "0.0000006")
                .line(window("01:00", "04:00", "mon,tue,wed,thu,fri"), 1, "0.0000003", "0.0000012");

        assertThat(total(at, 1_000_000, 1_000_000)).isEqualTo(expected);
    }

    @Test
    void entryWithTwoTerms_needsBoth() {
        line(PriceCondition.ALWAYS, 0, "0.000001", "0.000003")
                .line(
                        PriceCondition.promptFrom(32_000).during(DailyWindow.of("01:00", "04:00", "UTC", null)),
                        1,
                        "0.000004",
                        "0.000012");

        assertThat(total(NOON, 300_000, 1_000)).isEqualTo("0.303");
        assertThat(total("2026-11-24T02:00:00Z", 300_000, 1_000)).isEqualTo("1.212");
        assertThat(total("2026-11-24T02:00:00Z", 31_999, 0)).isEqualTo("0.031999");
    }

    @Test
    void laterEntry_winsOverAnEarlierOneOfTheSameSize() {
        PriceCondition large = PriceCondition.promptFrom(200_000);
        line(PriceCondition.ALWAYS, 0, "0.000001", "0.000003")
                .line(large, 1, "0.000002", "0.000006")
                .line(large.during(DailyWindow.of("22:00", "02:00", "UTC", null)), 2, "0.000004", "0.000012");

        assertThat(total(NOON, 200_000, 0)).isEqualTo("0.4");
        assertThat(total("2026-11-24T23:00:00Z", 200_000, 0)).isEqualTo("0.8");
    }

    @Test
    void laterEntryWithFewerTerms_winsAllTheSame() {
        PriceCondition large = PriceCondition.promptFrom(200_000);
        line(PriceCondition.ALWAYS, 0, "0.000001", "0.000003")
                .line(large.during(DailyWindow.of("22:00", "02:00", "UTC", null)), 1, "0.000004", "0.000012")
                .line(large, 2, "0.000002", "0.000006");

        assertThat(total("2026-11-24T23:00:00Z", 200_000, 0)).isEqualTo("0.4");
    }

    @Test
    void keyAbsentFromALaterEntry_isThatOfAnEarlierOne() {
        line(PriceCondition.ALWAYS, 0, "0.000001", "0.000003");
        lines.add(component(PriceKind.INPUT, "0.000002", PriceCondition.promptFrom(1_000), 1));

        assertThat(total(NOON, 1_000, 1_000)).isEqualTo("0.005");
    }

    @Test
    void linesOfEqualRank_areAmbiguousAndNeverPicked() {
        line(PriceCondition.ALWAYS, 0, "0.000001", "0.000003")
                .line(window("10:00", "14:00", null), 0, "0.000002", "0.000006")
                .line(
                        PriceCondition.ALWAYS.between(Instant.parse("2026-11-01T00:00:00Z"), null),
                        0,
                        "0.000004",
                        "0.00001");

        assertThat(quote(NOON, 1, 0, Map.of()))
                .isEqualTo(new Quote.Refusal(
                        "ambiguous",
                        "two prices are listed for input under conditions of equal rank: 0.000002"
                                + " {from=10:00, to=14:00, zone=UTC} and 0.000004 {starts_at=2026-11-01T00:00:00Z}"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-28T01:59:00Z, 2", // Saturday, of Friday's window
        "2026-11-27T01:59:00Z, 1", // Friday, of Thursday's, which there is not
        "2026-11-27T22:00:00Z, 2",
        "2026-11-28T02:00:00Z, 1",
        "2026-11-28T22:00:00Z, 1"
    })
    void windowThatPassesMidnight_belongsToTheDayOfItsStart(String at, String expected) {
        line(PriceCondition.ALWAYS, 0, "0.000001", "0.000001")
                .line(window("22:00", "02:00", "fri"), 0, "0.000002", "0.000002");

        assertThat(total(at, 1_000_000, 0)).isEqualTo(expected);
    }

    @Test
    void dates_holdFromTheStartToBeforeTheEnd() {
        line(PriceCondition.ALWAYS, 0, "0.000002", "0.000002")
                .line(
                        PriceCondition.ALWAYS.between(
                                Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z")),
                        0,
                        "0.000001",
                        "0.000001");

        assertThat(total("2026-11-19T23:59:59Z", 1_000_000, 0)).isEqualTo("2");
        assertThat(total("2026-11-20T00:00:00Z", 1_000_000, 0)).isEqualTo("1");
        assertThat(total("2026-11-30T23:59:59Z", 1_000_000, 0)).isEqualTo("1");
        assertThat(total("2026-12-01T00:00:00Z", 1_000_000, 0)).isEqualTo("2");
    }

    @Test
    void regionThatNobodyChose_isNotCharged() {
        line(PriceCondition.ALWAYS, 0, "0.000001", "0.000001")
                .line(PriceCondition.ALWAYS.with("region", "eu"), 0, "0.0000011", "0.0000011");

        assertThat(total(NOON, 1_000_000, 0)).isEqualTo("1");
        assertThat(((Quote.Cost) quote(NOON, 1_000_000, 0, Map.of("region", "eu"))).total())
                .isEqualByComparingTo("1.1");
        assertThat(quote(NOON, 1, 0, Map.of("region", "us")))
                .isEqualTo(new Quote.Refusal("not_priced", "no price is listed for region=us"));
    }

    @Test
    void termsThatCannotBeRead_neverHold() {
        line(PriceCondition.ALWAYS, 0, "0.000001", "0.000001")
                .line(PriceCondition.ALWAYS.with("from", "25:61").with("to", "04:00"), 5, "0.000009", "0.000009");

        assertThat(total(NOON, 1_000_000, 0)).isEqualTo("1");
    }
}
