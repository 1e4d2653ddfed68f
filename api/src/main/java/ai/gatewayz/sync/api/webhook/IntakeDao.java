package ai.gatewayz.sync.api.webhook;

import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Rows of deliveries, and of the syncs that they ask for besides the running one. */
interface IntakeDao {
    /** Takes a delivery's key; false when it has been delivered before. */
    @SqlUpdate("""
            INSERT INTO webhook_deliveries (delivery_key, body_sha256, provider_slug, event_type)
            VALUES (:key, :bodySha256, :slug, :type) ON CONFLICT DO NOTHING
            """)
    boolean insert(String key, byte[] bodySha256, String slug, String type);

    /** What an earlier delivery was and did. */
    @SqlQuery("SELECT body_sha256, job_id, run_id FROM webhook_deliveries WHERE delivery_key = :key")
    @RegisterConstructorMapper(Earlier.class)
    Earlier find(String key);

    /** Notes which job a delivery has started. */
    @SqlUpdate("UPDATE webhook_deliveries SET job_id = :jobId, run_id = :runId WHERE delivery_key = :key")
    void setJob(String key, String jobId, String runId);

    /** Asks for another sync of a provider after the running one. */
    @SqlUpdate("""
            INSERT INTO refresh_requests (provider_slug, requested_at) VALUES (:slug, clock_timestamp())
            ON CONFLICT (provider_slug) DO UPDATE SET requested_at = clock_timestamp()
            """)
    void requestAnother(String slug);

    /** A delivery that was taken in before. */
    record Earlier(byte[] bodySha256, String jobId, String runId) {}
}
