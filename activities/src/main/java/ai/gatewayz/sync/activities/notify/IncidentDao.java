package ai.gatewayz.sync.activities.notify;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Statements on {@code alert_incidents}. */
interface IncidentDao {
    /**
     * An incident that channels are to be told of.
     *
     * @param untold channels that do not know it yet, or not that it is over
     */
    record Incident(
            long id,
            String incidentKey,
            String severity,
            String summary,
            String command,
            boolean isOver,
            long minutes,
            List<String> untold) {}

    @SqlUpdate("""
            INSERT INTO alert_incidents (incident_key, severity, summary, command)
            VALUES (:key, :severity, :summary, :command)
            ON CONFLICT (incident_key) WHERE resolved_at IS NULL DO NOTHING
            """)
    void open(@BindMethods Trouble trouble);

    /** Something that is told once. */
    @SqlUpdate("""
            INSERT INTO alert_incidents (incident_key, severity, summary, command, resolved_at, is_notice)
            VALUES (:key, :severity, :summary, :command, now(), true)
            """)
    void notice(@BindMethods Trouble notice);

    @SqlUpdate("""
            UPDATE alert_incidents SET resolved_at = now(), next_attempt_at = now(), attempts = 0
            WHERE resolved_at IS NULL AND incident_key <> ALL (:keys)
            """)
    void resolveAllBut(List<String> keys);

    /** An incident that some channel has not been told of, or of whose end. */
    @SqlQuery("""
            SELECT id, incident_key, severity, summary, command, resolved_at IS NOT NULL AND NOT is_notice AS is_over,
                   ceil(extract(epoch FROM coalesce(resolved_at, now()) - opened_at) / 60)::bigint AS minutes,
                   ARRAY(SELECT c FROM unnest(:channels::text[]) c WHERE CASE WHEN resolved_at IS NULL OR is_notice
                       THEN NOT c = ANY (opening_sent)
                       ELSE c = ANY (opening_sent) AND NOT c = ANY (recovery_sent) END) AS untold
            FROM alert_incidents
            WHERE next_attempt_at <= now()
              AND EXISTS (SELECT 1 FROM unnest(:channels::text[]) c WHERE CASE WHEN resolved_at IS NULL OR is_notice
                       THEN NOT c = ANY (opening_sent)
                       ELSE c = ANY (opening_sent) AND NOT c = ANY (recovery_sent) END)
            ORDER BY id LIMIT 1
            FOR UPDATE SKIP LOCKED
            """)
    @RegisterConstructorMapper(Incident.class)
    Optional<Incident> lockDue(List<String> channels);

    @SqlUpdate("UPDATE alert_incidents SET opening_sent = array_append(opening_sent, :channel::text) WHERE id = :id")
    void openingSent(long id, String channel);

    @SqlUpdate("UPDATE alert_incidents SET recovery_sent = array_append(recovery_sent, :channel::text) WHERE id = :id")
    void recoverySent(long id, String channel);

    @SqlUpdate("UPDATE alert_incidents SET attempts = 0 WHERE id = :id")
    void told(long id);

    @SqlUpdate("""
            UPDATE alert_incidents
            SET attempts = attempts + 1,
                next_attempt_at = now() + least(300, power(2, least(attempts, 9))) * interval '1 second'
            WHERE id = :id
            """)
    void postpone(long id);
}
