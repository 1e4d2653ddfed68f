package ai.gatewayz.sync.ledger;

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
import ai.gatewayz.sync.catalog.reference.ReferencePrice;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceListTest {
    private static final PriceComponent INPUT = new PriceComponent(
            PriceKind.INPUT,
            BillingUnit.TOKEN,
            UnitPrice.ofUsd("0.00000015"),
            new PriceQuote("0.15", "usd_per_million_tokens", "/pricing/input"),
            PriceCondition.ALWAYS);
    private static final PriceComponent LONG_INPUT = new PriceComponent(
            PriceKind.INPUT,
            BillingUnit.TOKEN,
            UnitPrice.ofUsd("0.0000003"),
            PriceQuote.of("0.3"),
            PriceCondition.promptFrom(200_000),
            2);
    private static final Pricing PRICE = new Pricing(PriceState.PRICED, "quoted", List.of(INPUT, LONG_INPUT));

    @Test
    void unreadTerms_comeBackAsTheyWere() {
        Pricing incomplete = new Pricing(PRICE.state(), PRICE.basis(), PRICE.components(), List.of("/b/0", "/a~1\"c"));

        assertThat(PriceList.writeUnread(incomplete)).isEqualTo("[\"/a~1\\\"c\",\"/b/0\"]");
        assertThat(PriceList.read("priced", "quoted", PriceList.write(incomplete), PriceList.writeUnread(incomplete)))
                .isEqualTo(incomplete);
    }

    @Test
    void write_isTheFormThatTheColumnsAreDocumentedWith() {
        assertThat(PriceList.write(PRICE))
                .isEqualTo(
                        "[{\"kind\":\"input\",\"unit\":\"token\",\"usd\":\"0.0000003\",\"raw\":\"0.3\","
                                + "\"condition\":{\"min_prompt_tokens\":\"200000\"},\"precedence\":2},"
                                + "{\"kind\":\"input\",\"unit\":\"token\",\"usd\":\"0.00000015\",\"raw\":\"0.15\","
                                + "\"quoted_unit\":\"usd_per_million_tokens\",\"pointer\":\"/pricing/input\",\"condition\":{}}]");
    }

    @Test
    void read_givesBackWhatWasWritten() {
        assertThat(PriceList.read("priced", "quoted", PriceList.write(PRICE), "[]"))
                .isEqualTo(PRICE);
    }

    @Test
    void read_takesAnAmountOfManyDigitsExactly() {
        String list = "[{\"kind\":\"input\",\"unit\":\"token\",\"usd\":\"0.000000000000000123456789\",\"raw\":\"1\"}]";

        assertThat(FlatPrices.of(PriceList.read("priced", "", list, "[]")).input())
                .isEqualTo(new BigDecimal("0.000000000000000123456789"));
    }

    @Test
    void read_ofAnUnknownKind_saysWhich() {
        assertThatThrownBy(() ->
                        PriceList.read("priced", "", "[{\"kind\":\"smell\",\"unit\":\"token\",\"usd\":\"1\"}]", "[]"))
                .isInstanceOf(UnreadablePriceException.class)
                .hasMessageContaining("kind 'smell'");
    }

    @Test
    void read_ofAnUnknownUnit_saysWhich() {
        assertThatThrownBy(() ->
                        PriceList.read("priced", "", "[{\"kind\":\"input\",\"unit\":\"sniff\",\"usd\":\"1\"}]", "[]"))
                .isInstanceOf(UnreadablePriceException.class)
                .hasMessageContaining("unit 'sniff'");
    }

    @Test
    void read_ofAnUnknownState_saysWhich() {
        assertThatThrownBy(() -> PriceList.read("guessed", "", "[]", "[]"))
                .isInstanceOf(UnreadablePriceException.class)
                .hasMessageContaining("state 'guessed'");
    }

    @Test
    void read_ofNoNumber_saysWhat() {
        assertThatThrownBy(() ->
                        PriceList.read("priced", "", "[{\"kind\":\"input\",\"unit\":\"token\",\"usd\":\"a\"}]", "[]"))
                .isInstanceOf(UnreadablePriceException.class)
                .hasMessageContaining("amount 'a'");
    }

    @Test
    void readTold_givesBackWhatEachFeedSays() {
        ReferencePrice told = new ReferencePrice("litellm", "groq/llama", "literal", PRICE);

        List<PriceList.Told> read = PriceList.readTold(PriceList.writeTold(List.of(told)));

        assertThat(read).singleElement().satisfies(one -> {
            assertThat(one.source()).isEqualTo("reference:litellm");
            assertThat(one.referenceId()).isEqualTo("groq/llama");
            assertThat(one.pricing().components()).isEqualTo(PRICE.components());
        });
    }

    @Test
    void flatPrices_areTheLinesWithoutACondition() {
        FlatPrices flat = FlatPrices.of(PRICE);

        assertThat(flat.input()).isEqualTo(new BigDecimal("1.5E-7"));
        assertThat(flat.output()).isNull();
    }
}
