package ai.gatewayz.sync.catalog.reference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import ai.gatewayz.sync.catalog.reference.ReferenceDecision.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReferenceDecisionTest {
    private static ReferencePrice price(String feed, String rule, String input, String output, String cacheRead) {
        return new ReferencePrice(
                feed,
                "orb",
                rule,
                new PricingBuilder()
                        .add(PriceKind.INPUT, PriceUnit.USD_PER_MILLION_TOKENS, input)
                        .add(PriceKind.OUTPUT, PriceUnit.USD_PER_MILLION_TOKENS, output)
                        .add(PriceKind.CACHE_READ, PriceUnit.USD_PER_MILLION_TOKENS, cacheRead)
                        .build());
    }

    private static List<String> lines(ReferenceDecision decision) {
        return decision.pricing().components().stream()
                .map(c -> c.kind().key() + " " + c.price())
                .toList();
    }

    @Test
    void noFeed_isUnknown() {
        ReferenceDecision decision = ReferenceDecision.of(List.of());

        assertThat(decision.outcome()).isEqualTo(Outcome.NONE);
        assertThat(decision.pricing().state()).isEqualTo(PriceState.UNKNOWN);
        assertThat(decision.pricing().basis()).isEqualTo("absent");
    }

    @Test
    void oneFeed_isUncorroborated() {
        ReferenceDecision decision = ReferenceDecision.of(List.of(price("litellm", "literal", "1", "4", "0.1")));

        assertThat(decision.outcome()).isEqualTo(Outcome.UNCORROBORATED);
        assertThat(decision.source()).isEqualTo("reference:litellm");
        assertThat(decision.pricing().basis()).isEqualTo("uncorroborated");
        assertThat(lines(decision)).containsExactly("input 0.000001", "output 0.000004", "cache_read 0.0000001");
    }

    @Test
    void equalFeeds_areCorroborated_andALineOnWhichTheyDifferIsLeftOut() {
        ReferenceDecision decision = ReferenceDecision.of(List.of(
                price("models-dev", "literal", "1", "4", "0.1"), price("litellm", "dotted", "1.004", "4", "0.2")));

        assertThat(decision.outcome()).isEqualTo(Outcome.CORROBORATED);
        assertThat(decision.source()).isEqualTo("reference:models-dev+litellm/dotted");
        assertThat(decision.pricing().basis()).isEqualTo("corroborated");
        assertThat(lines(decision)).containsExactly("input 0.000001", "output 0.000004");
    }

    @Test
    void aLineThatOneFeedTells_isTaken() {
        ReferenceDecision decision = ReferenceDecision.of(
                List.of(price("models-dev", "literal", "1", "4", ""), price("litellm", "literal", "1", "4", "0.2")));

        assertThat(lines(decision)).containsExactly("input 0.000001", "output 0.000004", "cache_read 0.0000002");
    }

    @Test
    void anApproximateRule_isSaidInTheBasis() {
        ReferenceDecision decision =
                ReferenceDecision.of(List.of(price("litellm", ReferenceAliases.APPROXIMATE, "1", "4", "")));

        assertThat(decision.source()).isEqualTo("reference:litellm/approximate");
        assertThat(decision.pricing().basis()).isEqualTo("uncorroborated_approximate");
    }

    @Test
    void aMovingAlias_needsTwoFeeds() {
        ReferencePrice one = price("models-dev", ReferenceAliases.MOVING_ALIAS, "1", "4", "");
        ReferencePrice other = price("litellm", ReferenceAliases.MOVING_ALIAS, "1", "4", "");

        assertThat(ReferenceDecision.of(List.of(one)).outcome()).isEqualTo(Outcome.NONE);
        assertThat(ReferenceDecision.of(List.of(one, other)).source())
                .isEqualTo("reference:models-dev/moving_alias+litellm/moving_alias");
    }

    @Test
    void differentFeeds_areADisputedPrice_theFirstFeedsOne() {
        ReferenceDecision decision = ReferenceDecision.of(List.of(
                price("models-dev", "literal", "0.14", "0.28", ""), price("litellm", "literal", "0.28", "0.28", "")));

        assertThat(decision.outcome()).isEqualTo(Outcome.DISAGREE);
        assertThat(decision.source()).isEqualTo("reference:models-dev");
        assertThat(decision.pricing().state()).isEqualTo(PriceState.PRICED);
        assertThat(decision.pricing().basis()).isEqualTo("references_disagree");
        assertThat(decision.pricing().components())
                .extracting(line -> line.quote().text())
                .containsExactly("0.14", "0.28");
    }

    @Test
    void twoOfThree_settleWhatTwoCouldNot() {
        ReferencePrice one = price("models-dev", "literal", "0.14", "0.28", "");
        ReferencePrice other = price("litellm", "literal", "0.28", "0.28", "0.03");
        ReferencePrice third = price("genai-prices", "literal", "0.28", "0.28", "0.03");

        ReferenceDecision decision = ReferenceDecision.of(List.of(one, other, third));

        assertThat(decision.outcome()).isEqualTo(Outcome.CORROBORATED);
        assertThat(decision.source()).isEqualTo("reference:litellm+genai-prices");
        assertThat(decision.pricing().components())
                .extracting(line -> line.quote().text())
                .containsExactly("0.28", "0.28", "0.03");
    }

    @Test
    void threeThatAllDiffer_areADisputedPrice() {
        ReferenceDecision decision = ReferenceDecision.of(List.of(
                price("models-dev", "literal", "0.14", "0.28", ""),
                price("litellm", "literal", "0.28", "0.28", ""),
                price("genai-prices", "literal", "0.5", "0.28", "")));

        assertThat(decision.outcome()).isEqualTo(Outcome.DISAGREE);
        assertThat(decision.source()).isEqualTo("reference:models-dev");
    }
}
