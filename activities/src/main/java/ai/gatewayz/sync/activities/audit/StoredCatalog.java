package ai.gatewayz.sync.activities.audit;

import ai.gatewayz.sync.activities.audit.OfferingDao.StoredOffering;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.ProviderRegistry;
import ai.gatewayz.sync.activities.reference.ReferencePrices;
import ai.gatewayz.sync.activities.stage.StageStore;
import ai.gatewayz.sync.activities.vault.SnapshotVault;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.ledger.PriceList;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/** Reads a catalog's database for audits; writes nothing. */
public final class StoredCatalog {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An active offering and its price.
     *
     * @param source who tells the price
     */
    public record Offering(String id, Map<String, String> metadata, Pricing pricing, String source) {}

    private final Jdbi jdbi;

    private StoredCatalog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The catalog in a database. */
    public static StoredCatalog in(DataSource database) {
        return new StoredCatalog(Jdbi.create(database).installPlugin(new SqlObjectPlugin()));
    }

    /** The catalog in a database that is connected to already. */
    public static StoredCatalog in(Jdbi jdbi) {
        return new StoredCatalog(jdbi);
    }

    /** Puts every provider's active offerings on a card; each is told when its turn comes. */
    public void fill(Scorecard card, Collection<Provider> providers, Consumer<Provider> turn) {
        for (Provider provider : providers) {
            turn.accept(provider);
            String slug = provider.slug().value();
            List<Offering> offerings = offerings(slug);
            card.addUnread(provider, offerings);
            if (provider.references() != null) {
                card.add(provider, offerings, references(slug));
            }
        }
    }

    /** Reads its stored bodies again. */
    public SnapshotReplay replay(ProviderRegistry registry) {
        return new SnapshotReplay(registry, history(), vault());
    }

    /** The ledger of prices. */
    public RecordedPrices history() {
        return new RecordedPrices(jdbi);
    }

    /** The vault of list bodies. */
    public SnapshotVault vault() {
        return new SnapshotVault(jdbi);
    }

    /** A provider's active offerings. */
    public List<Offering> offerings(String provider) {
        return jdbi.onDemand(OfferingDao.class).active(provider).stream()
                .map(StoredCatalog::offering)
                .toList();
    }

    private static Offering offering(StoredOffering row) {
        return new Offering(
                row.providerModelId(),
                metadata(row.metadata()),
                PriceList.read(row.pricingState(), row.pricingBasis(), row.components(), row.unread()),
                row.pricingSource());
    }

    private static Map<String, String> metadata(String object) {
        Map<String, String> map = new TreeMap<>();
        try {
            JSON.readTree(object)
                    .properties()
                    .forEach(field -> map.put(field.getKey(), field.getValue().asText()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("PostgreSQL stores only JSON here", e);
        }
        return map;
    }

    /** What the feeds say of a provider's offerings. */
    public ReferencePrices references(String provider) {
        return new StageStore(jdbi).references(provider);
    }
}
