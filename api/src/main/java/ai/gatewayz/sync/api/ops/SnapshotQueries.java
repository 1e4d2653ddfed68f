package ai.gatewayz.sync.api.ops;

import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Reads the bodies that providers sent. */
interface SnapshotQueries {
    /** The body with a digest; the earliest when several fetches brought it. */
    @SqlQuery("""
            SELECT v.body AS gzip, v.raw_bytes, p.slug AS provider
            FROM provider_snapshots v JOIN providers p ON p.id = v.provider_id
            WHERE v.sha256 = :sha256 ORDER BY v.fetched_at LIMIT 1
            """)
    @RegisterConstructorMapper(StoredBody.class)
    Optional<StoredBody> find(byte[] sha256);

    /**
     * A stored body.
     *
     * @param rawBytes its size before it was gzipped
     * @param provider slug of the one that sent it
     */
    record StoredBody(byte[] gzip, long rawBytes, String provider) {}
}
