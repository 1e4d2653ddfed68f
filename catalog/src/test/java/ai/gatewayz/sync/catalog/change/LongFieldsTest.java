package ai.gatewayz.sync.catalog.change;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceQuote;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hash against the same fields written and digested by other means, at lengths around those of its buffer. */
class LongFieldsTest {
    private static byte[] expected(List<String> fields) throws IOException, NoSuchAlgorithmException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (String field : fields) {
            byte[] text = field.getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
        }
        return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    }

    private static Pricing pricing(String value) {
        return new Pricing(
                PriceState.PRICED,
                "quoted",
                List.of(new PriceComponent(
                        PriceKind.INPUT,
                        BillingUnit.TOKEN,
                        UnitPrice.ofUsd("0.5"),
                        PriceQuote.of("0.5"),
                        PriceCondition.ALWAYS.with("offer", value))));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 939, 940, 941, 942, 943, 944, 945, 946, 947, 948, 949, 950, 1_020, 1_024, 5_000, 100_000})
    void hash_isThatOfAllFields(int length) throws IOException, NoSuchAlgorithmException {
        String value = "x".repeat(length);

        assertThat(ContentHash.ofPricing(pricing(value)))
                .isEqualTo(expected(List.of("PRICED", "quoted", "INPUT", "TOKEN", "0.5", "1", "offer", "1", value)));
    }

    @Test
    void manySmallFields_outgrowTheBuffer() throws IOException, NoSuchAlgorithmException {
        PriceCondition condition = PriceCondition.ALWAYS;
        List<String> names = new ArrayList<>();
        for (int n = 100; n < 400; n++) {
            condition = condition.with("n" + n, "v");
            names.add("n" + n);
        }
        Pricing pricing = new Pricing(
                PriceState.PRICED,
                "quoted",
                List.of(new PriceComponent(
                        PriceKind.INPUT, BillingUnit.TOKEN, UnitPrice.ofUsd("0.5"), PriceQuote.of("0.5"), condition)));
        List<String> fields = new ArrayList<>(List.of("PRICED", "quoted", "INPUT", "TOKEN", "0.5", "300"));
        fields.addAll(names);
        fields.add("300");
        names.forEach(name -> fields.add("v"));

        assertThat(ContentHash.ofPricing(pricing)).isEqualTo(expected(fields));
    }

    @Test
    void anotherSource_isAnotherPrice() throws IOException, NoSuchAlgorithmException {
        byte[] own = ContentHash.ofPricing(pricing("a"));

        assertThat(ContentHash.ofPricing(pricing("a"), null)).isEqualTo(own);
        assertThat(ContentHash.ofPricing(pricing("a"), "reference:x"))
                .isEqualTo(expected(List.of("reference:x", HexFormat.of().formatHex(own))));
    }
}
