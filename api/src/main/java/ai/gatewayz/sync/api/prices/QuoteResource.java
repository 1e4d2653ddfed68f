package ai.gatewayz.sync.api.prices;

import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.prices.PriceQueries.ModelRef;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.quote.Quantity;
import ai.gatewayz.sync.catalog.quote.Quote;
import ai.gatewayz.sync.catalog.quote.QuoteCalculation;
import ai.gatewayz.sync.catalog.quote.QuoteLine;
import ai.gatewayz.sync.catalog.quote.QuoteRequest;
import ai.gatewayz.sync.catalog.quote.TokenUsage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells what a request would cost, with a line for each part; a price that is not known is an answer, but no number. */
@Open
@Path("/quote")
@Produces(MediaType.APPLICATION_JSON)
public final class QuoteResource {
    private static final long MOST_TOKENS = 1_000_000_000_000L;
    private static final int MOST_USES = 32;

    /** Parameters that count tokens of a kind within input or output. */
    private static final Map<String, PriceKind> PARTS = parts();

    private static final List<String> TERMS = List.of("service_tier", "region", "offer", "variant", "unit_text");

    private final PriceBook prices;
    private final Clock clock;

    /** The route over the prices. */
    QuoteResource(PriceBook prices, Clock clock) {
        this.prices = prices;
        this.clock = clock;
    }

    /** A line: {@code cost_usd} is quantity times {@code unit_price_usd}. */
    public record CostLine(
            String kind,
            String unit,
            String quantity,
            String unitPriceUsd,
            String costUsd,
            Map<String, String> condition,
            @Nullable String note) {
        static CostLine of(QuoteLine line) {
            return new CostLine(
                    line.quantity().kind().key(),
                    line.quantity().unit().key(),
                    plain(line.quantity().amount()),
                    line.component().price().toPlainString(),
                    plain(line.cost()),
                    line.component().condition().terms(),
                    line.note());
        }
    }

    /**
     * An exact sum in US dollars.
     *
     * @param complete whether every price term that the provider states was read
     * @param warnings sentences about what the sum may leave out
     */
    public record QuoteAnswer(
            String provider,
            String providerModelId,
            String modelId,
            Instant at,
            String currency,
            String priceState,
            String totalUsd,
            List<CostLine> lines,
            boolean complete,
            List<String> warnings) {}

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

    /** What a request would cost. */
    @GET
    public QuoteAnswer quote(@Context UriInfo uri) {
        QueryReader query = QueryReader.of(uri, parameters());
        Instant now = clock.instant();
        Instant at = query.instant("at", now);
        QuoteRequest request = request(query, at);
        ModelRef model = prices.require(required(query, "provider"), required(query, "model"));
        Pricing pricing = at.equals(now) ? prices.served(model) : prices.at(model, at);
        if (query.flag("strict") && !pricing.isComplete()) {
            throw ApiException.conflict(
                    "price_terms_unread",
                    "the provider states terms of the price that are not read: " + String.join(", ", pricing.unread()));
        }
        Quote quote = QuoteCalculation.quote(pricing, request);
        if (quote instanceof Quote.Refusal refusal) {
            throw ApiException.conflict(refusal.reason(), refusal.detail());
        }
        Quote.Cost cost = (Quote.Cost) quote;
        return new QuoteAnswer(
                model.providerSlug(),
                model.providerModelId(),
                model.modelId(),
                at,
                "USD",
                pricing.state().key(),
                plain(cost.total()),
                cost.lines().stream().map(CostLine::of).toList(),
                pricing.isComplete(),
                pricing.unread().stream()
                        .map(pointer -> "the provider states a term of the price that is not read: " + pointer)
                        .toList());
    }

    private static String[] parameters() {
        List<String> names = new ArrayList<>(
                List.of("provider", "model", "input_tokens", "output_tokens", "requests", "use", "at", "strict"));
        names.addAll(PARTS.keySet());
        names.addAll(TERMS);
        return names.toArray(String[]::new);
    }

    private static String required(QueryReader query, String name) {
        String text = query.longText(name);
        if (text == null) {
            throw ApiException.badRequest(name, "is missing");
        }
        return text;
    }

    private static QuoteRequest request(QueryReader query, Instant at) {
        Map<PriceKind, Long> parts = new EnumMap<>(PriceKind.class);
        PARTS.forEach((name, kind) -> parts.put(kind, tokens(query, name)));
        TokenUsage usage;
        try {
            usage = new TokenUsage(tokens(query, "input_tokens"), tokens(query, "output_tokens"), parts);
        } catch (IllegalArgumentException e) {
            throw ApiException.of(400, String.valueOf(e.getMessage()));
        }
        List<Quantity> more = new ArrayList<>();
        query.list("use", MOST_USES).forEach(use -> more.add(use(use)));
        Long requests = query.number("requests", 1, MOST_TOKENS);
        if (requests != null) {
            more.add(new Quantity(PriceKind.REQUEST, BillingUnit.REQUEST, BigDecimal.valueOf(requests)));
        }
        Map<String, String> terms = new TreeMap<>();
        for (String name : TERMS) {
            String value = query.text(name);
            if (value != null) {
                terms.put(name, value);
            }
        }
        return QuoteRequest.of(at, usage, more, terms);
    }

    private static long tokens(QueryReader query, String name) {
        Long given = query.number(name, 0, MOST_TOKENS);
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

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
