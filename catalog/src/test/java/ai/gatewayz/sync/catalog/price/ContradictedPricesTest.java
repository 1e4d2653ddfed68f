package ai.gatewayz.sync.catalog.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two prices of one thing that hold at the same time, where no rule says which of them counts. */
class ContradictedPricesTest {
    private static PriceCondition condition(String terms) {
        Map<String, String> pairs = new TreeMap<>();
        if (!terms.isEmpty()) {
            for (String pair : terms.split(" ", -1)) {
                pairs.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        }
        return new PriceCondition(new TreeMap<>(pairs));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|''|true",
                "service_tier=batch|service_tier=batch|true",
                "service_tier=batch|service_tier=flex|false",
                "service_tier=batch|''|false",
                "min_prompt_tokens=5|min_prompt_tokens=5|true",
                "min_prompt_tokens=5|min_prompt_tokens=9|false",
                "min_prompt_tokens=5|''|false",
                "max_prompt_tokens=5|''|false",
                "min_prompt_tokens=5 max_prompt_tokens=7|min_prompt_tokens=5|true",
                "from=01:00 to=05:00 zone=UTC|from=04:00 to=08:00 zone=UTC|true",
                "from=01:00 to=05:00 zone=UTC|from=05:00 to=08:00 zone=UTC|false",
                "from=22:00 to=02:00 zone=UTC|from=01:59 to=03:00 zone=UTC|true",
                "from=22:00 to=02:00 zone=UTC days=fri|from=01:00 to=03:00 zone=UTC days=sat|true",
                "from=22:00 to=02:00 zone=UTC days=fri|from=01:00 to=03:00 zone=UTC days=fri|false",
                "from=22:00 to=02:00 zone=UTC days=sun|from=00:00 to=24:00 zone=UTC days=mon|true",
                "from=00:00 to=24:00 zone=UTC days=mon|from=00:00 to=24:00 zone=UTC days=tue|false",
                "from=01:00 to=02:00 zone=UTC|from=03:00 to=04:00 zone=Asia/Tokyo|true",
                "from=01:00 to=05:00 zone=UTC|from=04:00 to=08:00 zone=UTC region=eu|false",
                "from=01:00 to=05:00 zone=UTC region=us|from=04:00 to=08:00 zone=UTC region=eu|false",
                "starts_at=2026-01-01T00:00:00Z|ends_at=2026-01-01T00:00:01Z|true",
                "starts_at=2026-01-01T00:00:00Z|ends_at=2026-01-01T00:00:00Z|false",
                "starts_at=2026-01-01T00:00:00Z|starts_at=2027-01-01T00:00:00Z|true"
            })
    void bothLines_areRefused_ifTheyMeetAtEqualRank(String one, String other, boolean meet) {
        PricingBuilder builder = new PricingBuilder()
                .add(PriceKind.INPUT, PriceUnit.USD_PER_TOKEN, new PriceText("0.1", "/a"), condition(one))
                .add(PriceKind.INPUT, PriceUnit.USD_PER_TOKEN, new PriceText("0.2", "/b"), condition(other))
                .add(PriceKind.OUTPUT, PriceUnit.USD_PER_TOKEN, new PriceText("0.3", "/c"));

        Pricing pricing = builder.build();

        assertThat(pricing.components()).hasSize(meet ? 1 : 3);
        assertThat(pricing.unread()).hasSize(meet ? 2 : 0);
        assertThat(builder.refusals()).hasSize(meet ? 2 : 0).allMatch(PriceRefusal.CONFLICTING::equals);
    }

    @Test
    void linesOfOtherPrecedence_orOfTheSamePrice_areNoContradiction() {
        Pricing pricing = new PricingBuilder()
                .add(
                        PriceKind.INPUT,
                        PriceUnit.USD_PER_TOKEN,
                        new PriceText("0.1", "/a"),
                        condition("min_prompt_tokens=5"),
                        1)
                .add(
                        PriceKind.INPUT,
                        PriceUnit.USD_PER_TOKEN,
                        new PriceText("0.2", "/b"),
                        condition("min_prompt_tokens=5"),
                        2)
                .add(PriceKind.OUTPUT, PriceUnit.USD_PER_TOKEN, new PriceText("0.3", "/c"))
                .add(PriceKind.OUTPUT, PriceUnit.USD_PER_TOKEN, new PriceText("0.30", "/d"))
                .build();

        assertThat(pricing.isComplete()).isTrue();
        assertThat(pricing.components()).hasSize(4);
    }

    @Test
    void datesTheWrongWayRound_areNoCondition() {
        Instant start = Instant.parse("2026-06-01T00:00:00Z");

        assertThatThrownBy(() -> PriceCondition.ALWAYS.between(start, start))
                .hasMessage("ends at 2026-06-01T00:00:00Z, before it starts at 2026-06-01T00:00:00Z");
        assertThatThrownBy(() -> PriceCondition.ALWAYS.between(start, start.minusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
