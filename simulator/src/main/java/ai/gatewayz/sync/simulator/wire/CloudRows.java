package ai.gatewayz.sync.simulator.wire;

import ai.gatewayz.sync.simulator.model.SimModel;
import java.math.BigDecimal;

/** Price lists of clouds, where a model is several meters. */
final class CloudRows {
    private CloudRows() {}

    /** Two or three meters of Azure's, each a row; some count thousands of tokens, some millions. */
    static void azure(SimModel model, JsonWriter json) {
        boolean millions = model.odd("millions", 500);
        meter(model, json, "Inp", model.input(), millions);
        meter(model, json, "Outp", model.output(), millions);
        BigDecimal cacheRead = model.price().cacheRead();
        if (cacheRead != null) {
            meter(model, json, "cached Inp", cacheRead, millions);
        }
    }

    private static void meter(SimModel model, JsonWriter json, String words, BigDecimal perMillion, boolean millions) {
        BigDecimal price = millions ? perMillion : perMillion.movePointLeft(3);
        String product = model.id().substring(0, model.id().indexOf('/'));
        String sku = model.base().plain() + " " + words + " glbl";
        json.open().text("currencyCode", "USD").raw("tierMinimumUnits", "0.0");
        json.number("retailPrice", price).number("unitPrice", price).text("armRegionName", "eastus2");
        json.text("effectiveStartDate", Dates.instant(model.created())).text("meterName", sku + " Tokens");
        json.text("productName", product).text("skuName", sku).text("serviceName", "Foundry Models");
        json.text("unitOfMeasure", millions ? "1M" : "1K")
                .text("type", "Consumption")
                .close();
    }

    /** Products of AWS's, each a field of their object. */
    static void bedrockProducts(SimModel model, JsonWriter json) {
        product(model, json, "input");
        product(model, json, "output");
        if (model.price().cacheRead() != null) {
            product(model, json, "cache-read");
        }
    }

    /** What the products of a model cost, in another object. */
    static void bedrockTerms(SimModel model, JsonWriter json) {
        terms(model, json, "input", model.input());
        terms(model, json, "output", model.output());
        BigDecimal cacheRead = model.price().cacheRead();
        if (cacheRead != null) {
            terms(model, json, "cache-read", cacheRead);
        }
    }

    private static void product(SimModel model, JsonWriter json, String counted) {
        String sku = sku(model, counted);
        json.open(sku).text("sku", sku).text("productFamily", "Amazon Bedrock").open("attributes");
        json.text("usagetype", "USE1-" + model.id() + "-mantle-" + counted + "-tokens-standard");
        json.text("model", model.displayName()).text("provider", model.base().org());
        json.text("regionCode", "us-east-1").close().close();
    }

    private static void terms(SimModel model, JsonWriter json, String counted, BigDecimal perMillion) {
        String sku = sku(model, counted);
        json.open(sku)
                .open(sku + ".JRTCKXETXF")
                .text("offerTermCode", "JRTCKXETXF")
                .text("sku", sku);
        json.text("effectiveDate", "2026-07-01T00:00:00Z")
                .open("priceDimensions")
                .open(sku + ".JRTCKXETXF.6YS6EN2CT7");
        json.text("beginRange", "0")
                .text("endRange", "Inf")
                .text("unit", "1K tokens")
                .open("pricePerUnit");
        json.decimalText("USD", perMillion.movePointLeft(3))
                .close()
                .close()
                .close()
                .close()
                .close();
    }

    private static String sku(SimModel model, String counted) {
        return Long.toHexString(model.salt()).toUpperCase(java.util.Locale.ROOT) + counted.length();
    }
}
