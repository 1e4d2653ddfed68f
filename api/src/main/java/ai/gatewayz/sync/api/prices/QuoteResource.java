package ai.gatewayz.sync.api.prices;

import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.prices.PriceQueries.ModelRef;
import ai.gatewayz.sync.api.prices.QuoteAnswers.QuoteAnswer;
import ai.gatewayz.sync.catalog.price.Pricing;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what a request would cost, with a line for each part; a price that is not known is an answer, but no number. */
@Open
@Path("/quote")
@Produces(MediaType.APPLICATION_JSON)
public final class QuoteResource {
    private final PriceBook prices;
    private final Clock clock;

    /** The route over the prices. */
    QuoteResource(PriceBook prices, Clock clock) {
        this.prices = prices;
        this.clock = clock;
    }

    /** What a request would cost. */
    @GET
    public QuoteAnswer quote(@Context UriInfo uri) {
        QuotedUsage usage = QuotedUsage.read(
                new InQuery(QueryReader.of(uri, QuotedUsage.names().toArray(String[]::new))), false);
        ModelRef model = prices.require(usage.provider(), usage.model());
        Instant at = usage.at();
        Pricing pricing = at == null ? prices.served(model) : prices.at(model, at);
        return QuoteAnswers.of(usage, model, pricing, clock.instant());
    }

    /** Fields of a query. */
    private record InQuery(QueryReader query) implements QuotedUsage.Fields {
        @Override
        public @Nullable String text(String name) {
            return query.longText(name);
        }

        @Override
        public @Nullable Long number(String name, long min, long max) {
            return query.number(name, min, max);
        }

        @Override
        public @Nullable Instant instant(String name) {
            return query.longText(name) == null ? null : query.instant(name, Instant.EPOCH);
        }

        @Override
        public boolean flag(String name) {
            return query.flag(name);
        }

        @Override
        public List<String> uses() {
            return query.list("use", QuotedUsage.MOST_USES);
        }
    }
}
