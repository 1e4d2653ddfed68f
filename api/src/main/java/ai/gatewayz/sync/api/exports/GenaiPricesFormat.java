package ai.gatewayz.sync.api.exports;

import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.DailyWindow;
import ai.gatewayz.sync.catalog.price.PriceKind;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The data file of genai-prices: providers with the priced models, US dollars per million tokens. The format has no place
 * for ids with spaces or of more than 100 characters, for models without a price, for windows on some days only, and for some
 * kinds of tokens: such models are left out rather than half their price written.
 */
final class GenaiPricesFormat extends ExportFormat {
    private static final int MAX_ID = 100;
    private static final Set<PriceKind> CACHES =
            Set.of(PriceKind.CACHE_READ, PriceKind.CACHE_WRITE, PriceKind.CACHE_WRITE_1H);
    private static final Set<PriceKind> MEDIA =
            Set.of(PriceKind.AUDIO_INPUT, PriceKind.IMAGE_INPUT, PriceKind.IMAGE_TOKEN);
    private static final Set<PriceKind> MADE = Set.of(PriceKind.AUDIO_OUTPUT, PriceKind.IMAGE_OUTPUT);
    private static final Map<PriceKind, String> NAMES = names();

    GenaiPricesFormat(JsonGenerator out) {
        super(out);
    }

    private static Map<PriceKind, String> names() {
        Map<PriceKind, String> names = new LinkedHashMap<>();
        names.put(PriceKind.INPUT, "input_mtok");
        names.put(PriceKind.CACHE_WRITE, "cache_write_mtok");
        names.put(PriceKind.CACHE_WRITE_1H, "cache_write_1h_mtok");
        names.put(PriceKind.CACHE_READ, "cache_read_mtok");
        names.put(PriceKind.OUTPUT, "output_mtok");
        names.put(PriceKind.AUDIO_INPUT, "input_audio_mtok");
        names.put(PriceKind.AUDIO_CACHE_READ, "cache_audio_read_mtok");
        names.put(PriceKind.AUDIO_OUTPUT, "output_audio_mtok");
        names.put(PriceKind.REASONING, "output_reasoning_mtok");
        names.put(PriceKind.IMAGE_INPUT, "input_image_mtok");
        names.put(PriceKind.IMAGE_TOKEN, "input_image_mtok");
        names.put(PriceKind.IMAGE_OUTPUT, "output_image_mtok");
        return names;
    }

    @Override
    void begin() throws IOException {
        out.writeStartArray();
    }

    @Override
    void row(ExportRow row) throws IOException {
        String id = row.names().providerModelId();
        Optional<PriceWindow> time = PriceWindow.of(row.pricing());
        if (!row.isPriced() || id.length() > MAX_ID || !id.matches("\\S+") || !isSayable(row, time)) {
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
        count("context_window", row.limits().contextLength());
        PriceWindow when = time.orElseThrow();
        prices(TokenRates.of(row.pricing(), when.usual(), Map.of()), when, row);
        out.writeEndObject();
    }

    /** Whether the format has a place for each term of the price. */
    private static boolean isSayable(ExportRow row, Optional<PriceWindow> time) {
        if (time.isEmpty() || !row.pricing().isComplete()) {
            return false;
        }
        DailyWindow window = time.orElseThrow().window();
        TokenRates usual = TokenRates.of(row.pricing(), time.orElseThrow().usual(), Map.of());
        boolean everyDay = window == null || window.days().size() == DayOfWeek.values().length;
        return everyDay && usual.isWhole() && NAMES.keySet().containsAll(usual.kinds()) && !overlaps(usual.kinds());
    }

    /** The tool wants a price of its own for cached pictures or sound where both sides of that have one. */
    private static boolean overlaps(Set<PriceKind> kinds) {
        return !Collections.disjoint(kinds, CACHES) && !Collections.disjoint(kinds, MEDIA)
                || kinds.contains(PriceKind.REASONING) && !Collections.disjoint(kinds, MADE);
    }

    private void provider(ExportRow.ExportedProvider provider) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", provider.slug());
        out.writeStringField("name", provider.name());
        String known = provider.genaiPricesName();
        if (known != null && !known.equals(provider.slug())) {
            out.writeObjectFieldStart("provider_match");
            out.writeStringField("equals", known);
            out.writeEndObject();
        }
        out.writeStringField("api_pattern", escaped(provider.baseUrl()));
        out.writeArrayFieldStart("models");
    }

    /** A regular expression for a base URL in every dialect. */
    private static String escaped(String url) {
        return url.replaceAll("([.?+*()\\[\\]{}^$|\\\\])", "\\\\$1");
    }

    /** One price object, or two where a window has other prices: the later one counts while its window is open. */
    private void prices(TokenRates usual, PriceWindow time, ExportRow row) throws IOException {
        out.writeFieldName("prices");
        if (time.window() == null || time.within() == null) {
            prices(usual, row);
            return;
        }
        out.writeStartArray();
        out.writeStartObject();
        out.writeFieldName("prices");
        prices(usual, row);
        out.writeEndObject();
        out.writeStartObject();
        out.writeObjectFieldStart("constraint");
        out.writeStringField("start_time", clock(time.window().from()));
        out.writeStringField("end_time", clock(time.window().to()));
        out.writeEndObject();
        out.writeFieldName("prices");
        prices(TokenRates.of(row.pricing(), time.within(), Map.of()), row);
        out.writeEndObject();
        out.writeEndArray();
    }

    private static String clock(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d:00Z", minute / 60 % 24, minute % 60);
    }

    private void prices(TokenRates rates, ExportRow row) throws IOException {
        out.writeStartObject();
        for (Map.Entry<PriceKind, String> name : NAMES.entrySet()) {
            Optional<BigDecimal> base = rates.usd(name.getKey(), 0);
            if (base.isPresent() && !rates.isFlat(name.getKey())) {
                tiered(name.getValue(), name.getKey(), rates);
            } else {
                number(name.getValue(), base.map(ExportRow::million));
            }
        }
        number(
                "requests_kcount",
                row.price(PriceKind.REQUEST, BillingUnit.REQUEST).map(usd -> usd.movePointRight(3)));
        out.writeEndObject();
    }

    /** A tier applies to prompts of more tokens than its start. */
    private void tiered(String name, PriceKind kind, TokenRates rates) throws IOException {
        out.writeObjectFieldStart(name);
        number("base", rates.usd(kind, 0).map(ExportRow::million));
        out.writeArrayFieldStart("tiers");
        for (long step : rates.steps().subList(1, rates.steps().size())) {
            out.writeStartObject();
            out.writeNumberField("start", step - 1);
            number("price", rates.usd(kind, step).map(ExportRow::million));
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
