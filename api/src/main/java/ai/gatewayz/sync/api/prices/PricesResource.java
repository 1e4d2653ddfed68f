package ai.gatewayz.sync.api.prices;

import ai.gatewayz.sync.api.auth.Open;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.prices.PriceDetails.Price;
import ai.gatewayz.sync.api.prices.PriceDetails.PriceAt;
import ai.gatewayz.sync.api.prices.PriceDetails.PriceChange;
import ai.gatewayz.sync.api.prices.PriceDetails.PriceHistory;
import ai.gatewayz.sync.api.prices.PriceDetails.Provenance;
import ai.gatewayz.sync.api.prices.PriceQueries.ModelRef;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.ledger.PriceHistory.Row;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads prices along both of their times, and every change of them. */
@Open
@Path("/prices")
@Produces(MediaType.APPLICATION_JSON)
public final class PricesResource {
    private static final int USUAL_LIMIT = 100;
    private static final int MOST_CHANGES = 1000;

    private final PriceBook prices;
    private final Clock clock;

    /** The routes over the ledger. */
    PricesResource(PriceBook prices, Clock clock) {
        this.prices = prices;
        this.clock = clock;
    }

    /** The price at an instant, as known at an instant; both are now when left out. */
    @GET
    @Path("/{provider}/{model_id: .+}")
    public PriceAt price(
            @PathParam("provider") String provider, @PathParam("model_id") String modelId, @Context UriInfo uri) {
        QueryReader query = QueryReader.of(uri, "at", "as_known_at");
        Instant now = clock.instant();
        Instant at = query.instant("at", now);
        Instant known = query.instant("as_known_at", now);
        boolean isNow = at.equals(now) && known.equals(now);
        ModelRef model = prices.require(provider, modelId);
        Optional<Row> row = isNow ? prices.row(model, null, null) : prices.row(model, at, known);
        return new PriceAt(
                model.providerSlug(),
                model.providerModelId(),
                model.modelId(),
                at,
                known,
                row.map(Row::validFrom).orElse(null),
                row.map(Row::validUntil).orElse(null),
                row.map(Price::of).orElseGet(() -> Price.of(Pricing.unknown("not_recorded"))),
                row.map(Provenance::of).orElse(null));
    }

    /** Every change, newest first. */
    @GET
    @Path("/{provider}/{model_id: .+}/history")
    public PriceHistory history(
            @PathParam("provider") String provider, @PathParam("model_id") String modelId, @Context UriInfo uri) {
        QueryReader query = QueryReader.of(uri, "limit", "before");
        int limit = query.number("limit", USUAL_LIMIT, 1, MOST_CHANGES);
        Long before = query.number("before", 1, Long.MAX_VALUE);
        ModelRef model = prices.require(provider, modelId);
        List<Row> rows = prices.history(model, before == null ? Long.MAX_VALUE : before, limit);
        boolean isOldest = rows.size() < limit;
        return new PriceHistory(
                model.providerSlug(),
                model.providerModelId(),
                model.modelId(),
                rows.stream().map(PricesResource::change).toList(),
                rows.size(),
                isOldest ? null : rows.get(rows.size() - 1).fence(),
                isOldest ? prices.imported(model, MOST_CHANGES) : List.of());
    }

    /** What independent feeds say, beside the price that is served. */
    @GET
    @Path("/{provider}/{model_id: .+}/references")
    public References references(
            @PathParam("provider") String provider, @PathParam("model_id") String modelId, @Context UriInfo uri) {
        QueryReader.of(uri);
        ModelRef model = prices.require(provider, modelId);
        Pricing served = prices.served(model);
        return References.of(model, served, prices.references(model));
    }

    private static PriceChange change(Row row) {
        Pricing previous = row.previous();
        return new PriceChange(
                row.changeKind(),
                row.generation(),
                row.validFrom(),
                Price.of(row.pricing()),
                previous == null ? null : Price.of(previous),
                Provenance.of(row));
    }
}
