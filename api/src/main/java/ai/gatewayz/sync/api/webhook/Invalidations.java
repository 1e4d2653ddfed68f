package ai.gatewayz.sync.api.webhook;

import ai.gatewayz.sync.workflows.CacheTags;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Puts cache tags into the outbox, from where the worker tells Redis and subscribers, and each API process itself. */
public final class Invalidations {
    /** Under the feed's lock, so that no reader can pass an id that is not committed yet. */
    private static final String INSERT = """
            INSERT INTO cache_invalidations (source, tags, is_catalog_wide, generation)
            SELECT :source, :tags, :wide, g.generation
            FROM (SELECT 1 FROM cache_feed FOR UPDATE) f CROSS JOIN catalog_generation g
            """;

    private static final String NOTIFY =
            "SELECT pg_notify('catalog_generation', (SELECT generation::text FROM catalog_generation))";

    private final Jdbi jdbi;

    /** An outbox in a database that may be written. */
    public Invalidations(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Invalidates because an operator asked for it. */
    public void request(List<String> tags) {
        jdbi.useTransaction(handle -> insert(handle, "operator", tags));
    }

    static void insert(Handle handle, String source, List<String> tags) {
        handle.createUpdate(INSERT)
                .bind("source", source)
                .bindArray("tags", String.class, tags)
                .bind("wide", tags.contains(CacheTags.ALL))
                .execute();
        handle.createQuery(NOTIFY).mapToMap().one();
    }
}
