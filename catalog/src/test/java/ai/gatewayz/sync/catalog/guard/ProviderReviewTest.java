package ai.gatewayz.sync.catalog.guard;

import static ai.gatewayz.sync.catalog.guard.PriceCases.input;
import static ai.gatewayz.sync.catalog.guard.PriceCases.output;
import static ai.gatewayz.sync.catalog.guard.PriceCases.priced;
import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import ai.gatewayz.sync.catalog.reference.ReferencePrice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What all prices of a list together mean for each of them, and lines under conditions. */
class ProviderReviewTest {
    private final Map<String, PriceCase> cases = new LinkedHashMap<>();

    private static PriceComponent line(PriceKind kind, String usd, PriceCondition condition) {
        return PriceCases.line(kind, BillingUnit.TOKEN, usd, condition);
    }

    private static Pricing free() {
        return new Pricing(PriceState.FREE, "declared", List.of(input("0"), output("0")));
    }

    private void add(String model, @Nullable Pricing served, Pricing told) {
        cases.put(model, new PriceCase(served, told, List.of(), List.of()));
    }

    /** So many prices that moved from a dollar per million. */
    private void addMoves(int count, String told) {
        for (int n = 0; n < count; n++) {
            add("to " + told + " " + n, priced(input("0.000001")), priced(input(told)));
        }
    }

    private String decision(String model, int listed) {
        PriceDecision decision = PriceReview.review(cases, listed).get(model);
        return decision == null
                ? ""
                : decision.outcome().key() + (decision.reason().isEmpty() ? "" : " " + decision.reason());
    }

    private String judge(@Nullable Pricing served, Pricing told) {
        add("m", served, told);
        return decision("m", 100);
    }

