package ai.gatewayz.sync.ledger;

import ai.gatewayz.sync.catalog.change.EventType;
import ai.gatewayz.sync.catalog.price.Pricing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * What operators set for good: prices that are served instead of the provider's, and offerings that are not shown. Each call
 * is one generation of its own, within the caller's transaction.
 */
public final class Pins {
    /** Of the operators' last price move of an offering. */
    private static final String LAST = """
            LEFT JOIN LATERAL (
                SELECT valid_from FROM model_pricing_history
                WHERE model_id = m.id AND change_kind IN ('pin', 'unpin', 'rollback')
                ORDER BY valid_from DESC, id DESC LIMIT 1) h ON true
            """;

    /** A pin that a rollback set gives way to the next rollback; any other stays. */
    private static final String PIN = """
            WITH given AS (
                SELECT * FROM unnest(
                        :models, :states, :inputs::numeric[], :outputs::numeric[], :reads::numeric[], :writes::numeric[],
                        :images::numeric[], :requests::numeric[], :lists, :unread)
                    AS g (model_id, pricing_state, price_per_input_token, price_per_output_token,
                          price_per_cache_read_token, price_per_cache_write_token, price_per_image_token,
                          price_per_request, components, unread)
            ), pinned AS (
                INSERT INTO operator_overrides AS o (
                    model_id, kind, provider_state, provider_basis, provider_input_price, provider_output_price,
                    provider_cache_read_price, provider_cache_write_price, provider_image_price, provider_request_price,
                    provider_components, provider_source, provider_unread, upstream_hash, rolled_back_to, note, created_by, created_at)
                SELECT g.model_id, 'price', coalesce(p.pricing_state, 'unknown'), coalesce(p.pricing_basis, 'absent'),
                       p.price_per_input_token, p.price_per_output_token, p.price_per_cache_read_token,
                       p.price_per_cache_write_token, p.price_per_image_token, p.price_per_request,
                       coalesce(p.components, '[]'), coalesce(p.pricing_source, 'provider:' || v.slug),
                       coalesce(p.unread, '[]'),
                       coalesce(p.price_hash, ''), :target, :note, :by, now()
                FROM given g
                JOIN catalog_models m ON m.id = g.model_id JOIN providers v ON v.id = m.provider_id
                LEFT JOIN provider_prices p ON p.model_id = g.model_id
                ORDER BY g.model_id
                ON CONFLICT (model_id, kind) DO UPDATE
                SET upstream_hash = excluded.upstream_hash, rolled_back_to = excluded.rolled_back_to,
                    note = excluded.note, created_by = excluded.created_by, created_at = excluded.created_at
                WHERE o.rolled_back_to IS NOT NULL AND excluded.rolled_back_to IS NOT NULL
                RETURNING id, model_id, upstream_hash
            ), moves AS (
                SELECT g.model_id, false AS is_new, false AS is_hidden, coalesce(s.is_pinned, false) AS was_pinned,
                       CASE WHEN :target::bigint IS NULL THEN 'pin' ELSE 'rollback' END AS change_kind, g.pricing_state,
                       'pinned' AS pricing_basis, g.price_per_input_token, g.price_per_output_token,
                       g.price_per_cache_read_token, g.price_per_cache_write_token, g.price_per_image_token,
                       g.price_per_request, g.components::jsonb AS components, g.unread::jsonb AS unread, o.upstream_hash AS price_hash,
                       'operator:' || :by AS pricing_source, s.pricing_state AS previous_state,
                       s.price_per_input_token AS previous_input, s.price_per_output_token AS previous_output,
                       s.components AS previous_components, s.unread AS previous_unread, greatest(now(), h.valid_from) AS valid_from,
                       'operator:' || :by AS changed_by, 'operator:' || :by AS job_id,
                       nextval('sync_fence_seq') AS fence, NULL::bytea AS snapshot_sha256,
                       NULL::integer AS transformer_version, :note::text AS note
                FROM pinned o JOIN given g ON g.model_id = o.model_id JOIN catalog_models m ON m.id = g.model_id
                LEFT JOIN served_prices s ON s.model_id = g.model_id
            """ + LAST + """
            )
            """;

