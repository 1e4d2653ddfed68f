package ai.gatewayz.sync.api.prices;

import ai.gatewayz.sync.api.auth.Bulk;
import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.error.Problem;
import ai.gatewayz.sync.api.http.JsonBody;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.http.TakesBody;
import ai.gatewayz.sync.api.prices.QuoteAnswers.QuoteAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Quotes many usages at once: what a year of them cost, or would have. One that has no price fails alone. */
@Open
@Path("/quotes")
@Produces(MediaType.APPLICATION_JSON)
public final class QuotesResource {
    private static final String[] FIELDS = Stream.concat(QuotedUsage.names().stream(), Stream.of("as_known_at"))
            .toArray(String[]::new);

    private final PriceBook prices;
    private final Clock clock;

    /** The route over the prices. */
    QuotesResource(PriceBook prices, Clock clock) {
        this.prices = prices;
        this.clock = clock;
    }

    /**
     * Answers in the order of the usages, a {@link QuoteAnswer} or a {@link Problem} each.
     *
     * @param totalUsd the exact sum of those that have a price
     * @param unpriced how many have none
     */
    public record ManyQuotes(List<Object> results, String totalUsd, int unpriced) {}

    /** What each usage costs. */
    @POST
    @Bulk
    @TakesBody(maxBytes = Bulk.MAX_BYTES)
    public ManyQuotes quotes(@Context ContainerRequestContext request, @Context UriInfo uri) {
        QueryReader.of(uri);
        List<JsonNode> lines = JsonBody.of(request, "usages").list("usages", Bulk.MOST_ITEMS);
        Object[] results = new Object[lines.size()];
        List<ManyPrices.Asked> asked = new ArrayList<>();
        for (int i = 0; i < results.length; i++) {
            try {
                asked.add(new ManyPrices.Asked(
                        i, QuotedUsage.read(new InBody(JsonBody.item(lines.get(i), FIELDS)), true)));
            } catch (ApiException e) {
                results[i] = e.problem();
            }
        }
        Instant now = clock.instant();
        prices.price(
                asked,
                (usage, answer) -> {
                    try {
                        results[usage.index()] = QuoteAnswers.of(usage.usage(), answer.model(), answer.pricing(), now);
                    } catch (ApiException e) {
                        results[usage.index()] = e.problem();
                    }
                },
                (usage, failure) -> results[usage.index()] = failure.problem());
        return answer(List.of(results));
    }

    private static ManyQuotes answer(List<Object> results) {
        BigDecimal total = BigDecimal.ZERO;
        int unpriced = 0;
        for (Object result : results) {
            if (result instanceof QuoteAnswer answer) {
                total = total.add(answer.total());
            } else {
                unpriced++;
            }
        }
        return new ManyQuotes(results, QuoteAnswers.plain(total), unpriced);
    }

    /** Fields of one line of a body. */
    private record InBody(JsonBody line) implements QuotedUsage.Fields {
        @Override
        public @Nullable String text(String name) {
            return line.text(name);
        }

        @Override
        public @Nullable Long number(String name, long min, long max) {
            return line.number(name, min, max);
        }

        @Override
        public @Nullable Instant instant(String name) {
            return line.instant(name);
        }

        @Override
        public boolean flag(String name) {
            return Boolean.TRUE.equals(line.flag(name));
        }

        @Override
        public List<String> uses() {
            return line.texts("use", QuotedUsage.MOST_USES);
        }
    }
}
