package ai.gatewayz.sync.catalog.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedAmountTest {
    @Tag("G1")
    @Tag("P45")
    @Tag("P48")
    @ParameterizedTest
    @CsvSource({
        "5e-07, 0.0000005",
        "1e06, 1000000",
        "' 0.1 ', 0.1",
        "+2, 2",
        ".5, 0.5",
        "5., 5",
        "0, 0",
        "-0, 0",
        "0.000000000000, 0",
        "2.9452365658188216e-05, 0.000029452365658188216",
        "0.00000100000000000000015, 0.00000100000000000000015",
        "1e12, 1000000000000",
        "1e-40, 0.0000000000000000000000000000000000000001",
    })
    void decimals_areReadExactly(String text, BigDecimal expected) {
        assertThat(QuotedAmount.read(text))
                .isInstanceOfSatisfying(QuotedAmount.Amount.class, amount -> assertThat(amount.value())
                        .isEqualByComparingTo(expected));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\n"})
    void nothing_isAbsent(@Nullable String text) {
        assertThat(QuotedAmount.read(text)).isEqualTo(new QuotedAmount.Absent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-1.0", " -1 ", "-1e0", "-10e-1"})
    void minusOne_isDynamic(String text) {
        assertThat(QuotedAmount.read(text)).isEqualTo(new QuotedAmount.Dynamic());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.000001", "-2", "-1.5", "-1000000"})
    void otherNegatives_areRefused(String text) {
        assertThat(QuotedAmount.read(text)).isEqualTo(new QuotedAmount.Refused(PriceRefusal.NEGATIVE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$0.50",
                "1,5",
                "1,234.5",
                "free",
                "N/A",
                "-",
                "NaN",
                "Infinity",
                "-Infinity",
                "0x10",
                "1_000",
                "1e",
                "e5",
                "0.1 USD",
                "1 2",
                "٣",
                "<BOOLEAN>",
                ".",
                "1.2.3",
                "1d",
                "1f",
                "1e1000000000"
            })
    void otherText_isRefused(String text) {
        assertThat(QuotedAmount.read(text)).isEqualTo(new QuotedAmount.Refused(PriceRefusal.NOT_A_NUMBER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e100000000",
                "-1e100000000",
                "1e-100000000",
                "1e400",
                "1e-400",
                "1e13",
                "1e-41",
                "1e999999999",
                "0.12345678901234567890123456789012345678901",
                "12345678901234567890123456789012345678901"
            })
    void poisonNumbers_areRefusedBeforeArithmetic(String text) {
        assertThat(QuotedAmount.read(text)).isEqualTo(new QuotedAmount.Refused(PriceRefusal.OUT_OF_BAND));
    }

    @Test
    @Timeout(5)
    void endlessText_isRefusedAtOnce() {
        assertThat(QuotedAmount.read("1".repeat(10_000_000))).isInstanceOf(QuotedAmount.Refused.class);
    }
}
