package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.activities.vault.SnapshotVault;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.ledger.PriceList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/** Reads a catalog's database for audits; writes nothing. */
public final class StoredCatalog {
    private static final String OFFERINGS = """
            SELECT m.provider_model_id, m.metadata::text, p.pricing_state, p.pricing_basis, p.components::text,
                   p.pricing_source
            FROM catalog_models m
            JOIN providers v ON v.id = m.provider_id
            JOIN model_pricing p ON p.model_id = m.id
            WHERE v.slug = :slug AND m.is_active ORDER BY m.provider_model_id
            """;

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

    /** The ledger of prices. */
    public PriceHistory history() {
        return new PriceHistory(jdbi);
    }

    /** The vault of list bodies. */
    public SnapshotVault vault() {
        return new SnapshotVault(jdbi);
    }

    /** A provider's active offerings. */
    public List<Offering> offerings(String provider) {
        return jdbi.withHandle(handle -> handle.createQuery(OFFERINGS)
                .bind("slug", provider)
                .map((row, context) -> new Offering(
                        row.getString(1),
                        JsonText.readObject(row.getString(2)),
                        PriceList.read(row.getString(3), row.getString(4), row.getString(5)),
                        row.getString(6)))
                .list());
    }

    /** What the feeds say of a provider's offerings. */
    public ReferencePrices references(String provider) {
        return new StageStore(jdbi).references(provider);
    }
}
