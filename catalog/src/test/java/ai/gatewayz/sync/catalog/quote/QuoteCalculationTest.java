package ai.gatewayz.sync.catalog.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceQuote;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuoteCalculationTest {
    private static final Instant AT = Instant.parse("2026-11-27T12:00:00Z");
    private static final PriceCondition ALWAYS = PriceCondition.ALWAYS;

    private static PriceComponent component(PriceKind kind, BillingUnit unit, String usd, PriceCondition condition) {
        return new PriceComponent(kind, unit, UnitPrice.ofUsd(usd), PriceQuote.of(usd), condition);
    }

    private static PriceComponent tokens(PriceKind kind, String usd) {
        return component(kind, BillingUnit.TOKEN, usd, ALWAYS);
    }

    private static Pricing priced(PriceComponent... components) {
        return new Pricing(PriceState.PRICED, "quoted", List.of(components));
    }

    private static Quote quote(Pricing pricing, TokenUsage usage, Map<String, String> terms) {
        return QuoteCalculation.quote(pricing, QuoteRequest.of(AT, usage, List.of(), terms));
    }

    private static String total(Quote quote) {
        assertThat(quote).isInstanceOf(Quote.Cost.class);
        return ((Quote.Cost) quote).total().stripTrailingZeros().toPlainString();
    }

    private static TokenUsage usage(long input, long output) {
        return new TokenUsage(input, output, Map.of());
    }

    @Test
    void inputAndOutput_areMultipliedExactly() {
        Pricing pricing = priced(tokens(PriceKind.INPUT, "0.00000015"), tokens(PriceKind.OUTPUT, "0.0000006"));

        assertThat(total(quote(pricing, usage(1_234_567, 89), Map.of()))).isEqualTo("0.18523845");
    }

    @Test
    void tinyPrices_loseNoDigit() {
        Pricing pricing = priced(tokens(PriceKind.INPUT, "0.0000000123456789012345"));

        assertThat(total(quote(pricing, usage(999_999_999_999L, 0), Map.of())))
                .isEqualTo("12345.6789012221543210987655");
    }

    @ParameterizedTest
    @CsvSource({"199999, 0.199999", "200000, 0.4", "200001, 0.400002", "999999, 1.999998", "1000000, 3"})
    @Tag("G30")
    void contextTiers_chargeTheWholePrompt(long tokens, String expected) {
        Pricing pricing = priced(
                tokens(PriceKind.INPUT, "0.000001"),
                component(PriceKind.INPUT, BillingUnit.TOKEN, "0.000002", PriceCondition.promptFrom(200_000)),
                component(PriceKind.INPUT, BillingUnit.TOKEN, "0.000003", PriceCondition.promptFrom(1_000_000)));

        assertThat(total(quote(pricing, usage(tokens, 0), Map.of()))).isEqualTo(expected);
    }

    @Test
    void outputTier_isDecidedByThePrompt() {
        Pricing pricing = priced(
                tokens(PriceKind.INPUT, "0.000001"),
                tokens(PriceKind.OUTPUT, "0.00001"),
                component(PriceKind.OUTPUT, BillingUnit.TOKEN, "0.00002", PriceCondition.promptFrom(200_000)));

        assertThat(total(quote(pricing, usage(200_000, 100), Map.of()))).isEqualTo("0.202");
        assertThat(total(quote(pricing, usage(199_999, 100), Map.of()))).isEqualTo("0.200999");
    }

    @Test
    void boundedTiers_haveNoPriceBeyondTheirEnd() {
        Pricing pricing = priced(
                component(PriceKind.INPUT, BillingUnit.TOKEN, "0.000001", PriceCondition.promptBetween(0, 1000)));

        assertThat(total(quote(pricing, usage(999, 0), Map.of()))).isEqualTo("0.000999");
        assertThat(quote(pricing, usage(1000, 0), Map.of()))
                .isEqualTo(new Quote.Refusal(
                        "not_priced",
                        "no price is listed for input by token under these conditions; there are prices for"
                                + " {max_prompt_tokens=1000, min_prompt_tokens=0}"));
    }

    @Test
    void cachedTokens_areTakenOutOfTheInput() {
        Pricing pricing = priced(
                tokens(PriceKind.INPUT, "0.000003"),
                tokens(PriceKind.CACHE_READ, "0.0000003"),
                tokens(PriceKind.CACHE_WRITE, "0.00000375"),
                tokens(PriceKind.CACHE_WRITE_1H, "0.000006"));
        TokenUsage usage = new TokenUsage(
                1000,
                0,
                Map.of(PriceKind.CACHE_READ, 600L, PriceKind.CACHE_WRITE, 100L, PriceKind.CACHE_WRITE_1H, 50L));

        // 250 x 3e-6 + 600 x 3e-7 + 100 x 3.75e-6 + 50 x 6e-6
        assertThat(total(quote(pricing, usage, Map.of()))).isEqualTo("0.001605");
    }

    @Test
    void cachedAndReasoningTokens_withoutAPriceOfTheirOwn_areInputAndOutputAndSaySo() {
        Pricing pricing = priced(tokens(PriceKind.INPUT, "0.000001"), tokens(PriceKind.OUTPUT, "0.000002"));
        TokenUsage usage = new TokenUsage(10, 10, Map.of(PriceKind.CACHE_READ, 4L, PriceKind.REASONING, 5L));

        Quote quote = quote(pricing, usage, Map.of());

        assertThat(total(quote)).isEqualTo("0.00003");
        assertThat(((Quote.Cost) quote).lines().stream().map(QuoteLine::note))
                .containsExactly(
                        null,
                        null,
                        "no price is listed for cache_read; charged as input",
                        "no price is listed for reasoning; charged as output");
    }

    @Test
    void audioTokens_withoutAPrice_refuseTheQuote() {
        Pricing pricing = priced(tokens(PriceKind.INPUT, "0.000001"));

        assertThat(quote(pricing, new TokenUsage(10, 0, Map.of(PriceKind.AUDIO_INPUT, 1L)), Map.of()))
                .isEqualTo(new Quote.Refusal("not_priced", "no price is listed for audio_input by token"));
    }

    /** Lists call what goes in as a picture an image or an image token; both are charged by the token. */
    @ParameterizedTest
    @CsvSource({"IMAGE_TOKEN", "IMAGE_INPUT"})
    @Tag("G32")
    void imageTokens_areTakenOutOfTheInput_andHaveTheirPrice(PriceKind told) {
        Pricing pricing = priced(tokens(PriceKind.INPUT, "0.00000125"), tokens(told, "0.000002"));
        TokenUsage usage = new TokenUsage(10_000, 0, Map.of(PriceKind.IMAGE_TOKEN, 4_000L));

        assertThat(total(quote(pricing, usage, Map.of()))).isEqualTo("0.0155");
        assertThat(quote(priced(tokens(PriceKind.INPUT, "0.00000125")), usage, Map.of()))
                .isInstanceOf(Quote.Refusal.class);
    }

    @Test
    void listedRequestFee_isChargedOnce() {
        Pricing pricing = priced(
                tokens(PriceKind.INPUT, "0.000001"),
                component(PriceKind.REQUEST, BillingUnit.REQUEST, "0.005", ALWAYS));

        assertThat(total(quote(pricing, usage(1000, 0), Map.of()))).isEqualTo("0.006");
        assertThat(total(QuoteCalculation.quote(
                        pricing,
                        QuoteRequest.of(
                                AT,
                                usage(1000, 0),
                                List.of(new Quantity(PriceKind.REQUEST, BillingUnit.REQUEST, BigDecimal.TEN)),
                                Map.of()))))
                .isEqualTo("0.051");
    }

    @Test
    void images_areChargedByTheImage() {
        Pricing pricing = priced(component(PriceKind.IMAGE_OUTPUT, BillingUnit.IMAGE, "0.04", ALWAYS));
        List<Quantity> images = List.of(new Quantity(PriceKind.IMAGE_OUTPUT, BillingUnit.IMAGE, new BigDecimal("3")));

        assertThat(total(QuoteCalculation.quote(pricing, QuoteRequest.of(AT, usage(0, 0), images, Map.of()))))
                .isEqualTo("0.12");
        assertThat(QuoteCalculation.quote(
                        pricing,
                        QuoteRequest.of(
                                AT,
                                usage(0, 0),
                                List.of(new Quantity(PriceKind.IMAGE_OUTPUT, BillingUnit.MEGAPIXEL, BigDecimal.ONE)),
                                Map.of())))
                .isInstanceOf(Quote.Refusal.class);
    }

    @Test
    void chosenTerms_pickTheirPrice_andNobodyElsePaysIt() {
        Pricing pricing = priced(
                tokens(PriceKind.INPUT, "0.000001"),
                component(PriceKind.INPUT, BillingUnit.TOKEN, "0.0000005", ALWAYS.with("service_tier", "batch")));

        assertThat(total(quote(pricing, usage(1000, 0), Map.of()))).isEqualTo("0.001");
        assertThat(total(quote(pricing, usage(1000, 0), Map.of("service_tier", "batch"))))
                .isEqualTo("0.0005");
        assertThat(quote(pricing, usage(1000, 0), Map.of("service_tier", "flex")))
                .isEqualTo(new Quote.Refusal("not_priced", "no price is listed for service_tier=flex"));
    }

    @Test
    void twoPricesUnderOneCondition_areNotGuessed() {
        Pricing pricing = priced(tokens(PriceKind.INPUT, "0.000001"), tokens(PriceKind.INPUT, "0.000002"));

        assertThat(quote(pricing, usage(1, 0), Map.of()))
                .isEqualTo(new Quote.Refusal(
                        "ambiguous",
                        "two prices are listed for input under the same conditions: 0.000001 and 0.000002"));
    }

    @Test
    void unknownAndDynamicPrices_areRefusedAndNeverZero() {
        assertThat(quote(Pricing.unknown("absent"), usage(1, 1), Map.of()))
                .isEqualTo(new Quote.Refusal("price_unknown", "the price is unknown (absent)"));
        assertThat(quote(Pricing.dynamic(), usage(1, 1), Map.of()))
                .isEqualTo(new Quote.Refusal("price_dynamic", "the price is that of the model that a router picks"));
    }

    @Test
    void freeModels_costNothingAndSaySo() {
        Pricing free = new Pricing(PriceState.FREE, "declared", List.of(tokens(PriceKind.INPUT, "0")));

        Quote quote = quote(free, usage(1000, 1000), Map.of());

        assertThat(total(quote)).isEqualTo("0");
        assertThat(((Quote.Cost) quote).lines().get(1).note()).isEqualTo("the provider declares this model free");
    }

    @Test
    void partsBeyondTheWhole_areRefused() {
        assertThatThrownBy(() -> new TokenUsage(10, 0, Map.of(PriceKind.CACHE_READ, 11L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the parts of the input are more than input_tokens");
        assertThatThrownBy(() -> new TokenUsage(0, 10, Map.of(PriceKind.REASONING, 11L)))
                .hasMessage("the parts of the output are more than output_tokens");
        assertThatThrownBy(() -> new TokenUsage(-1, 0, Map.of())).hasMessage("negative tokens");
    }

    @Test
    void everyKindAndUnit_isQuotedByItsOwnLine() {
        List<PriceComponent> all = new ArrayList<>();
        List<Quantity> one = new ArrayList<>();
        for (PriceKind kind : PriceKind.values()) {
            for (BillingUnit unit : BillingUnit.values()) {
                all.add(component(kind, unit, "0.01", ALWAYS));
                one.add(new Quantity(kind, unit, BigDecimal.ONE));
            }
        }
        Quote quote = QuoteCalculation.quote(
                new Pricing(PriceState.PRICED, "quoted", all), QuoteRequest.of(AT, usage(0, 0), one, Map.of()));

        assertThat(((Quote.Cost) quote).lines()).hasSize(all.size()).allMatch(line -> line.note() == null);
        assertThat(total(quote))
                .isEqualTo(new BigDecimal(all.size())
                        .movePointLeft(2)
                        .stripTrailingZeros()
                        .toPlainString());
    }
}
