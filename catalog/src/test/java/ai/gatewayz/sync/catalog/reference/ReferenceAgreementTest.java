package ai.gatewayz.sync.catalog.reference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReferenceAgreementTest {
    @ParameterizedTest
    @CsvSource({
        "0.000002, 0.000002, true",
        "0.000002, 0.00000199, true",
        "0.000002, 0.0000019899, false",
        "0.0000019899, 0.000002, false",
        "1, 0.995, true",
        "1, 0.9949, false",
        "0, 0, true",
        "0, 0.000001, false"
    })
    void areEqual_withinHalfAPercentOfTheLarger(String one, String other, boolean equal) {
        assertThat(ReferenceAgreement.areEqual(UnitPrice.ofUsd(one), UnitPrice.ofUsd(other)))
                .isEqualTo(equal);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 1, 2, AGREE",
        "1, 2, 1, 2.02, DIFFER",
        "1.1, 2, 1, 2, DIFFER",
        "1, , 1, 2, AGREE",
        "1, , , 2, INCOMPARABLE"
    })
    void of_comparesWhatBothTell(
            @Nullable String input,
            @Nullable String output,
            @Nullable String otherInput,
            @Nullable String otherOutput,
            ReferenceAgreement expected) {
        assertThat(ReferenceAgreement.of(perMillion(input, output), perMillion(otherInput, otherOutput)))
                .isEqualTo(expected);
    }

    @Test
    void of_otherUnits_areIncomparable() {
        Pricing perImage = new PricingBuilder()
                .add(PriceKind.OUTPUT, PriceUnit.USD_PER_IMAGE, "0.04")
                .build();

        assertThat(ReferenceAgreement.of(perMillion("1", "2"), perImage)).isEqualTo(ReferenceAgreement.INCOMPARABLE);
        assertThat(ReferenceAgreement.of(perImage, perImage)).isEqualTo(ReferenceAgreement.AGREE);
    }

    private static Pricing perMillion(@Nullable String input, @Nullable String output) {
        return new PricingBuilder()
                .add(PriceKind.INPUT, PriceUnit.USD_PER_MILLION_TOKENS, input)
                .add(PriceKind.OUTPUT, PriceUnit.USD_PER_MILLION_TOKENS, output)
                .build();
    }
}
