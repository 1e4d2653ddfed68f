package ai.gatewayz.sync.api.webhook;

import ai.gatewayz.sync.workflows.CacheTags;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Puts cache tags into the outbox, from where the worker tells Redis and subscribers, and each API process itself. */
public final class Invalidations {
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
        InvalidationDao outbox = handle.attach(InvalidationDao.class);
        outbox.insert(source, tags.toArray(String[]::new), tags.contains(CacheTags.ALL));
        outbox.wake();
    }
}
