package ai.gatewayz.sync.catalog.price;

import static ai.gatewayz.sync.catalog.price.PriceKind.CACHE_READ;
import static ai.gatewayz.sync.catalog.price.PriceKind.IMAGE_OUTPUT;
import static ai.gatewayz.sync.catalog.price.PriceKind.INPUT;
import static ai.gatewayz.sync.catalog.price.PriceKind.OUTPUT;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_IMAGE;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_MILLION_TOKENS;
import static ai.gatewayz.sync.catalog.price.PriceUnit.USD_PER_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PricingBuilderTest {
    private final PricingBuilder builder = new PricingBuilder();

    @Tag("P64")
    @Test
    void amounts_arePriced() {
        Pricing pricing = builder.add(INPUT, USD_PER_MILLION_TOKENS, "0.25")
                .add(OUTPUT, USD_PER_MILLION_TOKENS, " 1.5 ")
                .build();

        assertThat(pricing.state()).isEqualTo(PriceState.PRICED);
        assertThat(pricing.basis()).isEqualTo("quoted");
        assertThat(pricing.base(INPUT, BillingUnit.TOKEN)).contains(UnitPrice.ofUsd("0.00000025"));
        assertThat(pricing.base(OUTPUT, BillingUnit.TOKEN)).contains(UnitPrice.ofUsd("0.0000015"));
        assertThat(pricing.components())
                .extracting(PriceComponent::quote)
                .containsExactly(
                        new PriceQuote("0.25", "usd_per_million_tokens", null),
                        new PriceQuote("1.5", "usd_per_million_tokens", null));
    }

    @Test
    void line_saysWhereItStoodAndInWhichUnit() {
        Pricing pricing = builder.add(INPUT, USD_PER_TOKEN, new PriceText(" 2e-7", "/pricing/prompt"))
                .build();

        assertThat(pricing.components())
                .containsExactly(new PriceComponent(
                        INPUT,
                        BillingUnit.TOKEN,
                        UnitPrice.ofUsd("0.0000002"),
                        new PriceQuote("2e-7", "usd_per_token", "/pricing/prompt"),
                        PriceCondition.ALWAYS));
    }

    @Tag("G16")
    @Test
    void onlyOutput_isPriced() {
        Pricing pricing = builder.add(OUTPUT, USD_PER_TOKEN, "0.000002").build();

        assertThat(pricing.state()).isEqualTo(PriceState.PRICED);
        assertThat(pricing.base(INPUT, BillingUnit.TOKEN)).isEmpty();
    }

    @Tag("P63")
    @Test
    void onlyInput_isPriced() {
        Pricing pricing = builder.add(INPUT, USD_PER_TOKEN, "0.000002").build();

        assertThat(pricing.state()).isEqualTo(PriceState.PRICED);
        assertThat(pricing.base(OUTPUT, BillingUnit.TOKEN)).isEmpty();
    }

    @Test
    void minusOne_isDynamicWithoutComponents() {
        Pricing pricing = builder.add(INPUT, USD_PER_TOKEN, "0.1")
                .add(OUTPUT, USD_PER_TOKEN, "-1")
                .build();

        assertThat(pricing).isEqualTo(Pricing.dynamic());
        assertThat(pricing.components()).isEmpty();
    }

    @Tag("P56")
    @Test
    void tooSmall_isRefusedAndTheRestKept() {
        Pricing pricing = builder.add(INPUT, USD_PER_TOKEN, "5e-12")
                .add(OUTPUT, USD_PER_TOKEN, "1e-8")
                .add(CACHE_READ, USD_PER_TOKEN, "0")
                .build();

        assertThat(pricing.state()).isEqualTo(PriceState.PRICED);
        assertThat(pricing.components()).extracting(PriceComponent::kind).containsExactly(OUTPUT);
        assertThat(builder.refusals()).containsExactly(PriceRefusal.OUT_OF_BAND);
    }

    @Test
    void floor_isInclusiveAndForTokensOnly() {
        Pricing pricing = builder.add(INPUT, USD_PER_TOKEN, "1e-11")
                .add(OUTPUT, USD_PER_TOKEN, "9.99e-12")
                .add(IMAGE_OUTPUT, USD_PER_IMAGE, "1e-12")
                .build();

        assertThat(pricing.components()).extracting(PriceComponent::kind).containsExactly(INPUT, IMAGE_OUTPUT);
    }

    @Test
    void doubledCheapPrice_isAnotherPrice() {
        Pricing before = builder.add(INPUT, USD_PER_TOKEN, "0.00000004").build();
        Pricing after =
                new PricingBuilder().add(INPUT, USD_PER_TOKEN, "0.00000008").build();

        assertThat(after).isNotEqualTo(before);
    }

    @Tag("G24")
    @Test
    void floatNoise_isTheSamePriceWithItsOwnText() {
        PriceComponent noisy = builder.add(INPUT, USD_PER_TOKEN, "0.00000100000000000000015")
                .build()
                .components()
                .get(0);

        assertThat(noisy.price()).isEqualTo(UnitPrice.ofUsd("0.000001"));
        assertThat(noisy.quote().text()).isEqualTo("0.00000100000000000000015");
    }

    @Test
    void zero_isNotFree() {
        Pricing pricing = builder.add(INPUT, USD_PER_TOKEN, "0")
                .add(OUTPUT, USD_PER_TOKEN, "-0.0")
                .build();

        assertThat(pricing).isEqualTo(Pricing.unknown("zero_price_undeclared"));
    }

    @Test
    void declaredFree_hasZeroComponents() {
        Pricing pricing = builder.add(INPUT, USD_PER_TOKEN, "0")
                .declareFree("free_suffix")
                .build();

        assertThat(pricing.state()).isEqualTo(PriceState.FREE);
        assertThat(pricing.basis()).isEqualTo("free_suffix");
        assertThat(pricing.base(INPUT, BillingUnit.TOKEN)).contains(UnitPrice.ZERO);
        assertThat(pricing.base(OUTPUT, BillingUnit.TOKEN)).contains(UnitPrice.ZERO);
    }

    @Test
    void amount_winsOverTheDeclarationOfBeingFree() {
        Pricing pricing = builder.declareFree("free_suffix")
                .add(INPUT, USD_PER_TOKEN, "0.1")
                .build();

        assertThat(pricing.state()).isEqualTo(PriceState.PRICED);
        assertThat(pricing.basis()).isEqualTo("quoted_despite_free");
    }

    @Test
    void freeIfZero_needsEveryKindAsZero() {
        builder.add(INPUT, USD_PER_TOKEN, "0").freeIfZero("zero_price", INPUT, OUTPUT);
        assertThat(builder.build()).isEqualTo(Pricing.unknown("zero_price_undeclared"));

        builder.add(OUTPUT, USD_PER_TOKEN, "0").freeIfZero("zero_price", INPUT, OUTPUT);
        assertThat(builder.build().state()).isEqualTo(PriceState.FREE);
    }

    @Test
    void refusal_isNeverFree() {
        Pricing pricing =
                builder.add(INPUT, USD_PER_TOKEN, "$5").declareFree("declared").build();

        assertThat(pricing).isEqualTo(Pricing.unknown("not_a_number"));
    }

    @Test
    void nothing_isUnknownForAReason() {
        assertThat(builder.build()).isEqualTo(Pricing.unknown("absent"));
        assertThat(builder.unknownBecause("subscription").build()).isEqualTo(Pricing.unknown("subscription"));
        assertThat(builder.refuse(PriceRefusal.CURRENCY).build()).isEqualTo(Pricing.unknown("currency"));
    }

    @Test
    void order_doesNotDependOnArrival() {
        PriceCondition tier = PriceCondition.promptFrom(200_000);
        Pricing one = builder.add(INPUT, USD_PER_TOKEN, "0.2", tier)
                .add(OUTPUT, USD_PER_TOKEN, "0.3")
                .add(INPUT, USD_PER_TOKEN, "0.1")
                .build();
        Pricing other = new PricingBuilder()
                .add(INPUT, USD_PER_TOKEN, "0.1")
                .add(INPUT, USD_PER_TOKEN, "0.2", tier)
                .add(OUTPUT, USD_PER_TOKEN, "0.3")
                .build();

        assertThat(one).isEqualTo(other);
        assertThat(one.base(INPUT, BillingUnit.TOKEN)).contains(UnitPrice.ofUsd("0.1"));
        assertThat(one.components()).hasSize(3);
    }

    @Test
    void condition_isSortedAndPrivate() {
        PriceCondition condition = PriceCondition.promptBetween(1, 2).with("batch", "true");

        assertThat(condition.terms().keySet())
                .isEqualTo(new java.util.TreeSet<>(List.of("batch", "max_prompt_tokens", "min_prompt_tokens")));
        assertThat(condition.isAlways()).isFalse();
        assertThat(PriceCondition.ALWAYS.isAlways()).isTrue();
    }

    @Test
    @Tag("G39")
    void minusOneOnASideLine_leavesTheRestPriced() {
        PricingBuilder builder = new PricingBuilder();
        Pricing pricing = builder.add(INPUT, USD_PER_TOKEN, "0.000001")
                .add(OUTPUT, USD_PER_TOKEN, "0.000002")
                .add(PriceKind.WEB_SEARCH, PriceUnit.USD_PER_SEARCH, "-1")
                .add(INPUT, USD_PER_TOKEN, "-1", PriceCondition.promptFrom(200_000))
                .build();

        assertThat(pricing.state()).isEqualTo(PriceState.PRICED);
        assertThat(pricing.components()).extracting(PriceComponent::kind).containsExactly(INPUT, OUTPUT);
        assertThat(builder.refusals()).containsExactly(PriceRefusal.DYNAMIC_LINE, PriceRefusal.DYNAMIC_LINE);
    }

    @Test
    void unreadTerms_makeAPriceIncompleteAndFreeUnknown() {
        Pricing priced = new PricingBuilder()
                .add(INPUT, USD_PER_TOKEN, "0.000001")
                .unread(List.of("/pricing/tiers/0/usd", "/pricing/surcharge"))
                .build();

        assertThat(priced.state()).isEqualTo(PriceState.PRICED);
        assertThat(priced.isComplete()).isFalse();
        assertThat(priced.unread()).containsExactly("/pricing/surcharge", "/pricing/tiers/0/usd");
        assertThat(new PricingBuilder()
                        .add(INPUT, USD_PER_TOKEN, "0")
                        .freeIfZero("zero_price", INPUT)
                        .unread(List.of("/pricing/tiers"))
                        .build())
                .isEqualTo(new Pricing(PriceState.UNKNOWN, "price_terms_unread", List.of(), List.of("/pricing/tiers")));
    }
}
