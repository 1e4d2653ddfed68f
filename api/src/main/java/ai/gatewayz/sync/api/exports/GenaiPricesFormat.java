package ai.gatewayz.sync.api.exports;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceKind;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data file of genai-prices: providers with the priced models, US dollars per million tokens. The format has no place
 * for ids with spaces or of more than 100 characters, nor for models without a price.
 */
final class GenaiPricesFormat extends ExportFormat {
    private static final int MAX_ID = 100;
    private static final Map<PriceKind, String> NAMES = names();

    GenaiPricesFormat(JsonGenerator out) {
        super(out);
    }

    private static Map<PriceKind, String> names() {
        Map<PriceKind, String> names = new LinkedHashMap<>();
        names.put(PriceKind.INPUT, "input_mtok");
        names.put(PriceKind.CACHE_WRITE, "cache_write_mtok");
        names.put(PriceKind.CACHE_READ, "cache_read_mtok");
        names.put(PriceKind.OUTPUT, "output_mtok");
        names.put(PriceKind.AUDIO_INPUT, "input_audio_mtok");
        names.put(PriceKind.AUDIO_CACHE_READ, "cache_audio_read_mtok");
        names.put(PriceKind.AUDIO_OUTPUT, "output_audio_mtok");
        return names;
    }

    @Override
    void begin() throws IOException {
        out.writeStartArray();
    }

    @Override
    void row(ExportRow row) throws IOException {
        String id = row.providerModelId();
        if (!row.isPriced() || id.length() > MAX_ID || !id.matches("\\S+")) {
            return;
        }
        boolean follows = hasProvider();
        if (isNewProvider(row)) {
            if (follows) {
                out.writeEndArray();
                out.writeEndObject();
            }
            provider(row.provider());
        }
        out.writeStartObject();
        out.writeStringField("id", id);
        out.writeObjectFieldStart("match");
        out.writeStringField("equals", id);
        out.writeEndObject();
        count("context_window", row.contextLength());
        prices(row);
        out.writeEndObject();
    }

    private void provider(ExportRow.Provider provider) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", provider.slug());
        out.writeStringField("name", provider.name());
        out.writeStringField("api_pattern", escaped(provider.baseUrl()));
        out.writeArrayFieldStart("models");
    }

    /** A regular expression for a base URL in every dialect. */
    private static String escaped(String url) {
        return url.replaceAll("([.?+*()\\[\\]{}^$|\\\\])", "\\\\$1");
    }

    private void prices(ExportRow row) throws IOException {
        List<ContextTier> tiers = ContextTier.of(row);
        out.writeObjectFieldStart("prices");
        for (Map.Entry<PriceKind, String> name : NAMES.entrySet()) {
            Optional<BigDecimal> base = row.perMillion(name.getKey());
            List<ContextTier> own =
                    tiers.stream().filter(tier -> tier.kind() == name.getKey()).toList();
            if (base.isPresent() && !own.isEmpty()) {
                tiered(name.getValue(), base.orElseThrow(), own);
            } else {
                number(name.getValue(), base);
            }
        }
        number(
                "requests_kcount",
                row.price(PriceKind.REQUEST, BillingUnit.REQUEST).map(usd -> usd.movePointRight(3)));
        out.writeEndObject();
    }

    private void tiered(String name, BigDecimal base, List<ContextTier> tiers) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeNumberField("base", exact(base));
        out.writeArrayFieldStart("tiers");
        for (ContextTier tier : tiers) {
            out.writeStartObject();
            out.writeNumberField("start", tier.from());
            out.writeNumberField("price", exact(ExportRow.million(tier.usd())));
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    @Override
    void end() throws IOException {
        if (hasProvider()) {
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
