package ai.gatewayz.sync.activities.stage;

import ai.gatewayz.sync.catalog.change.EventType;
import ai.gatewayz.sync.catalog.change.ListShape;
import ai.gatewayz.sync.catalog.change.ShapeDrift;
import ai.gatewayz.sync.catalog.change.ShapeTrust;
import ai.gatewayz.sync.ledger.ChangeFeed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The trusted shape of each provider's records: read before a list, staged with its differences, stored with them. */
final class ShapeStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Field names that one event tells of each sort. */
    private static final int MAX_TOLD = 20;

    private static final String LOAD =
            "SELECT shape::text AS shape, pending, pending_seen, pending_since FROM provider_shapes WHERE provider_id = ?";

    private static final String STAGE = """
            INSERT INTO staged_shapes (stage_key, shape, pending, pending_seen, pending_since, event)
            VALUES (?, ?::jsonb, ?, ?, ?, ?::jsonb)
            ON CONFLICT (stage_key) DO UPDATE
            SET shape = excluded.shape, pending = excluded.pending, pending_seen = excluded.pending_seen,
                pending_since = excluded.pending_since, event = excluded.event
            """;

    private static final String APPLY = """
            WITH staged AS (
                DELETE FROM staged_shapes WHERE stage_key = :stage
                RETURNING shape, pending, pending_seen, pending_since, event
            ), stored AS (
                INSERT INTO provider_shapes (provider_id, shape, pending, pending_seen, pending_since)
                SELECT :provider, shape, pending, pending_seen, pending_since FROM staged
                ON CONFLICT (provider_id) DO UPDATE
                SET shape = excluded.shape, pending = excluded.pending, pending_seen = excluded.pending_seen,
                    pending_since = excluded.pending_since, changed_at = now()
            )
            SELECT event::text FROM staged WHERE event IS NOT NULL
            """;

    private ShapeStore() {}

    /** What is trusted of a provider's list. */
    static ShapeTrust load(Connection connection, long providerId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOAD)) {
            select.setLong(1, providerId);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return ShapeTrust.NEW;
                }
                OffsetDateTime since = row.getObject("pending_since", OffsetDateTime.class);
                return new ShapeTrust(
                        readShape(row.getString("shape")),
                        row.getString("pending"),
                        row.getInt("pending_seen"),
                        since == null ? null : since.toInstant());
            }
        }
    }

    /** Keeps a judgement beside the stage until it is applied; {@code unread} are fields that state a price and are not read. */
    static void stage(Connection connection, String key, ShapeTrust.Judgement judgement, Set<String> unread)
            throws SQLException {
        ShapeTrust next = judgement.next();
        try (PreparedStatement insert = connection.prepareStatement(STAGE)) {
            insert.setString(1, key);
            insert.setString(2, JsonText.object(asLongs(next.shape())));
            insert.setString(3, next.pending());
            insert.setInt(4, next.pendingSeen());
            Instant since = next.pendingSince();
            insert.setObject(5, since == null ? null : since.atOffset(ZoneOffset.UTC));
            insert.setString(6, event(judgement, unread));
            insert.executeUpdate();
        }
    }

    /** Forgets what was staged. */
    static void clear(Handle handle, ApplyRequest a) {
        handle.execute(
                "DELETE FROM staged_shapes WHERE stage_key = ?",
                a.transform().staged().key());
    }

    /** Stores what was staged; the event that is to be told, if any. */
    static Optional<String> apply(Handle handle, ApplyRequest a) {
        return handle.createQuery(APPLY)
                .bind("stage", a.transform().staged().key())
                .bind("provider", a.providerId())
                .mapTo(String.class)
                .findOne();
    }

    static void announce(Handle handle, ApplyRequest a, String event) {
        ChangeFeed.tellProvider(
                handle, EventType.PROVIDER_SHAPE_CHANGED, a.sync().provider(), a.jobId(), event);
    }

    private static @Nullable String event(ShapeTrust.Judgement judgement, Set<String> unread) {
        ShapeDrift drift = judgement.drift();
        if (drift.isEmpty()) {
            return null;
        }
        ObjectNode event = JSON.createObjectNode();
        put(event, "appeared", drift.appeared());
        put(event, "vanished", drift.vanished());
        put(event, "retyped", drift.retyped());
        put(
                event,
                "price_terms",
                drift.appeared().stream().filter(unread::contains).toList());
        event.put("prices", judgement.pricesTrusted() ? "trusted" : "kept");
        return event.toString();
    }

    private static void put(ObjectNode event, String name, List<String> fields) {
        event.put(name + "_count", fields.size());
        fields.stream().limit(MAX_TOLD).forEach(event.withArray("/" + name)::add);
    }

    private static SortedMap<String, Long> asLongs(ListShape shape) {
        SortedMap<String, Long> fields = new TreeMap<>();
        shape.fields().forEach((path, mask) -> fields.put(path, mask.longValue()));
        return fields;
    }

    private static ListShape readShape(String json) {
        SortedMap<String, Integer> fields = new TreeMap<>();
        try {
            JsonNode tree = JSON.readTree(json);
            tree.properties()
                    .forEach(
                            field -> fields.put(field.getKey(), field.getValue().intValue()));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL stores only JSON here", e);
        }
        return new ListShape(fields);
    }
}
