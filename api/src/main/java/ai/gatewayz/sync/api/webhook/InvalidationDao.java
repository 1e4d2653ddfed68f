package ai.gatewayz.sync.api.webhook;

import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The outbox of cache tags. */
interface InvalidationDao {
    /** Puts tags in, under the feed's lock, so that no reader can pass an id that is not committed yet. */
    @SqlUpdate("""
            INSERT INTO cache_invalidations (source, tags, is_catalog_wide, generation)
            SELECT :source, :tags, :isCatalogWide, g.generation
            FROM (SELECT 1 FROM cache_feed FOR UPDATE) f CROSS JOIN catalog_generation g
            """)
    void insert(String source, String[] tags, boolean isCatalogWide);

    /** Wakes those who wait for news of the catalog, when the transaction commits. */
    @SqlQuery("SELECT pg_notify('catalog_generation', (SELECT generation::text FROM catalog_generation))::text")
    String wake();
}
