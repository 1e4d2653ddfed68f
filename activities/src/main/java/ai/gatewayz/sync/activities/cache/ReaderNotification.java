package ai.gatewayz.sync.activities.cache;

import ai.gatewayz.sync.workflows.model.InvalidateRequest;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Tells every API process over PostgreSQL's NOTIFY that the catalog has a new generation. */
public final class ReaderNotification implements CatalogCache {
    /** The channel that API processes listen on; the payload is the generation. */
    public static final String CHANNEL = "catalog_generation";

    private final NotifyDao dao;

    /** Notifications over a database. */
    public ReaderNotification(Jdbi jdbi) {
        dao = jdbi.onDemand(NotifyDao.class);
    }

    @Override
    public void invalidate(InvalidateRequest request) {
        dao.notifyReaders(CHANNEL, Long.toString(request.generation()));
    }

    /** PostgreSQL's own way of telling who listens. */
    interface NotifyDao {
        @SqlQuery("SELECT pg_notify(:channel, :payload)::text")
        String notifyReaders(String channel, String payload);
    }
}
