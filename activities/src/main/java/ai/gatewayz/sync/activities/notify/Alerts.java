package ai.gatewayz.sync.activities.notify;

import ai.gatewayz.sync.activities.http.NotificationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one incident per trouble in the database and sends one message when it begins and one when it is over, by each
 * channel. Of several workers one sends: it holds the incident's row meanwhile. Trouble that is over before anybody was told
 * is not told.
 */
public final class Alerts {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    /** Of one pass, so that a timer's thread is free again. */
    private static final int MOST_MESSAGES = 50;

    private static final String OPEN = """
            INSERT INTO alert_incidents (incident_key, severity, summary, command)
            VALUES (:key, :severity, :summary, :command)
            ON CONFLICT (incident_key) WHERE resolved_at IS NULL DO NOTHING
            """;
    private static final String RESOLVE = """
            UPDATE alert_incidents SET resolved_at = now(), next_attempt_at = now(), attempts = 0
            WHERE resolved_at IS NULL AND incident_key <> ALL (:keys)
            """;
    /** An incident that some channel has not been told of, or of whose end. */
    private static final String DUE = """
            SELECT id, incident_key, severity, summary, command, resolved_at IS NOT NULL AS over,
                   ceil(extract(epoch FROM coalesce(resolved_at, now()) - opened_at) / 60)::bigint AS minutes,
                   ARRAY(SELECT c FROM unnest(:channels) c WHERE CASE WHEN resolved_at IS NULL
                       THEN NOT c = ANY (opening_sent)
                       ELSE c = ANY (opening_sent) AND NOT c = ANY (recovery_sent) END) AS untold
            FROM alert_incidents
            WHERE next_attempt_at <= now()
              AND EXISTS (SELECT 1 FROM unnest(:channels) c WHERE CASE WHEN resolved_at IS NULL
                       THEN NOT c = ANY (opening_sent)
                       ELSE c = ANY (opening_sent) AND NOT c = ANY (recovery_sent) END)
            ORDER BY id LIMIT 1
            FOR UPDATE SKIP LOCKED
            """;

    private final Jdbi jdbi;
    private final TroubleFinder finder;
    private final List<AlertChannel> channels;

    /**
     * Alerts by channels; without any, incidents are kept all the same.
     *
     * @param limitHours hours without a success that are too many; 0 when nothing is scheduled
     * @param slugs providers that are synced on schedule; empty means all
     */
    public Alerts(Jdbi jdbi, int limitHours, List<String> slugs, List<AlertChannel> channels) {
        this.jdbi = jdbi;
        this.finder = new TroubleFinder(limitHours, slugs);
        this.channels = List.copyOf(channels);
    }

    /** An incident that channels are to be told of. */
    private record Incident(
            long id,
            String key,
            String severity,
            String summary,
            String command,
            boolean isOver,
            long minutes,
            List<String> untold) {}

    /** Looks for trouble and sends what has to be sent. */
    public void tick() {
        jdbi.useTransaction(this::record);
        for (int message = 0; message < MOST_MESSAGES && sendNext(); message++) {
            LOG.debug("an incident was told");
        }
    }

    private void record(Handle handle) {
        List<Trouble> troubles = finder.find(handle);
        List<String> keys = new ArrayList<>();
        for (Trouble trouble : troubles) {
            keys.add(trouble.key());
            handle.createUpdate(OPEN)
                    .bind("key", trouble.key())
                    .bind("severity", trouble.isCritical() ? "critical" : "warning")
                    .bind("summary", trouble.summary())
                    .bind("command", trouble.command())
                    .execute();
        }
        handle.createUpdate(RESOLVE).bindArray("keys", String.class, keys).execute();
    }

    /** Tells every channel that does not know it yet: one that is down must not keep the others from being told. */
    private boolean sendNext() {
        return jdbi.inTransaction(handle -> {
            Incident incident = next(handle);
            if (incident == null) {
                return false;
            }
            boolean isTold = true;
            for (AlertChannel channel : channels) {
                if (incident.untold().contains(channel.name())) {
                    isTold &= send(handle, incident, channel);
                }
            }
            String next = isTold
                    ? "attempts = 0"
                    : "attempts = attempts + 1, next_attempt_at = now()"
                            + " + least(300, power(2, least(attempts, 9))) * interval '1 second'";
            handle.createUpdate("UPDATE alert_incidents SET " + next + " WHERE id = :id")
                    .bind("id", incident.id())
                    .execute();
            return true;
        });
    }

    private static boolean send(Handle handle, Incident incident, AlertChannel channel) {
        try {
            channel.send(message(incident));
        } catch (NotificationException e) {
            LOG.warn("{} was not told: {}", channel.name(), e.getMessage());
            return false;
        }
        String column = incident.isOver() ? "recovery_sent" : "opening_sent";
        handle.createUpdate("UPDATE alert_incidents SET " + column + " = array_append(" + column
                        + ", :channel::text) WHERE id = :id")
                .bind("channel", channel.name())
                .bind("id", incident.id())
                .execute();
        return true;
    }

    private @Nullable Incident next(Handle handle) {
        Optional<Incident> found = handle.createQuery(DUE)
                .bindArray(
                        "channels",
                        String.class,
                        channels.stream().map(AlertChannel::name).toList())
                .map((row, context) -> new Incident(
                        row.getLong("id"),
                        row.getString("incident_key"),
                        row.getString("severity"),
                        row.getString("summary"),
                        row.getString("command"),
                        row.getBoolean("over"),
                        row.getLong("minutes"),
                        List.of((String[]) row.getArray("untold").getArray())))
                .findOne();
        return found.orElse(null);
    }

    private static AlertMessage message(Incident incident) {
        String name = "incident-" + incident.id();
        return incident.isOver()
                ? new AlertMessage(
                        name + "-recovered",
                        "recovered",
                        "Recovered: " + incident.key(),
                        "Over after " + incident.minutes() + " minutes. It was: " + incident.summary())
                : new AlertMessage(
                        name + "-opened",
                        incident.severity(),
                        "Catalog sync: " + incident.key(),
                        incident.summary() + "\nSeverity: " + incident.severity() + "\nRun: " + incident.command());
    }
}
