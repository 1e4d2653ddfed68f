package ai.gatewayz.sync.ledger;

import ai.gatewayz.sync.catalog.price.Pricing;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/**
 * Reads the history of prices along both of its times: when a price was served, and when that was known. The history has two
 * tracks. The newest row of the operators' track is the price while it is a pin or a rollback; else the newest of the
 * provider's is.
 */
public final class PriceHistory {
    /** After every instant that anybody asks for. */
    private static final OffsetDateTime EVER = OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 0, ZoneOffset.UTC);

    private static final String COLUMNS = """
            h.change_kind, h.pricing_state AS state, h.previous_state, h.components::text AS components,
            h.previous_components::text AS previous_components, h.unread::text AS unread,
            h.previous_unread::text AS previous_unread, h.changed_at AS recorded_at, h.changed_by AS recorded_by,
            h.job_id, h.fence, h.generation, encode(h.snapshot_sha256, 'hex') AS snapshot_sha256, h.transformer_version,
            h.note
            """;

    /** Of the offering {@code :model} at {@code :at} as it was known at {@code :known}. */
    static final String VALID = """
            WITH known AS (
                SELECT *, change_kind IN ('pin', 'unpin', 'rollback') AS is_operators
                FROM model_pricing_history WHERE model_id = :model AND changed_at <= :known
            ), own AS (
                SELECT * FROM known WHERE is_operators AND valid_from <= :at ORDER BY valid_from DESC, id DESC LIMIT 1
            ), told AS (
                SELECT * FROM known WHERE NOT is_operators AND valid_from <= :at ORDER BY valid_from DESC, id DESC LIMIT 1
            ), h AS (
                SELECT * FROM own WHERE change_kind <> 'unpin'
                UNION ALL
                SELECT * FROM told WHERE NOT EXISTS (SELECT FROM own WHERE change_kind <> 'unpin')
            )
            SELECT """ + " " + COLUMNS + """
                , greatest(h.valid_from, (SELECT valid_from FROM own)) AS valid_from,
                (SELECT min(k.valid_from) FROM known k
                 WHERE k.valid_from > :at AND (k.is_operators OR NOT h.is_operators)) AS valid_until,
                CASE WHEN h.is_operators THEN (SELECT pricing_state FROM told) END AS provider_state,
                CASE WHEN h.is_operators THEN (SELECT components::text FROM told) END AS provider_components,
                CASE WHEN h.is_operators THEN (SELECT unread::text FROM told) END AS provider_unread
            FROM h
            """;

    private static final String CHANGES = "SELECT " + COLUMNS + """
            , h.valid_from, NULL::timestamptz AS valid_until, NULL::text AS provider_state,
            NULL::text AS provider_components, NULL::text AS provider_unread
            FROM model_pricing_history h WHERE h.model_id = :model AND h.fence < :before
            ORDER BY h.fence DESC LIMIT :limit
            """;

    /** The basis of a price that the history does not tell. */
    private static final String RECORDED = "recorded";

    /**
     * A row of the history.
     *
     * @param validFrom when the price came into force
     * @param validUntil when the next one did, as far as is known; null while it holds
     * @param recordedAt when it was written down
     * @param snapshotSha256 the body that it was read from; null when an operator set it
     * @param transformerVersion the rules that it was read by; null when an operator set it
     * @param note why an operator set it
     * @param providerState what the provider said meanwhile; null unless the price is pinned
     */
    public record Row(
            String changeKind,
            String state,
            @Nullable String previousState,
            String components,
            @Nullable String previousComponents,
            String unread,
            @Nullable String previousUnread,
            Instant validFrom,
            @Nullable Instant validUntil,
            Instant recordedAt,
            String recordedBy,
            String jobId,
            long fence,
            long generation,
            @Nullable String snapshotSha256,
            @Nullable Integer transformerVersion,
            @Nullable String note,
            @Nullable String providerState,
            @Nullable String providerComponents,
            @Nullable String providerUnread) {
        /** The price. */
        public Pricing pricing() {
            return PriceList.read(state, RECORDED, components, unread);
        }

        /** The price before; null when there was none. */
        public @Nullable Pricing previous() {
            return previousState == null || previousComponents == null
                    ? null
                    : PriceList.read(
                            previousState,
                            RECORDED,
                            previousComponents,
                            previousUnread == null ? "[]" : previousUnread);
        }

        /** Whether an operator had it served instead of the provider's. */
        public boolean isPinned() {
            return changeKind.equals("pin") || changeKind.equals("rollback");
        }

        /** What the provider said while the price was pinned; unknown when it never said anything. */
        public Pricing providerSays() {
            return providerState == null || providerComponents == null || providerUnread == null
                    ? Pricing.unknown("not_recorded")
                    : PriceList.read(providerState, RECORDED, providerComponents, providerUnread);
        }
    }

    private final Jdbi jdbi;

    /** The history in a database. */
    public PriceHistory(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The price of an offering at an instant, by all that is known; empty when the history has none. */
    public Optional<Row> valid(long model, Instant at) {
        return valid(model, at.atOffset(ZoneOffset.UTC), EVER);
    }

    /** The same by what was known at another instant. */
    public Optional<Row> valid(long model, Instant at, Instant known) {
        return valid(model, at.atOffset(ZoneOffset.UTC), known.atOffset(ZoneOffset.UTC));
    }

    /** The price that is served now, whatever the clocks of this process and of the database show. */
    public Optional<Row> current(long model) {
        return valid(model, EVER, EVER);
    }

    private Optional<Row> valid(long model, OffsetDateTime at, OffsetDateTime known) {
        return jdbi.withHandle(handle -> handle.createQuery(VALID)
                .bind("model", model)
                .bind("at", at)
                .bind("known", known)
                .map(ConstructorMapper.of(Row.class))
                .findOne());
    }

    /** Rows of an offering below a fence, newest first, of both tracks. */
    public List<Row> changes(long model, long before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(CHANGES)
                .bind("model", model)
                .bind("before", before)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Row.class))
                .list());
    }
}