    private static final String UNPIN = """
            WITH removed AS (
                DELETE FROM operator_overrides o USING catalog_models m
                WHERE m.id = o.model_id AND o.kind = 'price' AND (o.id = :pin
                      OR o.rolled_back_to IS NOT NULL
                         AND m.provider_id = (SELECT id FROM providers WHERE slug = :slug))
                RETURNING o.*
            ), moves AS (
                SELECT o.model_id, false AS is_new, false AS is_hidden, true AS was_pinned, 'unpin' AS change_kind,
                       o.provider_state AS pricing_state, o.provider_basis AS pricing_basis,
                       o.provider_input_price AS price_per_input_token,
                       o.provider_output_price AS price_per_output_token,
                       o.provider_cache_read_price AS price_per_cache_read_token,
                       o.provider_cache_write_price AS price_per_cache_write_token,
                       o.provider_image_price AS price_per_image_token, o.provider_request_price AS price_per_request,
                       o.provider_components AS components, o.provider_unread AS unread, p.price_hash, o.provider_source AS pricing_source,
                       p.pricing_state AS previous_state, p.price_per_input_token AS previous_input,
                       p.price_per_output_token AS previous_output, p.components AS previous_components,
                       p.unread AS previous_unread,
                       greatest(now(), h.valid_from) AS valid_from, 'operator:' || :by AS changed_by,
                       'operator:' || :by AS job_id, nextval('sync_fence_seq') AS fence,
                       NULL::bytea AS snapshot_sha256, NULL::integer AS transformer_version, NULL::text AS note
                FROM removed o JOIN catalog_models m ON m.id = o.model_id JOIN model_pricing p ON p.model_id = o.model_id
            """ + LAST + """
            )
            """;

    private static final String PIN_OFF = """
            INSERT INTO operator_overrides (model_id, kind, note, created_by, created_at)
            VALUES (:model, 'delist', :note, :by, now())
            ON CONFLICT (model_id, kind) DO NOTHING
            """;

    private static final String SHOW_AGAIN =
            "DELETE FROM operator_overrides WHERE id = :pin AND kind = 'delist' RETURNING model_id";

    /** What every move takes first, so that it waits for a running sync and no sync for it. */
    private static final String LOCK = """
            SELECT s.provider_id FROM provider_sync_state s JOIN catalog_models m ON m.provider_id = s.provider_id
            WHERE m.id = :model FOR UPDATE OF s
            """;

    /** A pin; {@code isPrice} is false when it takes the offering out of the catalog. */
    private record Pin(long modelId, boolean isPrice) {}

    private Pins() {}

    /** Serves a price until the pin is removed; its id, or empty when the offering has a pinned price already. */
    public static Optional<Long> pin(Handle handle, long model, Pricing price, String by, @Nullable String note) {
        lock(handle, model);
        long pinned = write(handle, List.of(new PinnedPrice(model, price)), null, by, note);
        return pinned == 0 ? Optional.empty() : Optional.of(id(handle, model, "price"));
    }

    /** Takes an offering out of the catalog until the pin is removed; its id, or empty when that has been done. */
    public static Optional<Long> pinOff(Handle handle, long model, String by, @Nullable String note) {
        lock(handle, model);
        int pinned = handle.createUpdate(PIN_OFF)
                .bind("model", model)
                .bind("note", note)
                .bind("by", by)
                .execute();
        if (pinned == 0) {
            return Optional.empty();
        }
        tell(handle, EventType.MODEL_DELISTED, model, by, "{\"reason\": \"pinned_off\"}");
        return Optional.of(id(handle, model, "delist"));
    }

