package ai.gatewayz.sync.api.prices;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.http.QueryReader;
import ai.gatewayz.sync.api.prices.PriceQueries.ModelRef;
import ai.gatewayz.sync.api.prices.PriceQueries.PriceRow;
import ai.gatewayz.sync.api.prices.PriceQueries.ServedPrice;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.ledger.PriceList;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Looks prices up: what holds now, what held at some time by what was known at some time, and every change. */
public final class PriceBook {
    /** The basis of a price that the ledger does not tell. */
    private static final String RECORDED = "recorded";

    private final Jdbi jdbi;
    private final ProviderDirectory directory;

    /** Over a database. */
    public PriceBook(Jdbi jdbi, ProviderDirectory directory) {
        this.jdbi = jdbi;
        this.directory = directory;
    }

    /** A model of a provider, by slug or alias, or 404. */
    public ModelRef require(String provider, String modelId) {
        String slug = directory.require(provider).slug();
        boolean strange = modelId.length() > 512
                || modelId.codePoints()
                        .anyMatch(c -> Character.isISOControl(c) || c == 0xfffd || c >= 0xd800 && c <= 0xdfff);
        Optional<ModelRef> found = strange
                ? Optional.empty()
                : jdbi.withExtension(PriceQueries.class, queries -> queries.model(slug, modelId));
        return found.orElseThrow(() -> ApiException.notFound("model " + QueryReader.shown(modelId) + " of " + slug));
    }

    /** The ledger's row that holds; empty when nothing was known then. */
    public Optional<PriceRow> row(ModelRef model, Instant at, Instant known) {
        return jdbi.withExtension(PriceQueries.class, queries -> queries.valid(model.row(), at, known));
    }

    /** The price of a row of the ledger. */
    public static Pricing of(PriceRow row) {
        return PriceList.read(row.state(), RECORDED, row.components());
    }

    /** The price before a row of the ledger; null before the first. */
    public static @Nullable Pricing before(PriceRow row) {
        return row.previousState() == null || row.previousComponents() == null
                ? null
                : PriceList.read(row.previousState(), RECORDED, row.previousComponents());
    }

    /** The price that is served now. */
    public Pricing served(ModelRef model) {
        Optional<ServedPrice> price = jdbi.withExtension(PriceQueries.class, queries -> queries.served(model.row()));
        return price.map(p -> PriceList.read(p.state(), p.basis(), p.components()))
                .orElseGet(() -> Pricing.unknown("absent"));
    }

    /** The price that held at an instant, as known now; unknown when the ledger says nothing. */
    public Pricing at(ModelRef model, Instant at) {
        return row(model, at, Instant.now().plusSeconds(1))
                .map(PriceBook::of)
                .orElseGet(() -> Pricing.unknown("not_recorded"));
    }

    /** Changes of a model's price, newest first. */
    public List<PriceRow> history(ModelRef model, long before, int limit) {
        return jdbi.withExtension(PriceQueries.class, queries -> queries.history(model.row(), before, limit));
    }
}
