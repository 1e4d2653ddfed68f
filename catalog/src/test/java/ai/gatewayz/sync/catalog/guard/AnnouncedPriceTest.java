package ai.gatewayz.sync.catalog.guard;

import static ai.gatewayz.sync.catalog.guard.PriceCases.input;
import static ai.gatewayz.sync.catalog.guard.PriceCases.line;
import static ai.gatewayz.sync.catalog.guard.PriceCases.move;
import static ai.gatewayz.sync.catalog.guard.PriceCases.output;
import static ai.gatewayz.sync.catalog.guard.PriceCases.priced;
import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.DailyWindow;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Prices under conditions are compared with prices under the same ones, and an announced price is no surprise. */
class AnnouncedPriceTest {
    private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

    private static PriceComponent under(PriceCondition condition, String usd) {
        return line(PriceKind.INPUT, BillingUnit.TOKEN, usd, condition);
    }

    private static PriceComponent later(String usd) {
        return under(PriceCondition.ALWAYS.between(END, null), usd);
    }

    @Test
    void endOfAPromotion_isServed_asWhatItIs() {
        assertThat(move(priced(input("0.000001"), later("0.000015")), priced(input("0.000015"))))
                .isEqualTo("stored promotion_ended");
        assertThat(move(priced(input("0.000001")), priced(input("0.000015")))).isEqualTo("held ratio");
    }

    @Test
    void anotherPriceThanTheAnnouncedOne_isHeld() {
        assertThat(move(priced(input("0.000001"), later("0.000015")), priced(input("0.000016"))))
                .isEqualTo("held ratio");
    }

    @Test
    void promotionThatEndsBesideAnotherMove_isHeldForThatMove() {
        assertThat(move(
                        priced(input("0.000001"), output("0.000002"), later("0.000015")),
                        priced(input("0.000015"), output("0.00003"))))
                .isEqualTo("held ratio");
    }

    @Test
    void promotionsOfAWholeProvider_endWithoutAHold() {
        Map<String, PriceCase> cases = new LinkedHashMap<>();
        for (int n = 1; n <= 9; n++) {
            String before = "0.00000" + n;
            String after = "0.00004" + n;
            cases.put(
                    "m" + n,
                    new PriceCase(priced(input(before), later(after)), priced(input(after)), List.of(), List.of()));
        }

        assertThat(PriceReview.review(cases, 9).values()).containsOnly(PriceDecision.PROMOTION_ENDED);
    }

    @Test
    void newWindow_isNoPriceChange() {
        PriceCondition night = PriceCondition.ALWAYS.during(DailyWindow.of("22:00", "06:00", "UTC", null));

        assertThat(move(priced(input("0.000015")), priced(input("0.000015"), under(night, "0.000001"))))
                .isEqualTo("stored");
        assertThat(move(
                        priced(input("0.000015"), under(night, "0.000001")),
                        priced(input("0.000015"), under(night, "0.000012"))))
                .isEqualTo("held ratio");
    }

    @Test
    void ofTwoLinesUnderOneCondition_theOneThatCountsIsCompared() {
        PriceCondition large = PriceCondition.promptFrom(1000);
        PriceComponent first = under(large, "0.000001");
        PriceComponent second =
                new PriceComponent(first.kind(), first.unit(), output("0.00002").price(), first.quote(), large, 2);

        assertThat(move(priced(input("0.000001"), first, second), priced(input("0.000001"), first)))
                .isEqualTo("held ratio");
    }
}
