package ai.gatewayz.sync.activities.runs;

import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Providers that have to be synced once more, because an event came while a sync of theirs ran. */
public interface RefreshRequests {
    /**
     * A request.
     *
     * @param requestedAt when the newest event came
     */
    record Request(String providerSlug, OffsetDateTime requestedAt) {}

    /** All, oldest first. */
    @SqlQuery("SELECT provider_slug, requested_at FROM refresh_requests ORDER BY requested_at")
    @RegisterConstructorMapper(Request.class)
    List<Request> list();

    /** A sync was started after it; an event that came later stays. */
    @SqlUpdate("DELETE FROM refresh_requests WHERE provider_slug = :providerSlug AND requested_at = :requestedAt")
    void done(@BindMethods Request request);

    /** Forgets webhooks that nobody repeats any more: senders do for up to three days. */
    @SqlUpdate("DELETE FROM webhook_deliveries WHERE received_at < now() - interval '7 days'")
    void expireDeliveries();
}
