package ai.gatewayz.sync.catalog.guard;

import static ai.gatewayz.sync.catalog.guard.PriceCases.first;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices and lines without a predecessor. */
class FirstPriceTest {
    @ParameterizedTest
    @CsvSource({
        "TOKEN, 0.00000000001, 0.001",
        "CHARACTER, 0.0000000001, 0.001",
        "IMAGE, 0.000001, 10",
        "MEGAPIXEL, 0.000001, 10",
        "TILE, 0.000001, 10",
        "PAGE, 0.000001, 10",
        "STEP, 0.0000001, 0.1",
        "REQUEST, 0.0000001, 10",
        "SEARCH, 0.0000001, 10",
        "VIDEO, 0.0001, 100",
        "SECOND, 0.00000001, 10",
        "MINUTE, 0.000001, 100",
        "HOUR, 0.0001, 1000",
        "OTHER, 0.000000000001, 10000",
    })
    void everyUnit_hasItsBand(BillingUnit unit, String least, String most) {
        for (String edge : List.of(least, most)) {
            assertThat(first(priced(line(PriceKind.OTHER, unit, edge, PriceCondition.ALWAYS))))
                    .isEqualTo("stored");
        }
        UnitPrice below = UnitPrice.ofUsd(new java.math.BigDecimal(least).multiply(new java.math.BigDecimal("0.99")));
        UnitPrice above = UnitPrice.ofUsd(new java.math.BigDecimal(most).multiply(new java.math.BigDecimal("1.01")));
        for (UnitPrice outside : List.of(below, above)) {
            assertThat(first(priced(line(PriceKind.OTHER, unit, outside.toPlainString(), PriceCondition.ALWAYS))))
                    .isEqualTo("held band");
        }
    }

    @Test
    void aBand_isClearedByNobody() {
        assertThat(judge(null, in("0.002"), List.of(reference(input("0.002"))), peer("a", "0.002")))
                .isEqualTo("held band");
    }

    @ParameterizedTest
    @CsvSource({
        "0.000001, 0.0000098, held reference_power_of_ten",
        "0.000001, 0.0000102, held reference_power_of_ten",
        "0.000001, 0.00001021, held reference_distance",
        "0.000001, 0.0000097, stored",
        "0.000001, 0.0001, held reference_power_of_ten",
        "0.000001, 0.00000001, held reference_power_of_ten",
        "0.000001, 0.00000009, held reference_distance",
        "0.000001, 0.000001, stored second_source",
        "0.000001, 0.000000995, stored second_source",
        "0.000001, 0.00000099499, stored",
    })
    void aFirstPrice_isComparedWithReferences(String reference, String told, String decision) {
        assertThat(judge(null, in(told), List.of(reference(input(reference))))).isEqualTo(decision);
    }

    @Test
    void oneReferenceThatSupportsAPrice_isEnough() {
        assertThat(judge(null, in("0.00001"), List.of(reference(input("0.000001")), reference(input("0.000004")))))
                .isEqualTo("stored");
    }

    @Test
    void peers_speakAgainstAFirstPriceThatNobodySupports() {
        assertThat(first(in("0.00001"), peer("a", "0.000001"))).isEqualTo("held peer_power_of_ten");
        assertThat(first(in("0.00001"), peer("a", "0.000001"), peer("b", "0.000002")))
                .isEqualTo("stored");
        assertThat(first(in("0.000012"), peer("a", "0.000001"))).isEqualTo("held peer_distance");
        assertThat(first(in("0.000009"), peer("a", "0.000001"))).isEqualTo("stored");
        assertThat(first(in("0.000012"), peer("a", "0.000001"), peer("b", "0.0000013")))
                .isEqualTo("stored");
    }

    @Test
    void theMedianOfThreeProviders_isNotLeftFarBehind() {
        PeerPrice[] three = {peer("a", "0.00000001"), peer("b", "0.00000001"), peer("c", "0.000001")};
        assertThat(first(in("0.0000011"), three)).isEqualTo("held peer_median");
        assertThat(first(in("0.00000099"), three)).isEqualTo("stored");
        assertThat(first(in("0.0000011"), three[0], three[1], peer("b", "0.000001")))
                .isEqualTo("stored");
    }

    @Test
    void aFirstPriceWithoutTheInputThatReferencesTell_isHeld() {
        assertThat(judge(null, priced(output("0.000001")), List.of(reference(input("0.000001")))))
                .isEqualTo("held reference_distance");
        assertThat(judge(null, priced(output("0.000001")), List.of(reference(output("0.000001")))))
                .isEqualTo("stored second_source");
    }

