package ai.gatewayz.sync.activities.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Reads what was fetched and what was recorded from it. */
public final class RecordedPrices {
    private static final String SNAPSHOTS = """
            SELECT v.provider_id, p.slug, encode(v.sha256, 'hex') AS sha, v.pages, v.fetched_at
            FROM provider_snapshots v JOIN providers p ON p.id = v.provider_id
            WHERE v.fetched_at >= :since AND NOT v.is_dry_run
            ORDER BY p.slug, v.fetched_at
            """;

    private static final String RECORDED = """
            SELECT m.provider_model_id, h.pricing_state, h.components::text, h.unread::text, h.changed_by
            FROM model_pricing_history h JOIN catalog_models m ON m.id = h.model_id
            WHERE m.provider_id = :provider AND h.snapshot_sha256 = :sha
            ORDER BY h.id
            """;

    /** A list body in the vault. */
    public record Snapshot(long providerId, String provider, String sha256, int pages, Instant fetchedAt) {}

    /**
     * A price that was recorded from a body.
     *
     * @param source who told it, such as {@code provider:groq}
     */
    public record Recorded(String state, String components, String unread, String source) {}

    private final Jdbi jdbi;

    /** The ledger of a database. */
    public RecordedPrices(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The bodies that were fetched since an instant, by provider and time. */
    public List<Snapshot> snapshots(Instant since) {
        return jdbi.withHandle(handle -> handle.createQuery(SNAPSHOTS)
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .map((row, context) -> new Snapshot(
                        row.getLong("provider_id"),
                        row.getString("slug"),
                        row.getString("sha"),
                        row.getInt("pages"),
                        row.getTimestamp("fetched_at").toInstant()))
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
                .map((row, context) -> recorded.computeIfAbsent(
                                row.getString("provider_model_id"), id -> new ArrayList<>(1))
                        .add(new Recorded(
                                row.getString("pricing_state"),
                                row.getString("components"),
                                row.getString("unread"),
                                row.getString("changed_by"))))
                .forEach(ignored -> {});
        return recorded;
    }
}
