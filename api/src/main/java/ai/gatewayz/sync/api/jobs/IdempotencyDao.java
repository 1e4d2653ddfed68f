package ai.gatewayz.sync.api.jobs;

import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Rows of the keys that were used within a day; keys are known by their digest. */
interface IdempotencyDao {
    /** Whoever waits for another transaction's key gives up in time. */
    @SqlUpdate("SET LOCAL lock_timeout = '4s'")
    void limitWait();

    /** Forgets the keys that are older than a day. */
    @SqlUpdate("DELETE FROM idempotency_keys WHERE expires_at < now()")
    void deleteExpired();

    /** Takes a key that nobody has used; false when somebody has. */
    @SqlUpdate("""
            INSERT INTO idempotency_keys (key_sha256, request_sha256, expires_at)
            VALUES (:key, :request, now() + interval '24 hours')
            ON CONFLICT (key_sha256) DO NOTHING
            """)
    boolean insert(byte[] key, byte[] request);

    /** What a key was used for. */
    @SqlQuery("SELECT request_sha256 AS request, job_id, run_id FROM idempotency_keys WHERE key_sha256 = :key")
    @RegisterConstructorMapper(KeyUse.class)
    Optional<KeyUse> find(byte[] key);

    /** Notes which job a key has started. */
    @SqlUpdate("UPDATE idempotency_keys SET job_id = :jobId, run_id = :runId WHERE key_sha256 = :key")
    void setJob(byte[] key, String jobId, String runId);

    /** The digest of the request that a key was used for, and the job that it started. */
    record KeyUse(byte[] request, String jobId, String runId) {}
}
