package ai.gatewayz.sync.catalog.change;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.model.Capabilities;
import ai.gatewayz.sync.catalog.model.CatalogModel;
import ai.gatewayz.sync.catalog.model.Modalities;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceQuote;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.PriceUnit;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.PricingBuilder;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentHashTest {
    private static CatalogModel model(@Nullable String description, @Nullable Long context, Pricing pricing) {
        return new CatalogModel(
                "Acme/M-1",
                "acme/m-1",
                "M 1",
                description,
                null,
                context,
                null,
                new Modalities(List.of("text", "image"), List.of("text")),
                new Capabilities(true, false, null, null, null, null),
                Instant.parse("2026-08-01T00:00:00Z"),
                null,
                new TreeMap<>(Map.of("owned_by", "acme")),
                pricing);
    }

    private static Pricing input(String raw) {
        return new PricingBuilder()
                .add(PriceKind.INPUT, PriceUnit.USD_PER_TOKEN, raw)
                .build();
    }

    private static String facts(CatalogModel model) {
        return HexFormat.of().formatHex(ContentHash.ofFacts(model));
    }

    private static String prices(Pricing pricing) {
        return HexFormat.of().formatHex(ContentHash.ofPricing(pricing));
    }

    /** Stored hashes are compared across releases: a change of these values rewrites every row once. */
    @Test
    void goldenValues() {
        assertThat(facts(model("d", 8192L, Pricing.unknown("absent"))))
                .isEqualTo("6dced9b6411d27b10a77c160a4809f9f91e54b98075de06855460216006913ba");
        assertThat(prices(input("0.000001")))
                .isEqualTo("a753d75d43a6315eb8120fcb7370f0231f1ce3379adcadcab8ddddaf4c07d8ed");
    }

    @Test
    void facts_doNotDependOnThePrice() {
        assertThat(facts(model("d", 8192L, input("0.1")))).isEqualTo(facts(model("d", 8192L, Pricing.dynamic())));
    }

    @Test
    void facts_tellNullFromEmptyAndNeighboursApart() {
        String some = facts(model("d", 8192L, Pricing.dynamic()));

        assertThat(facts(model(null, 8192L, Pricing.dynamic()))).isNotEqualTo(some);
        assertThat(facts(model("d", null, Pricing.dynamic()))).isNotEqualTo(some);
        assertThat(facts(model("d8192", null, Pricing.dynamic()))).isNotEqualTo(some);
        assertThat(facts(model("", null, Pricing.dynamic()))).isNotEqualTo(facts(model(null, null, Pricing.dynamic())));
    }

    @Test
    void prices_ignoreFloatNoiseAndNotation() {
        assertThat(prices(input("0.00000100000000000000015"))).isEqualTo(prices(input("1e-6")));
        assertThat(prices(input("0.0000010"))).isEqualTo(prices(input("0.000001")));
    }

    @Test
    void prices_seeSmallChanges() {
        assertThat(prices(input("0.00000004"))).isNotEqualTo(prices(input("0.00000008")));
        assertThat(prices(Pricing.unknown("absent"))).isNotEqualTo(prices(Pricing.unknown("subscription")));
        assertThat(prices(Pricing.unknown("absent"))).isNotEqualTo(prices(Pricing.dynamic()));
    }

    @Test
    void prices_seeUnreadTermsAndPrecedence() {
        PriceComponent line = new PriceComponent(
                PriceKind.INPUT,
                BillingUnit.TOKEN,
                UnitPrice.ofUsd("0.000001"),
                PriceQuote.of("0.000001"),
                PriceCondition.promptFrom(10),
                1);
        Pricing read = new Pricing(PriceState.PRICED, "quoted", List.of(line));
        Pricing unread = new Pricing(PriceState.PRICED, "quoted", List.of(line), List.of("/pricing/surcharge"));
        Pricing later = new Pricing(
                PriceState.PRICED,
                "quoted",
                List.of(new PriceComponent(line.kind(), line.unit(), line.price(), line.quote(), line.condition(), 2)));

        assertThat(ContentHash.ofPricing(read))
                .isNotEqualTo(ContentHash.ofPricing(unread))
                .isNotEqualTo(ContentHash.ofPricing(later));
    }

    /** Written digit by digit; the plain text is what stored hashes were made of. */
    @Test
    void amounts_areHashedAsTheirPlainText() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal usd = BigDecimal.valueOf(
                    random.nextLong(1_000_000_000_000_000L) >> random.nextInt(50), random.nextInt(40) - 6);
            Pricing price = new Pricing(
                    PriceState.PRICED,
                    "quoted",
                    List.of(new PriceComponent(
                            PriceKind.INPUT,
                            BillingUnit.TOKEN,
                            UnitPrice.ofUsd(usd),
                            PriceQuote.of("x"),
                            PriceCondition.ALWAYS)));
            assertThat(prices(price))
                    .as(usd.toString())
                    .isEqualTo(plainHash(UnitPrice.ofUsd(usd).toPlainString()));
        }
    }

    /** The fields of a price of one input line, each after its length. */
    private static String plainHash(String amount) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String field : List.of("PRICED", "quoted", "INPUT", "TOKEN", amount, "0", "0")) {
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(field.length()).array());
            bytes.writeBytes(field.getBytes(StandardCharsets.UTF_8));
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
