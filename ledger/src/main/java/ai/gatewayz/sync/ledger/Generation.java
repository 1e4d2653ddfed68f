package ai.gatewayz.sync.ledger;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * The number of the last commit that changed the catalog. Whoever holds its row must not wait for a provider's row: locks are
 * taken in the order state of the provider, rows of its offerings, generation.
 */
public final class Generation {
    private static final String CURRENT = "SELECT generation FROM catalog_generation";
    private static final String AT = "SELECT coalesce(max(generation), 0) FROM change_events WHERE at <= :at";

    /** Readers hear of it at the commit. */
    private static final String PUBLISH = """
            WITH next AS (
                UPDATE catalog_generation SET generation = generation + 1, changed_at = clock_timestamp()
                RETURNING generation
            )
            SELECT n.generation FROM next n CROSS JOIN LATERAL pg_notify('catalog_generation', n.generation::text)
            """;

    private Generation() {}

    /** The generation that is served now. */
    public static long current(Handle handle) {
        return handle.createQuery(CURRENT).mapTo(Long.class).one();
    }

    /** The generation that readers saw at an instant. */
    public static long at(Handle handle, Instant at) {
        return handle.createQuery(AT).bind("at", at).mapTo(Long.class).one();
    }

    /** Begins the next generation, which holds until the transaction ends, and tells the readers when it is committed. */
    public static long publish(Handle handle) {
        return handle.createQuery(PUBLISH).mapTo(Long.class).one();
    }
}
