package ai.gatewayz.sync.activities.stage;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads the ledger of prices along both of its times: when a price was valid, and when it was known. */
public final class PriceHistory {
    /**
     * The price of one offering at {@code :at} as it was known at {@code :known}; binds {@code :slug} and {@code :id} too.
     * A correction is valid from when the corrected price was and known from when it was made.
     */
    public static final String AS_OF = """
            SELECT h.pricing_state, h.price_per_input_token, h.price_per_output_token, h.components::text AS components,
                   h.change_kind, h.valid_from, h.changed_at, h.changed_by, encode(h.snapshot_sha256, 'hex') AS snapshot,
                   h.transformer_version
            FROM model_pricing_history h
            JOIN catalog_models m ON m.id = h.model_id
            JOIN providers v ON v.id = m.provider_id
            WHERE v.slug = :slug AND m.provider_model_id = :id AND h.valid_from <= :at AND h.changed_at <= :known
            ORDER BY h.valid_from DESC, h.changed_at DESC, h.id DESC LIMIT 1
            """;

    private static final String SNAPSHOTS = """
            SELECT v.provider_id, p.slug, encode(v.sha256, 'hex'), v.pages, v.fetched_at
            FROM provider_snapshots v JOIN providers p ON p.id = v.provider_id
            WHERE v.fetched_at >= :since AND NOT v.is_dry_run
            ORDER BY p.slug, v.fetched_at
            """;

    private static final String RECORDED = """
            SELECT m.provider_model_id, h.pricing_state, h.components::text, h.changed_by
            FROM model_pricing_history h JOIN catalog_models m ON m.id = h.model_id
            WHERE m.provider_id = :provider AND h.snapshot_sha256 = :sha
            ORDER BY h.id
            """;

    /** A price that was valid for a time. */
    public record Entry(
            String state,
            @Nullable BigDecimal input,
            @Nullable BigDecimal output,
            String components,
            String changeKind,
            Instant validFrom,
            Instant recordedAt,
            String source) {}

    /** A list body in the vault. */
    public record Snapshot(long providerId, String provider, String sha256, int pages, Instant fetchedAt) {}

    /**
     * A price that was recorded from a body.
     *
     * @param source who told it, such as {@code provider:groq}
     */
    public record Recorded(String state, String components, String source) {}

    private final Jdbi jdbi;

    /** The ledger of a database. */
    public PriceHistory(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The price of an offering at an instant, as it was known at another; empty when none was known. */
    public Optional<Entry> asOf(String provider, String providerModelId, Instant at, Instant known) {
        return jdbi.withHandle(handle -> handle.createQuery(AS_OF)
                .bind("slug", provider)
                .bind("id", providerModelId)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("known", known.atOffset(ZoneOffset.UTC))
                .map((row, context) -> new Entry(
                        row.getString(1),
                        row.getBigDecimal(2),
                        row.getBigDecimal(3),
                        row.getString(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant(),
                        row.getTimestamp(7).toInstant(),
                        row.getString(8)))
                .findOne());
    }

    /** The bodies that were fetched since an instant, by provider and time. */
    public List<Snapshot> snapshots(Instant since) {
        return jdbi.withHandle(handle -> handle.createQuery(SNAPSHOTS)
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .map((row, context) -> new Snapshot(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getTimestamp(5).toInstant()))
                .list());
    }

    /** The prices that were recorded from a body, by the provider's id; several when it was applied several times. */
    public Map<String, List<Recorded>> recorded(Snapshot snapshot) {
        return jdbi.withHandle(handle -> recorded(handle, snapshot));
    }

    private static Map<String, List<Recorded>> recorded(Handle handle, Snapshot snapshot) {
        Map<String, List<Recorded>> recorded = new HashMap<>();
        handle.createQuery(RECORDED)
                .bind("provider", snapshot.providerId())
                .bind("sha", HexFormat.of().parseHex(snapshot.sha256()))
                .map((row, context) -> recorded.computeIfAbsent(row.getString(1), id -> new ArrayList<>(1))
                        .add(new Recorded(row.getString(2), row.getString(3), row.getString(4))))
                .forEach(ignored -> {});
        return recorded;
    }
}
