package ai.gatewayz.sync.api.holds;

import ai.gatewayz.sync.ledger.Decisions;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads held prices and records what operators decide about them. */
public final class HeldChangeStore {
    /** Shorter than the upsert that may hold the provider: whoever asks is told to ask again. */
    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '4s'";

    private static final String SELECT = """
            SELECT h.id, p.slug, m.provider_model_id, m.model_id AS canonical, h.rule, h.status,
                   h.cleared_by_second_source, h.cleared_by_agreement, h.previous_state, h.previous_components::text,
                   h.pricing_state, h.pricing_basis, h.components::text, h.pricing_source, h.job_id,
                   encode(h.snapshot_sha256, 'hex') AS sha, h.agreeing_fetches, h.first_seen_at, h.decided_at,
                   h.decided_by, h.note, h.told_by::text
            FROM held_changes h
            JOIN catalog_models m ON m.id = h.model_id
            JOIN providers p ON p.id = h.provider_id
            """;

    private final Jdbi reader;
    private final Jdbi writer;

    /** A store that reads from one pool and writes through another. */
    public HeldChangeStore(Jdbi reader, Jdbi writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /** The newest held prices first. */
    public List<HeldChange> list(@Nullable String provider, @Nullable String status, int limit) {
        return reader.withHandle(handle -> handle.createQuery(SELECT + """
                         WHERE (:provider::text IS NULL OR p.slug = :provider)
                           AND (:status::text IS NULL OR h.status = :status)
                        ORDER BY h.id DESC LIMIT :limit
                        """)
                .bind("provider", provider)
                .bind("status", status)
                .bind("limit", limit)
                .map((row, context) -> HeldChange.of(row))
                .list());
    }

    /** One held price. */
    public Optional<HeldChange> find(long id) {
        return writer.withHandle(handle -> handle.createQuery(SELECT + " WHERE h.id = :id")
                .bind("id", id)
                .map((row, context) -> HeldChange.of(row))
                .findOne());
    }

    /** Serves a held price; false when it is not pending any more. */
    public boolean approve(long id, String by, @Nullable String note) {
        return writer.inTransaction(handle -> {
            handle.execute(LOCK_TIMEOUT);
            return Decisions.approve(handle, id, by, note);
        });
    }

    /** Drops a held price until the provider says something else; false when it is not pending any more. */
    public boolean reject(long id, String by, @Nullable String note) {
        return writer.inTransaction(handle -> {
            handle.execute(LOCK_TIMEOUT);
            return Decisions.reject(handle, id, by, note);
        });
    }
}