    /** Removes a pin: what the provider says is served again. False when there is none. */
    public static boolean remove(Handle handle, long pin, String by) {
        Optional<Pin> found = handle.createQuery(
                        "SELECT model_id, kind = 'price' AS is_price FROM operator_overrides WHERE id = :pin")
                .bind("pin", pin)
                .map((row, context) -> new Pin(row.getLong("model_id"), row.getBoolean("is_price")))
                .findOne();
        if (found.isEmpty()) {
            return false;
        }
        lock(handle, found.orElseThrow().modelId());
        if (found.orElseThrow().isPrice()) {
            return unpin(handle, pin, null, by) > 0;
        }
        Optional<Long> shown = handle.createQuery(SHOW_AGAIN)
                .bind("pin", pin)
                .mapTo(Long.class)
                .findOne();
        shown.ifPresent(model -> tell(handle, EventType.MODEL_REACTIVATED, model, by, null));
        return shown.isPresent();
    }

    /** Pins prices; how many. {@code target} is the generation that they are from, null when an operator chose them. */
    static long write(Handle handle, List<PinnedPrice> pins, @Nullable Long target, String by, @Nullable String note) {
        List<FlatPrices> flat =
                pins.stream().map(pin -> FlatPrices.of(pin.price())).toList();
        Query query = handle.createQuery(Ledger.statement(PIN))
                .bindArray("models", Long.class, of(pins, PinnedPrice::model))
                .bindArray("states", String.class, of(pins, pin -> pin.price()
                        .state()
                        .key()))
                .bindArray("lists", String.class, of(pins, pin -> PriceList.write(pin.price())))
                .bindArray("unread", String.class, of(pins, pin -> PriceList.writeUnread(pin.price())))
                .bindArray("inputs", String.class, texts(flat, FlatPrices::input))
                .bindArray("outputs", String.class, texts(flat, FlatPrices::output))
                .bindArray("reads", String.class, texts(flat, FlatPrices::cacheRead))
                .bindArray("writes", String.class, texts(flat, FlatPrices::cacheWrite))
                .bindArray("images", String.class, texts(flat, FlatPrices::image))
                .bindArray("requests", String.class, texts(flat, FlatPrices::request));
        return published(handle, query.bind("target", target).bind("note", note).bind("by", by));
    }

    /** Removes one pin, or all that rollbacks of a provider set; how many. */
    static long unpin(Handle handle, @Nullable Long pin, @Nullable String rolledBack, String by) {
        return published(
                handle,
                handle.createQuery(Ledger.statement(UNPIN))
                        .bind("pin", pin)
                        .bind("slug", rolledBack)
                        .bind("by", by));
    }

    private static long published(Handle handle, Query write) {
        long moved = write.map(ConstructorMapper.of(Ledger.Written.class)).one().changed();
        if (moved > 0) {
            Generation.publish(handle);
        }
        return moved;
    }

    private static <T, V extends @Nullable Object> List<V> of(List<T> list, Function<T, V> part) {
        List<V> parts = new ArrayList<>(list.size());
        list.forEach(one -> parts.add(part.apply(one)));
        return parts;
    }

    private static List<@Nullable String> texts(
            List<FlatPrices> flat, Function<FlatPrices, @Nullable BigDecimal> part) {
        return of(flat, prices -> {
            BigDecimal usd = part.apply(prices);
            return usd == null ? null : usd.toPlainString();
        });
    }

    private static void tell(Handle handle, EventType type, long model, String by, @Nullable String after) {
        ChangeFeed.tellOfferings(
                handle,
                type,
                List.of(model),
                new ChangeFeed.Commit(Generation.publish(handle), "operator:" + by),
                after);
    }

    private static long id(Handle handle, long model, String kind) {
        return handle.createQuery("SELECT id FROM operator_overrides WHERE model_id = :model AND kind = :kind")
                .bind("model", model)
                .bind("kind", kind)
                .mapTo(Long.class)
                .one();
    }

    private static void lock(Handle handle, long model) {
        handle.createQuery(LOCK).bind("model", model).mapTo(Long.class).findOne();
    }
}
