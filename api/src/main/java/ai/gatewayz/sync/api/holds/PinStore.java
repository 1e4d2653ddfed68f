package ai.gatewayz.sync.api.holds;

import ai.gatewayz.sync.api.prices.PriceDetails;
import ai.gatewayz.sync.ledger.FlatPrices;
import ai.gatewayz.sync.ledger.PriceList;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * Pins of operators, apart from everything that a sync writes. Setting and removing one takes a generation, an entry in the
 * change feed, and tells the readers, in one transaction.
 */
public final class PinStore {
    private static final String SELECT = """
            SELECT o.id, o.kind, p.slug, m.provider_model_id, o.pricing_state, o.components::text, o.note, o.created_by,
                   o.created_at, o.rolled_back_to, pr.pricing_state AS upstream_state, pr.components::text AS upstream_components,
                   o.upstream_hash IS DISTINCT FROM pr.price_hash AS upstream_moved
            FROM operator_overrides o
            JOIN catalog_models m ON m.id = o.model_id
            JOIN providers p ON p.id = m.provider_id
            LEFT JOIN model_pricing pr ON pr.model_id = m.id
            """;

    private static final String INSERT = """
            INSERT INTO operator_overrides (
                model_id, kind, pricing_state, price_per_input_token, price_per_output_token, price_per_cache_read_token,
                price_per_cache_write_token, price_per_image_token, price_per_request, components, upstream_hash, note,
                created_by)
            SELECT :model, :kind, :state, :prompt, :completion, :cache_read, :cache_write, :image, :request,
                   :components::jsonb, (SELECT price_hash FROM model_pricing WHERE model_id = :model), :note, :by
            ON CONFLICT (model_id, kind) DO NOTHING
            RETURNING id
            """;

    /** A pin needs a row to stand before, also for a model whose price nobody ever told. */
    private static final String ENSURE_PRICE = """
            INSERT INTO model_pricing (
                model_id, pricing_state, pricing_basis, components, price_hash, pricing_source, last_updated)
            VALUES (:model, 'unknown', 'absent', '[]', '', 'provider:' || :slug, now())
            ON CONFLICT (model_id) DO NOTHING
            """;

    private static final String SERVED = """
            SELECT jsonb_build_object('pricing_state', s.pricing_state, 'prompt', s.price_per_input_token::text,
                                      'completion', s.price_per_output_token::text, 'pinned', s.is_pinned)::text
            FROM served_prices s WHERE s.model_id = :model
            """;

    private static final String PUBLISH =
            "SELECT publish_operator_change(:model, ARRAY[:type], :by, :was::jsonb, :becomes::jsonb)";

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
            handle.createUpdate(ENSURE_PRICE)
                    .bind("model", model)
                    .bind("slug", pin.slug())
                    .execute();
            String was = served(handle, model);
            Optional<Long> id = handle.createQuery(INSERT)
                    .bind("model", model)
                    .bind("kind", pin.kind())
                    .bind("state", pin.state())
                    .bindMap(amounts(FlatPrices.of(pin.pricing())))
                    .bind("components", PriceList.write(pin.pricing()))
                    .bind("note", pin.note())
                    .bind("by", by)
                    .mapTo(Long.class)
                    .findOne();
            if (id.isPresent()) {
                publish(handle, model, pin.kind().equals("price") ? "price.changed" : "model.delisted", by, was);
            }
            return id;
        });
    }

    /** Removes a pin: the provider's price and presence are served again. */
    public boolean delete(long id, String by) {
        return writer.inTransaction(handle -> {
            Optional<long[]> found = handle.createQuery(
                            "SELECT model_id, kind = 'price' FROM operator_overrides WHERE id = :id FOR UPDATE")
                    .bind("id", id)
                    .map((row, context) -> new long[] {row.getLong(1), row.getBoolean(2) ? 1 : 0})
                    .findOne();
            found.ifPresent(pin -> {
                String was = served(handle, pin[0]);
                Update delete = handle.createUpdate("DELETE FROM operator_overrides WHERE id = :id");
                delete.bind("id", id).execute();
                publish(handle, pin[0], pin[1] == 1 ? "price.changed" : "model.reactivated", by, was);
            });
            return found.isPresent();
        });
    }

    private static Map<String, BigDecimal> amounts(FlatPrices flat) {
        Map<String, BigDecimal> amounts = new HashMap<>();
        amounts.put("prompt", flat.input());
        amounts.put("completion", flat.output());
        amounts.put("cache_read", flat.cacheRead());
        amounts.put("cache_write", flat.cacheWrite());
        amounts.put("image", flat.image());
        amounts.put("request", flat.request());
        return amounts;
    }

    private static String served(Handle handle, long model) {
        return handle.createQuery(SERVED)
                .bind("model", model)
                .mapTo(String.class)
                .one();
    }

    private static void publish(Handle handle, long model, String type, String by, String was) {
        handle.createQuery(PUBLISH)
                .bind("model", model)
                .bind("type", type)
                .bind("by", by)
                .bind("was", was)
                .bind("becomes", served(handle, model))
                .mapTo(Long.class)
                .one();
    }

    private static OperatorPin pin(ResultSet row) throws SQLException {
        return new OperatorPin(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("slug"),
                row.getString("provider_model_id"),
                price(row.getString("pricing_state"), row.getString("components")),
                price(row.getString("upstream_state"), row.getString("upstream_components")),
                row.getBoolean("upstream_moved"),
                row.getObject("rolled_back_to", Long.class),
                row.getString("note"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant());
    }

    private static PriceDetails.@Nullable Price price(@Nullable String state, @Nullable String components) {
        return state == null || components == null
                ? null
                : PriceDetails.Price.of(PriceList.read(state, "", components));
    }
}
