package ai.gatewayz.sync.activities.cache;

import ai.gatewayz.sync.workflows.model.InvalidateRequest;
import org.jdbi.v3.core.Jdbi;

/** Tells every API process over PostgreSQL's NOTIFY that the catalog has a new generation. */
public final class ReaderNotification implements CatalogCache {
    /** The channel that API processes listen on; the payload is the generation. */
    public static final String CHANNEL = "catalog_generation";

    private final Jdbi jdbi;

    /** Notifications over a database. */
    public ReaderNotification(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void invalidate(InvalidateRequest request) {
        jdbi.useHandle(handle -> handle.createQuery("SELECT pg_notify(:channel, :generation)")
                .bind("channel", CHANNEL)
                .bind("generation", Long.toString(request.generation()))
                .mapToMap()
                .one());
    }
}
