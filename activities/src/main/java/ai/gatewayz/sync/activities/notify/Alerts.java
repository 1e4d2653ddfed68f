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
    /** An incident that a channel has not been told of, or of whose end. */
    private static final String DUE = """
            SELECT id, incident_key, severity, summary, command, resolved_at IS NOT NULL AS over,
                   ceil(extract(epoch FROM coalesce(resolved_at, now()) - opened_at) / 60)::bigint AS minutes
            FROM alert_incidents
            WHERE next_attempt_at <= now()
              AND (resolved_at IS NULL AND NOT :channel = ANY (opening_sent)
                   OR resolved_at IS NOT NULL AND :channel = ANY (opening_sent)
                      AND NOT :channel = ANY (recovery_sent))
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

    /** An incident that a channel is to be told of. */
    private record Incident(
            long id, String key, String severity, String summary, String command, boolean isOver, long minutes) {}

    /** Looks for trouble and sends what has to be sent. */
    public void tick() {
        jdbi.useTransaction(this::record);
        for (AlertChannel channel : channels) {
            for (int message = 0; message < MOST_MESSAGES && sendNext(channel); message++) {
                LOG.debug("{} was told", channel.name());
            }
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

    private boolean sendNext(AlertChannel channel) {
        return jdbi.inTransaction(handle -> {
            Incident incident = next(handle, channel);
            if (incident == null) {
                return false;
            }
            try {
                channel.send(message(incident));
            } catch (NotificationException e) {
                LOG.warn("{} was not told: {}", channel.name(), e.getMessage());
                handle.createUpdate("UPDATE alert_incidents SET attempts = attempts + 1, next_attempt_at = now()"
                                + " + least(300, power(2, least(attempts, 9))) * interval '1 second' WHERE id = :id")
                        .bind("id", incident.id())
                        .execute();
                return true;
            }
            String column = incident.isOver() ? "recovery_sent" : "opening_sent";
            handle.createUpdate("UPDATE alert_incidents SET " + column + " = array_append(" + column
                            + ", :channel::text), attempts = 0 WHERE id = :id")
                    .bind("channel", channel.name())
                    .bind("id", incident.id())
                    .execute();
            return true;
        });
    }

    private static @Nullable Incident next(Handle handle, AlertChannel channel) {
        Optional<Incident> found = handle.createQuery(DUE)
                .bind("channel", channel.name())
                .map((row, context) -> new Incident(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getBoolean(6),
                        row.getLong(7)))
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
