package ai.gatewayz.sync.catalog.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact places where amounts stop being believed, and the words that leave the package. */
class PriceBoundsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567890123456789012345678901234567890",
                "0.0000000000000000000000000000000000000001",
                "1e-40",
                "1e12",
                "0.00000000000000000000000000000000000000010e+1"
            })
    void lastAmounts_areRead(String text) {
        assertThat(QuotedAmount.read(text)).isEqualTo(new QuotedAmount.Amount(new BigDecimal(text)));
    }

    @Test
    void textOf64Characters_isRead_andNotOneMore() {
        String text = "0".repeat(62) + ".5";

        assertThat(text).hasSize(64);
        assertThat(QuotedAmount.read(text)).isEqualTo(new QuotedAmount.Amount(new BigDecimal("0.5")));
        assertThat(QuotedAmount.read("0" + text)).isEqualTo(new QuotedAmount.Refused(PriceRefusal.NOT_A_NUMBER));
    }

    @Test
    void builder_isChained() {
        Pricing free = new PricingBuilder()
                .add(PriceKind.INPUT, PriceUnit.USD_PER_TOKEN, "0")
                .freeIfZero("zero_price", PriceKind.OUTPUT)
                .freeIfZero("zero_price", PriceKind.INPUT)
                .build();
        Pricing router = new PricingBuilder().declareDynamic().build();

        assertThat(free.state()).isEqualTo(PriceState.FREE);
        assertThat(router).isEqualTo(Pricing.dynamic());
    }

    @Test
    void names_areLowerCase() {
        assertThat(PriceKind.CACHE_WRITE_1H.key()).isEqualTo("cache_write_1h");
        assertThat(PriceState.UNKNOWN.key()).isEqualTo("unknown");
        assertThat(BillingUnit.MEGAPIXEL.key()).isEqualTo("megapixel");
        assertThat(UnitPrice.ofUsd("0.0000010")).hasToString("0.000001");
    }

    @Test
    void equalKindsAndUnits_areOrderedByConditionThenPrice() {
        PriceCondition offer = PriceCondition.ALWAYS.with("offer", "a");
        PricingBuilder one = new PricingBuilder()
                .add(PriceKind.INPUT, PriceUnit.USD_PER_TOKEN, "2", offer)
                .add(PriceKind.INPUT, PriceUnit.USD_PER_TOKEN, "1", PriceCondition.ALWAYS.with("offer", "b"));
        PricingBuilder other = new PricingBuilder()
                .add(PriceKind.INPUT, PriceUnit.USD_PER_TOKEN, "1", PriceCondition.ALWAYS.with("offer", "b"))
                .add(PriceKind.INPUT, PriceUnit.USD_PER_TOKEN, "2", offer);

        assertThat(one.build().components()).isEqualTo(other.build().components());
        assertThat(one.build().components().get(0).condition()).isEqualTo(offer);
    }
}