    @ParameterizedTest
    @CsvSource({"2, 4, held provider_units", "2, 5, stored", "3, 6, held provider_units", "3, 7, stored"})
    void halfOfThePricesInAnotherUnit_speakForAll(int suspects, int listed, String decision) {
        addMoves(suspects, "0.0001");
        add("new", null, priced(input("0.000003")));

        assertThat(decision("new", listed)).isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, stored",
        "1, 0, 0, held provider_units",
        "1, 1, 0, held provider_units",
        "1, 2, 0, stored",
        "2, 2, 0, held provider_units",
        "2, 2, 4, held provider_units",
        "2, 2, 5, stored"
    })
    void halfOfTheComparableFirstPricesFarOff_speaksForAllOfANewList(int far, int near, int listed, String decision) {
        for (int n = 0; n < far; n++) {
            cases.put("far " + n, firstBesideAPeer("0.0001"));
        }
        for (int n = 0; n < near; n++) {
            cases.put("near " + n, firstBesideAPeer("0.0000011"));
        }
        add("alone", null, priced(input("0.0003")));

        assertThat(decision("alone", listed)).isEqualTo(decision);
    }

    @Test
    void firstPriceOutOfItsBand_speaksForTheRestIfOthersTellAnother() {
        cases.put("told", firstBesideAPeer("0.01"));
        add("alone", null, priced(input("0.0009")));
        assertThat(decision("told", 0)).isEqualTo("held band");
        assertThat(decision("alone", 0)).isEqualTo("held provider_units");

        add("told", null, priced(input("0.01")));
        assertThat(decision("alone", 0)).isEqualTo("stored");
    }

    private static PriceCase firstBesideAPeer(String told) {
        return new PriceCase(null, priced(input(told)), List.of(), List.of(PriceCases.peer("elsewhere", "0.000001")));
    }

    @ParameterizedTest
    @CsvSource({"24, held provider_units", "25, stored"})
    void fivePricesInAnotherUnit_speakForAllFromAFifthOn(int listed, String decision) {
        addMoves(5, "0.0001");
        addMoves(10, "0.0000011");
        add("new", null, priced(input("0.000003")));

        assertThat(decision("new", listed)).isEqualTo(decision);
    }

    @Test
    void underAnotherUnit_everyAmountWaits_alsoOneThatBecameFree() {
        addMoves(6, "0.0001");
        add("far", priced(input("0.000001")), priced(input("0.000012")));
        add("freed", priced(input("0.000001")), free());
        add("still free", free(), free());
        add("new and free", null, free());
        add("same", priced(input("0.000001")), priced(input("0.000001000")));
        add("unknown", null, Pricing.unknown("absent"));
        add("gone", priced(input("0.000001")), Pricing.unknown("absent"));
        add("dynamic", null, Pricing.dynamic());

        assertThat(decision("to 0.0001 0", 12)).isEqualTo("held unit_signature");
        assertThat(decision("far", 12)).isEqualTo("held provider_units");
        assertThat(decision("freed", 12)).isEqualTo("held provider_units");
        assertThat(decision("still free", 12)).isEqualTo("stored");
        assertThat(decision("new and free", 12)).isEqualTo("stored");
        assertThat(decision("same", 12)).isEqualTo("unchanged");
        assertThat(decision("unknown", 12)).isEqualTo("stored");
        assertThat(decision("gone", 12)).isEqualTo("held price_vanished");
        assertThat(decision("dynamic", 12)).isEqualTo("stored");
    }

    @Test
    void aWideMove_takesNoRuleFromAPriceThatHasAStrongerOne() {
        addMoves(8, "0.0000025");
        add("unit", priced(input("0.000001")), priced(input("0.001")));
        add("free", priced(input("0.000001")), new Pricing(PriceState.FREE, "zero_price", List.of()));

        assertThat(decision("to 0.0000025 7", 30)).isEqualTo("held provider_wide");
        assertThat(decision("unit", 30)).isEqualTo("held unit_signature");
        assertThat(decision("free", 30)).isEqualTo("held became_free");
    }

    @Test
    void refusedPrices_areSuspectedOfAnotherUnit_vanishedOnesAreNot() {
        for (int n = 0; n < 5; n++) {
            add("m" + n, priced(input("0.000001")), Pricing.unknown("out_of_band"));
        }
        add("new", null, priced(input("0.000003")));
        assertThat(decision("m0", 24)).isEqualTo("refused out_of_band");
        assertThat(decision("new", 24)).isEqualTo("held provider_units");

        cases.replaceAll((model, given) -> model.equals("new")
                ? given
                : new PriceCase(given.served(), Pricing.unknown("absent"), List.of(), List.of()));
        assertThat(decision("m0", 24)).isEqualTo("held price_vanished");
        assertThat(decision("new", 24)).isEqualTo("stored");
    }

    @Test
    void howFarAPriceMoves_isWhatInputAndOutputDo() {
        for (int n = 0; n < 6; n++) {
            Pricing served = priced(
                    input("0.000001"),
                    output("0.000002"),
                    line(PriceKind.CACHE_READ, "0.0000001", PriceCondition.ALWAYS));
            Pricing told = priced(
                    input("0.0000011"),
                    output("0.0000022"),
                    line(PriceKind.CACHE_READ, "0.0000009", PriceCondition.ALWAYS));
            add("m" + n, served, told);
        }
        assertThat(decision("m0", 10)).isEqualTo("stored");

        add("m0", priced(output("0.000002")), priced(output("0.000009")));
        for (int n = 1; n < 6; n++) {
            add(
                    "m" + n,
                    priced(line(PriceKind.CACHE_READ, "0.0000001", PriceCondition.ALWAYS)),
                    priced(line(PriceKind.CACHE_READ, "0.0000009", PriceCondition.ALWAYS)));
        }
        assertThat(decision("m0", 10)).isEqualTo("held provider_wide");
    }

    @Test
    void aTierOfAnotherService_isNoTierOfTheBase() {
        PriceCondition batch = PriceCondition.promptFrom(200_000).with("service_tier", "batch");
        Pricing served = priced(input("0.000001"), line(PriceKind.INPUT, "0.000002", batch));

        assertThat(judge(served, priced(input("0.000001"), line(PriceKind.INPUT, "0.0000005", batch))))
                .isEqualTo("stored");
        assertThat(judge(null, priced(line(PriceKind.INPUT, "0.0000005", batch))))
                .isEqualTo("stored");
    }

    @Test
    void aTier_isComparedWithTheTierBelowOfTheSameKind() {
        PriceCondition high = PriceCondition.promptFrom(200_000);
        PriceCondition higher = PriceCondition.promptFrom(400_000);
        PriceComponent base = input("0.000001");
        PriceComponent tier = line(PriceKind.INPUT, "0.000003", high);
        Pricing served = priced(base, tier, line(PriceKind.INPUT, "0.000004", higher), output("0.00001"));

        assertThat(judge(served, priced(base, tier, line(PriceKind.INPUT, "0.0000029", higher), output("0.00001"))))
                .isEqualTo("held tier_inversion");
        assertThat(judge(served, priced(base, tier, line(PriceKind.INPUT, "0.000003", higher), output("0.00001"))))
                .isEqualTo("stored");
    }

    @Test
    void aReferenceThatTellsNoInput_doesNotMissIt() {
        ReferencePrice outputOnly =
                new ReferencePrice("litellm", "m", ReferencePrice.LITERAL, priced(output("0.000002")));
        cases.put("m", new PriceCase(null, priced(output("0.000001")), List.of(outputOnly), List.of()));

        assertThat(decision("m", 100)).isEqualTo("stored");
    }

    @Test
    void everySuspiciousLineNeedsASource_whichNeedNotBeTheSame() {
        Pricing served = priced(input("0.000001"), output("0.000002"));
        Pricing told = priced(input("0.000012"), output("0.000024"));
        PeerPrice both = new PeerPrice("a", UnitPrice.ofUsd("0.000012"), UnitPrice.ofUsd("0.000024"));
        PeerPrice half = new PeerPrice("a", UnitPrice.ofUsd("0.000012"), UnitPrice.ofUsd("0"));
        PeerPrice otherHalf = new PeerPrice("a", null, UnitPrice.ofUsd("0.000024"));
        cases.put("both", new PriceCase(served, told, List.of(), List.of(both)));
        cases.put("half", new PriceCase(served, told, List.of(), List.of(half)));
        cases.put("halves", new PriceCase(served, told, List.of(), List.of(half, otherHalf)));

        assertThat(decision("both", 100)).isEqualTo("stored second_source");
        assertThat(decision("half", 100)).isEqualTo("held ratio");
        assertThat(decision("halves", 100)).isEqualTo("stored second_source");
    }

    @Test
    void aDecision_saysWhetherThePriceIsServed() {
        assertThat(PriceDecision.corroborated().isStored()).isTrue();
        assertThat(PriceDecision.UNCHANGED.isStored()).isFalse();
        assertThat(PriceDecision.held(HoldRule.RATIO).isStored()).isFalse();
    }
}
