package ai.gatewayz.sync.activities.runs;

import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Providers that have to be synced once more, because an event came while a sync of theirs ran. */
public final class RefreshRequests {
    /** Senders repeat a webhook for up to three days. */
    private static final int KEEP_DELIVERIES_DAYS = 7;

    private final Jdbi jdbi;

    /** Requests in a database. */
    public RefreshRequests(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A request.
     *
     * @param requestedAt when the newest event came
     */
    public record Request(String provider, OffsetDateTime requestedAt) {}

    /** All, oldest first. */
    public List<Request> list() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT provider_slug, requested_at FROM refresh_requests ORDER BY requested_at")
                .map((row, context) -> new Request(row.getString(1), row.getObject(2, OffsetDateTime.class)))
                .list());
    }

    /** A sync was started after it; an event that came later stays. */
    public void done(Request request) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "DELETE FROM refresh_requests WHERE provider_slug = :provider AND requested_at = :at")
                .bind("provider", request.provider())
                .bind("at", request.requestedAt())
                .execute());
    }

    /** Forgets webhooks that nobody repeats any more. */
    public void expireDeliveries() {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "DELETE FROM webhook_deliveries WHERE received_at < now() - :days * interval '1 day'")
                .bind("days", KEEP_DELIVERIES_DAYS)
                .execute());
    }
}