    /** One line in a wrong unit may be all that is left, where the others of its list are too small to be read. */
    @Test
    void aFirstPriceOfTokensWithoutTheInputThatPeersTell_isHeld() {
        for (PriceKind kind : List.of(PriceKind.OUTPUT, PriceKind.AUDIO_OUTPUT)) {
            Pricing told = priced(line(kind, BillingUnit.TOKEN, "0.0000000000122", PriceCondition.ALWAYS));
            assertThat(first(told, peer("a", "0.0000026"))).isEqualTo("held peer_distance");
            assertThat(first(told)).isEqualTo("stored");
        }
        assertThat(first(
                        priced(line(PriceKind.OTHER, BillingUnit.OTHER, "0.0000000005", PriceCondition.ALWAYS)),
                        peer("a", "0.0000026")))
                .isEqualTo("held peer_distance");
        assertThat(first(
                        priced(line(PriceKind.OUTPUT, BillingUnit.IMAGE, "0.04", PriceCondition.ALWAYS)),
                        peer("a", "0.0000026")))
                .isEqualTo("stored");
    }

    @ParameterizedTest
    @CsvSource({
        "OUTPUT, 0.0001, stored",
        "OUTPUT, 0.000100000001, held proportion",
        "OUTPUT, 0.00000001, stored",
        "OUTPUT, 0.00000000999, held proportion",
        "REASONING, 0.00011, held proportion",
        "CACHE_READ, 0.000005, stored",
        "CACHE_READ, 0.00000501, held proportion",
        "CACHE_READ, 0.000000001, stored",
        "CACHE_READ, 0.00000000099, held proportion",
        "CACHE_WRITE, 0.00001, stored",
        "CACHE_WRITE, 0.0000101, held proportion",
        "CACHE_WRITE, 0.000000002, stored",
        "CACHE_WRITE_1H, 0.0000000019, held proportion",
        "IMAGE_OUTPUT, 0.001, stored",
        "AUDIO_INPUT, 0.00000000099, held proportion",
    })
    void aLine_isInProportionToItsInput(PriceKind kind, String usd, String decision) {
        PriceComponent line = line(kind, BillingUnit.TOKEN, usd, PriceCondition.ALWAYS);

        assertThat(first(priced(input("0.000001"), line))).isEqualTo(decision);
        assertThat(move(in("0.000001"), priced(input("0.000001"), line))).isEqualTo(decision);
        assertThat(judge(in("0.000001"), priced(input("0.000001"), line), List.of(reference(line))))
                .startsWith("stored");
    }

    @Test
    void proportions_areThoseOfTheSameCondition_andOfTokensOnly() {
        PriceCondition batch = PriceCondition.ALWAYS.with("service_tier", "batch");
        PriceComponent batchInput = line(PriceKind.INPUT, BillingUnit.TOKEN, "0.00001", batch);
        PriceComponent batchOutput = line(PriceKind.OUTPUT, BillingUnit.TOKEN, "0.0005", batch);

        assertThat(first(priced(input("0.000001"), batchInput, batchOutput))).isEqualTo("stored");
        assertThat(first(priced(input("0.000001"), batchOutput))).isEqualTo("held proportion");
        assertThat(first(priced(output("0.0005")))).isEqualTo("stored");
        assertThat(first(priced(
                        input("0.000001"),
                        line(PriceKind.REQUEST, BillingUnit.REQUEST, "0.01", PriceCondition.ALWAYS))))
                .isEqualTo("stored");
    }

    @Test
    void whatMoved_isJudgedByItsMoveAlone() {
        Pricing odd = priced(input("0.000001"), output("0.0002"));

        assertThat(move(odd, priced(input("0.000001"), output("0.0003")))).isEqualTo("stored");
        assertThat(move(odd, priced(input("0.000001"), output("0.0021")))).isEqualTo("held band");
    }

    @Test
    void aUnitThatNobodyElseChargesBy_isHeld() {
        PriceComponent perRequest = line(PriceKind.INPUT, BillingUnit.REQUEST, "0.000001", PriceCondition.ALWAYS);
        PriceComponent picture = line(PriceKind.IMAGE_OUTPUT, BillingUnit.TOKEN, "0.00004", PriceCondition.ALWAYS);
        PriceComponent perPicture = line(PriceKind.IMAGE_OUTPUT, BillingUnit.IMAGE, "0.04", PriceCondition.ALWAYS);

        assertThat(judge(null, priced(perRequest), List.of(reference(input("0.000001")))))
                .isEqualTo("held reference_distance");
        assertThat(judge(null, priced(picture), List.of(reference(perPicture)))).isEqualTo("held reference_distance");
        assertThat(judge(null, priced(picture), List.of(reference(perPicture), reference(picture))))
                .isEqualTo("stored second_source");
        assertThat(judge(null, priced(input("0.000001"), picture), List.of(reference(input("0.000002"), perPicture))))
                .isEqualTo("stored");
        assertThat(first(priced(perRequest), peer("a", "0.000001"))).isEqualTo("held peer_distance");
        assertThat(first(priced(perRequest))).isEqualTo("stored");
        assertThat(first(priced(picture), peer("a", "0.000001"))).isEqualTo("stored");
        assertThat(judge(
                        priced(perRequest),
                        priced(line(PriceKind.INPUT, BillingUnit.REQUEST, "0.000002", PriceCondition.ALWAYS)),
                        List.of(),
                        peer("a", "0.000001")))
                .isEqualTo("stored");
    }
}
