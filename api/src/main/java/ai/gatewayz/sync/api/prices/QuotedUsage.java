package ai.gatewayz.sync.api.prices;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.quote.Quantity;
import ai.gatewayz.sync.catalog.quote.QuoteRequest;
import ai.gatewayz.sync.catalog.quote.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was or will be used of a model, as a query or a line of a body says it.
 *
 * @param at when; null is now
 * @param asKnownAt by what was known then; null is now
 * @param strict whether a price with terms that are not read is none
 */
record QuotedUsage(
        String provider,
        String model,
        @Nullable Instant at,
        @Nullable Instant asKnownAt,
        boolean strict,
        TokenUsage tokens,
        List<Quantity> more,
        Map<String, String> terms) {
    static final int MOST_USES = 32;

    private static final long MOST_TOKENS = 1_000_000_000_000L;

    /** Fields that count tokens of a kind within input or output. */
    private static final Map<String, PriceKind> PARTS = parts();

    private static final List<String> TERMS = List.of("service_tier", "region", "offer", "variant", "unit_text");

    /** Where the fields come from. */
    interface Fields {
        @Nullable
        String text(String name);

        @Nullable
        Long number(String name, long min, long max);

        @Nullable
        Instant instant(String name);

        boolean flag(String name);

        List<String> uses();
    }

    private static Map<String, PriceKind> parts() {
        Map<String, PriceKind> parts = new LinkedHashMap<>();
        parts.put("cache_read_tokens", PriceKind.CACHE_READ);
        parts.put("cache_write_tokens", PriceKind.CACHE_WRITE);
        parts.put("cache_write_1h_tokens", PriceKind.CACHE_WRITE_1H);
        parts.put("audio_input_tokens", PriceKind.AUDIO_INPUT);
        parts.put("image_tokens", PriceKind.IMAGE_TOKEN);
        parts.put("reasoning_tokens", PriceKind.REASONING);
        parts.put("audio_output_tokens", PriceKind.AUDIO_OUTPUT);
        return parts;
    }

    /** Names of all fields but {@code as_known_at}. */
    static List<String> names() {
        List<String> names = new ArrayList<>(
                List.of("provider", "model", "input_tokens", "output_tokens", "requests", "use", "at", "strict"));
        names.addAll(PARTS.keySet());
        names.addAll(TERMS);
        return names;
    }

    /** Reads the fields, or 400 that names the one that is wrong. */
    static QuotedUsage read(Fields fields, boolean knowsTime) {
        Map<PriceKind, Long> parts = new EnumMap<>(PriceKind.class);
        PARTS.forEach((name, kind) -> parts.put(kind, tokens(fields, name)));
        TokenUsage tokens;
        try {
            tokens = new TokenUsage(tokens(fields, "input_tokens"), tokens(fields, "output_tokens"), parts);
        } catch (IllegalArgumentException e) {
            throw ApiException.of(400, String.valueOf(e.getMessage()));
        }
        List<Quantity> more = new ArrayList<>();
        fields.uses().forEach(use -> more.add(use(use)));
        Long requests = fields.number("requests", 1, MOST_TOKENS);
        if (requests != null) {
            more.add(new Quantity(PriceKind.REQUEST, BillingUnit.REQUEST, BigDecimal.valueOf(requests)));
        }
        Map<String, String> terms = new TreeMap<>();
        for (String name : TERMS) {
            String value = fields.text(name);
            if (value != null) {
                terms.put(name, value);
            }
        }
        return new QuotedUsage(
                required(fields, "provider"),
                required(fields, "model"),
                fields.instant("at"),
                knowsTime ? fields.instant("as_known_at") : null,
                fields.flag("strict"),
                tokens,
                more,
                terms);
    }

    /** The request, made at an instant where the usage names none. */
    QuoteRequest request(Instant now) {
        return QuoteRequest.of(at == null ? now : at, tokens, more, terms);
    }

    private static String required(Fields fields, String name) {
        String text = fields.text(name);
        if (text == null) {
            throw ApiException.badRequest(name, "is missing");
        }
        return text;
    }

    private static long tokens(Fields fields, String name) {
        Long given = fields.number(name, 0, MOST_TOKENS);
        return given == null ? 0 : given;
    }

    /** Reads {@code kind:unit:amount}, such as {@code image_output:image:2}. */
    private static Quantity use(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length == 3 && parts[2].matches("[0-9]{1,12}(\\.[0-9]{1,12})?")) {
            for (PriceKind kind : PriceKind.values()) {
                for (BillingUnit unit : BillingUnit.values()) {
                    if (kind.key().equals(parts[0]) && unit.key().equals(parts[1])) {
                        return new Quantity(kind, unit, new BigDecimal(parts[2]));
                    }
                }
            }
        }
        throw ApiException.badRequest("use", "must be kind:unit:amount such as image_output:image:2");
    }
}
