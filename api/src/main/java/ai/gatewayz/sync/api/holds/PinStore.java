package ai.gatewayz.sync.api.holds;

import ai.gatewayz.sync.api.prices.PriceDetails;
import ai.gatewayz.sync.ledger.Pins;
import ai.gatewayz.sync.ledger.PriceList;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Pins of operators, apart from everything that a sync writes. Setting and removing one takes a generation, an entry in the
 * change feed, and tells the readers, in one transaction.
 */
public final class PinStore {
    /** Shorter than the upsert that may hold the provider: whoever asks is told to ask again. */
    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '4s'";

    private static final String SELECT = """
            SELECT o.id, o.kind, p.slug, m.provider_model_id, s.pricing_state, s.components::text, s.unread::text, o.note, o.created_by,
                   o.created_at, o.rolled_back_to, u.pricing_state AS upstream_state, u.components::text AS upstream_components,
                   u.unread::text AS upstream_unread,
                   o.upstream_hash IS DISTINCT FROM u.price_hash AND o.kind = 'price' AS upstream_moved
            FROM operator_overrides o
            JOIN catalog_models m ON m.id = o.model_id
            JOIN providers p ON p.id = m.provider_id
            LEFT JOIN model_pricing s ON s.model_id = m.id AND o.kind = 'price'
            LEFT JOIN provider_prices u ON u.model_id = m.id
            """;

    private final Jdbi reader;
    private final Jdbi writer;

    /** A store that reads from one pool and writes through another. */
    public PinStore(Jdbi reader, Jdbi writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /** All pins of a provider, or of all, newest first. */
    public List<OperatorPin> list(@Nullable String provider, int limit) {
        return reader.withHandle(handle -> handle.createQuery(SELECT
                        + " WHERE (:provider::text IS NULL OR p.slug = :provider) ORDER BY o.id DESC LIMIT :limit")
                .bind("provider", provider)
                .bind("limit", limit)
                .map((row, context) -> pin(row))
                .list());
    }

    /** One pin. */
    public Optional<OperatorPin> find(long id) {
        return writer.withHandle(handle -> handle.createQuery(SELECT + " WHERE o.id = :id")
                .bind("id", id)
                .map((row, context) -> pin(row))
                .findOne());
    }

    /** Whether a model is known. */
    public Optional<Long> model(String slug, String modelId) {
        return reader.withHandle(
                handle -> handle.createQuery("SELECT m.id FROM catalog_models m JOIN providers p ON p.id ="
                                + " m.provider_id WHERE p.slug = :slug AND m.provider_model_id = :model")
                        .bind("slug", slug)
                        .bind("model", modelId)
                        .mapTo(Long.class)
                        .findOne());
    }

    /** Sets a pin; empty when the model has one of that kind. */
    public Optional<Long> create(long model, NewPin pin, String by) {
        return writer.inTransaction(handle -> {
            handle.execute(LOCK_TIMEOUT);
            return pin.kind().equals("price")
                    ? Pins.pin(handle, model, pin.pricing(), by, pin.note())
                    : Pins.pinOff(handle, model, by, pin.note());
        });
    }

    /** Removes a pin: the provider's price and presence are served again. */
    public boolean delete(long id, String by) {
        return writer.inTransaction(handle -> {
            handle.execute(LOCK_TIMEOUT);
            return Pins.remove(handle, id, by);
        });
    }

    private static OperatorPin pin(ResultSet row) throws SQLException {
        return new OperatorPin(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("slug"),
                row.getString("provider_model_id"),
                price(row.getString("pricing_state"), row.getString("components"), row.getString("unread")),
                price(
                        row.getString("upstream_state"),
                        row.getString("upstream_components"),
                        row.getString("upstream_unread")),
                row.getBoolean("upstream_moved"),
                row.getObject("rolled_back_to", Long.class),
                row.getString("note"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant());
    }

    private static PriceDetails.@Nullable Price price(
            @Nullable String state, @Nullable String components, @Nullable String unread) {
        return state == null || components == null || unread == null
                ? null
                : PriceDetails.Price.of(PriceList.read(state, "", components, unread));
    }
}
