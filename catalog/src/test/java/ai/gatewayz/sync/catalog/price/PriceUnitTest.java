package ai.gatewayz.sync.catalog.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PriceUnitTest {
    @Tag("G2")
    @Tag("G3")
    @Tag("P57")
    @ParameterizedTest
    @CsvSource({
        "CENTS_PER_TOKEN, 0.0001, 0.000001",
        "USD_E10_PER_TOKEN, 14000, 0.0000014",
        "USD_E10_PER_TOKEN, 20000, 0.000002",
        "USD_E10_PER_IMAGE, 200000000, 0.02",
        "USD_PER_TOKEN, 0.000005, 0.000005",
        "USD_PER_TOKEN, 5e-07, 0.0000005",
        "USD_PER_MILLION_TOKENS, 0.18000000000000002, 0.00000018",
        "USD_PER_MILLION_TOKENS, 0.21999999999999997, 0.00000022",
        "USD_PER_MILLION_TOKENS, 0.040003199999999996, 0.0000000400032",
        "USD_PER_THOUSAND_TOKENS, 0.03, 0.00003",
        "NANO_USD_PER_TOKEN, 850, 0.00000085",
        "USD_PER_MILLION_CHARACTERS, 65, 0.000065",
        "USD_PER_THOUSAND_CHARACTERS, 0.015, 0.000015",
        "CENTS_PER_IMAGE, 2.5, 0.025",
        "CENTS_PER_SECOND, 0.05, 0.0005",
    })
    void toUsd_isExact(PriceUnit unit, BigDecimal quoted, String usd) {
        assertThat(unit.toUsd(quoted).toPlainString()).isEqualTo(usd);
    }

    @ParameterizedTest
    @EnumSource
    void name_saysTheBillingUnit(PriceUnit unit) {
        String singular = unit.billingUnit().name();

        assertThat(unit.name()).matches(".*_PER_(THOUSAND_|MILLION_)?" + singular + "(ES|S)?");
    }

    @Tag("P60")
    @ParameterizedTest
    @EnumSource
    void name_saysTheScale(PriceUnit unit) {
        int decimals = unit.name().startsWith("CENTS") ? 2 : 0;
        decimals += unit.name().startsWith("NANO") ? 9 : unit.name().contains("_E10_") ? 10 : 0;
        decimals += unit.name().contains("THOUSAND") ? 3 : unit.name().contains("MILLION") ? 6 : 0;

        assertThat(unit.toUsd(BigDecimal.ONE).usd()).isEqualByComparingTo(BigDecimal.ONE.movePointLeft(decimals));
    }

    @ParameterizedTest
    @CsvSource({
        "0.00000100000000000000015, 0.000001",
        "0.0000006000000000000000001, 0.0000006",
        "0.649999999999999, 0.649999999999999",
        "0.6499999999999999, 0.65",
        "0.0000000208333333333333, 0.0000000208333333333333",
        "0.00000008333333333333335, 0.0000000833333333333334",
        "0.00000008333333333333325, 0.0000000833333333333332",
        "1.10, 1.1",
        "0, 0",
        "0E-20, 0",
        "1E+3, 1000",
    })
    void unitPrice_isCanonical(String usd, String canonical) {
        UnitPrice price = UnitPrice.ofUsd(usd);

        assertThat(price.toPlainString()).isEqualTo(canonical);
        assertThat(price).isEqualTo(UnitPrice.ofUsd(canonical));
        assertThat(price).hasSameHashCodeAs(UnitPrice.ofUsd(canonical));
    }

    @Test
    void unitPrice_cannotBeNegative() {
        assertThatThrownBy(() -> UnitPrice.ofUsd("-0.1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a price cannot be negative: -0.1");
    }
}
