package ai.gatewayz.sync.catalog.guard;

import static ai.gatewayz.sync.catalog.guard.PriceCases.first;
import static ai.gatewayz.sync.catalog.guard.PriceCases.free;
import static ai.gatewayz.sync.catalog.guard.PriceCases.in;
import static ai.gatewayz.sync.catalog.guard.PriceCases.input;
import static ai.gatewayz.sync.catalog.guard.PriceCases.judge;
import static ai.gatewayz.sync.catalog.guard.PriceCases.line;
import static ai.gatewayz.sync.catalog.guard.PriceCases.move;
import static ai.gatewayz.sync.catalog.guard.PriceCases.output;
import static ai.gatewayz.sync.catalog.guard.PriceCases.peer;
import static ai.gatewayz.sync.catalog.guard.PriceCases.priced;
import static ai.gatewayz.sync.catalog.guard.PriceCases.reference;
import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import ai.gatewayz.sync.catalog.reference.ReferencePrice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PriceReviewTest {
    @ParameterizedTest
    @CsvSource({
        "0.000001, 0.000010, stored",
        "0.000001, 0.0000100001, held ratio",
        "0.00001, 0.000001, stored",
        "0.00001, 0.0000009999, held ratio",
        "0.000001, 0.0000899, held ratio",
        "0.000001, 0.00009, held unit_signature",
        "0.000001, 0.00011, held unit_signature",
        "0.000001, 0.0001101, held ratio",
        "0.0000001, 0.0001, held unit_signature",
        "0.0000001, 0.00101, held band",
        "0.00000001, 0.0001, held unit_signature",
        "0.0001, 0.0000000001, held unit_signature",
        "0.0001, 0.000000001, held ratio",
        "0.0001, 0.00000001, held unit_signature",
        "0.000001, 0.000001000, unchanged",
    })
    void aMove_isJudgedByItsRatio(String served, String told, String decision) {
        assertThat(move(in(served), in(told))).isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource({"50, stored", "50.1, held ratio", "91, held unit_signature"})
    void cacheReads_mayMoveByFifty(String factor, String decision) {
        UnitPrice before = UnitPrice.ofUsd("0.0000001");
        UnitPrice now = UnitPrice.ofUsd(before.usd().multiply(new java.math.BigDecimal(factor)));
        Pricing served = priced(
                input("0.000001"),
                line(PriceKind.CACHE_READ, BillingUnit.TOKEN, before.toPlainString(), PriceCondition.ALWAYS));
        Pricing told = priced(
                input("0.000001"),
                line(PriceKind.CACHE_READ, BillingUnit.TOKEN, now.toPlainString(), PriceCondition.ALWAYS));

        assertThat(move(served, told)).isEqualTo(decision);
    }

    @Test
    void peers_doNotSpeakAgainstOrdinaryMoves() {
        assertThat(judge(in("0.000005"), in("0.00001"), List.of(), peer("a", "0.000001")))
                .isEqualTo("stored");
        assertThat(judge(in("0.0000019"), in("0.00001"), List.of(), peer("a", "0.000001")))
                .isEqualTo("held peer_power_of_ten");
        assertThat(judge(in("0.0000019"), in("0.00001"), List.of(reference(input("0.000001")))))
                .isEqualTo("held reference_power_of_ten");
    }

    @Test
    void aSecondSource_clearsASuspicion() {
        assertThat(judge(in("0.000001"), in("0.000012"), List.of(), peer("a", "0.00001206")))
                .isEqualTo("stored second_source");
        assertThat(judge(in("0.000001"), in("0.000012"), List.of(), peer("a", "0.0000121")))
                .isEqualTo("held ratio");
        assertThat(judge(in("0.000001"), in("0.001"), List.of(reference(input("0.001")))))
                .isEqualTo("stored second_source");
    }

    @Test
    void aSecondSource_mustTellTheSuspiciousLineAndNothingElse() {
        Pricing served = priced(input("0.000001"), output("0.000002"));
        Pricing told = priced(input("0.000001"), output("0.00003"));
        assertThat(judge(served, told, List.of(reference(input("0.000001"))))).isEqualTo("held ratio");
        assertThat(judge(served, told, List.of(reference(input("0.000002"), output("0.00003")))))
                .isEqualTo("held ratio");
        assertThat(judge(served, told, List.of(reference(input("0.000001"), output("0.00003")))))
                .isEqualTo("stored second_source");
    }

    @Test
    void aKnownPrice_isNotForgotten() {
        assertThat(move(in("0.000001"), Pricing.unknown("absent"))).isEqualTo("held price_vanished");
        assertThat(move(free("declared"), Pricing.unknown("absent"))).isEqualTo("held price_vanished");
        assertThat(move(in("0.000001"), Pricing.unknown("currency"))).isEqualTo("refused currency");
        assertThat(move(Pricing.unknown("absent"), Pricing.unknown("subscription")))
                .isEqualTo("stored");
        assertThat(move(in("0.000001"), Pricing.dynamic())).isEqualTo("held billing_mode");
        assertThat(move(Pricing.unknown("absent"), Pricing.dynamic())).isEqualTo("stored");
        assertThat(move(priced(input("0.000001"), output("0.000002")), in("0.000001")))
                .isEqualTo("held price_vanished");
        assertThat(move(priced(input("0.000001"), output("0.000002")), priced(output("0.000002"))))
                .isEqualTo("held price_vanished");
    }

    @ParameterizedTest
    @CsvSource({"declared, stored", "free_suffix, stored", "zero_price, held became_free"})
    void paidToNothing_needsADeclaration(String basis, String decision) {
        assertThat(move(in("0.000001"), free(basis))).isEqualTo(decision);
        assertThat(move(Pricing.unknown("absent"), free(basis))).isEqualTo("stored");
    }

    @Test
    void fromNothingToPaid_isStored() {
        assertThat(move(free("declared"), in("0.0005"))).isEqualTo("stored");
        assertThat(move(Pricing.unknown("held"), in("0.0005"))).isEqualTo("stored");
    }

    @Test
    void anotherBillingUnit_isHeld_butAnAddedLineIsNot() {
        Pricing perImage = priced(line(PriceKind.INPUT, BillingUnit.IMAGE, "0.01", PriceCondition.ALWAYS));
        Pricing perRequest = priced(line(PriceKind.REQUEST, BillingUnit.REQUEST, "0.01", PriceCondition.ALWAYS));
        PriceComponent search = line(PriceKind.WEB_SEARCH, BillingUnit.SEARCH, "0.01", PriceCondition.ALWAYS);
        assertThat(move(in("0.000001"), perImage)).isEqualTo("held billing_mode");
        assertThat(move(in("0.000001"), perRequest)).isEqualTo("held billing_mode");
        assertThat(move(in("0.000001"), priced(input("0.000001"), search))).isEqualTo("stored");
    }

    @Test
    void inputAndOutput_doNotChangePlaces() {
        Pricing served = priced(input("0.000001"), output("0.000004"));
        assertThat(move(served, priced(input("0.000004"), output("0.000001")))).isEqualTo("held swapped");
        assertThat(move(served, priced(input("0.000004"), output("0.0000011")))).isEqualTo("stored");
    }

    @Test
    void aHigherTier_doesNotBecomeCheaper() {
        PriceComponent dear = line(PriceKind.INPUT, BillingUnit.TOKEN, "0.000002", PriceCondition.promptFrom(200_000));
        PriceComponent cheap =
                line(PriceKind.INPUT, BillingUnit.TOKEN, "0.0000009", PriceCondition.promptFrom(200_000));
        Pricing upright = priced(input("0.000001"), dear);
        Pricing inverted = priced(input("0.000001"), cheap);
        assertThat(move(upright, inverted)).isEqualTo("held tier_inversion");
        assertThat(move(inverted, priced(input("0.0000011"), cheap))).isEqualTo("stored");
        assertThat(first(inverted)).isEqualTo("stored");
        assertThat(judge(upright, inverted, List.of(reference(input("0.000001"), cheap))))
                .isEqualTo("stored second_source");
    }

    @Test
    void aTierWithoutItsBase_isHeld() {
        PriceComponent tier = line(PriceKind.INPUT, BillingUnit.TOKEN, "0.000002", PriceCondition.promptFrom(200_000));
        PriceComponent base =
                line(PriceKind.INPUT, BillingUnit.TOKEN, "0.000001", PriceCondition.promptBetween(0, 200_000));
        assertThat(first(priced(tier))).isEqualTo("held price_vanished");
        assertThat(move(priced(input("0.000001"), tier), priced(tier))).isEqualTo("held price_vanished");
        assertThat(first(priced(base, tier))).isEqualTo("stored");
    }

    /** A provider with so many models, of which some moved by a factor. */
    private static Map<String, PriceDecision> many(int moved, String told, int others, String othersTold, int listed) {
        Map<String, PriceCase> cases = new LinkedHashMap<>();
        for (int n = 0; n < moved; n++) {
            cases.put("m" + n, new PriceCase(in("0.000001"), in(told), List.of(), List.of()));
        }
        for (int n = 0; n < others; n++) {
            cases.put("o" + n, new PriceCase(in("0.000001"), in(othersTold), List.of(), List.of()));
        }
        cases.put("new", new PriceCase(null, in("0.000003"), List.of(), List.of()));
        return PriceReview.review(cases, listed);
    }

    private static List<String> reasons(Map<String, PriceDecision> decisions) {
        return decisions.values().stream().map(PriceDecision::reason).distinct().toList();
    }

    @Test
    void aFifthOfThePricesMovingFar_holdsTheWholeUpdate() {
        assertThat(reasons(many(5, "0.0000021", 10, "0.0000011", 24))).containsExactly("provider_wide");
        assertThat(reasons(many(5, "0.0000021", 10, "0.0000011", 25))).containsExactly("");
        assertThat(reasons(many(5, "0.000002", 10, "0.0000011", 24))).containsExactly("");
        assertThat(reasons(many(4, "0.0000021", 10, "0.0000011", 15))).containsExactly("");
    }

    @Test
    void aFarMedianOfTheMoves_holdsTheWholeUpdate() {
        assertThat(reasons(many(3, "0.0000031", 2, "0.0000011", 1000))).containsExactly("provider_wide");
        assertThat(reasons(many(3, "0.000003", 2, "0.0000011", 1000))).containsExactly("");
        assertThat(reasons(many(3, "0.0000031", 1, "0.0000011", 1000))).containsExactly("");
    }

    @Test
    void aChangeOfUnit_holdsWhatHasNothingToBeComparedWith() {
        assertThat(reasons(many(1, "0.0001", 0, "", 2))).containsExactly("unit_signature", "provider_units");
        assertThat(reasons(many(1, "0.0001", 0, "", 3))).containsExactly("unit_signature", "");
        assertThat(reasons(many(5, "0.0001", 1, "0.0000011", 24))).containsExactly("unit_signature", "provider_units");
    }

    @Test
    void pricesFarOffTheReferences_areAllHeld() {
        Map<String, PriceCase> cases = new LinkedHashMap<>();
        List<ReferencePrice> sixTimes = List.of(reference(input("0.000006")));
        for (int n = 0; n < 5; n++) {
            cases.put("m" + n, new PriceCase(null, in("0.000001"), sixTimes, List.of()));
        }
        cases.put("alone", new PriceCase(null, in("0.000001"), List.of(), List.of()));
        assertThat(reasons(PriceReview.review(cases, 0))).containsExactly("provider_units");
        cases.remove("m0");
        assertThat(reasons(PriceReview.review(cases, 0))).containsExactly("");
    }

    @Test
    void aCorroboratedPrice_isStoredWhateverTheOthersDo() {
        Map<String, PriceCase> cases = new LinkedHashMap<>();
        for (int n = 0; n < 6; n++) {
            cases.put("m" + n, new PriceCase(in("0.000001"), in("0.0001"), List.of(), List.of()));
        }
        cases.put("known", new PriceCase(in("0.000001"), in("0.000003"), List.of(), List.of(peer("a", "0.000003"))));
        List<String> all = new ArrayList<>();
        PriceReview.review(cases, 7).forEach((model, decision) -> all.add(model + " " + decision.reason()));
        assertThat(all).contains("known second_source", "m0 unit_signature");
    }

    @ParameterizedTest
    @EnumSource(HoldRule.class)
    void unitSuspicions_areNeverReleasedByAgreement(HoldRule rule) {
        boolean mayBeUnit = rule.compareTo(HoldRule.PRICE_VANISHED) <= 0;
        assertThat(rule.isClearedByAgreement()).isEqualTo(!mayBeUnit);
        assertThat(rule.isClearedBySecondSource())
                .isEqualTo(rule != HoldRule.REFERENCE_DISAGREEMENT
                        && rule != HoldRule.BAND
                        && rule != HoldRule.PRICE_VANISHED);
    }
}
