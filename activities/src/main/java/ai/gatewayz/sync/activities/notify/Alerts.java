package ai.gatewayz.sync.activities.notify;

import ai.gatewayz.sync.activities.http.NotificationException;
import ai.gatewayz.sync.activities.notify.IncidentDao.Incident;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
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

    /** Looks for trouble and sends what has to be sent. */
    public void tick() {
        jdbi.useTransaction(this::record);
        for (int message = 0; message < MOST_MESSAGES && sendNext(); message++) {
            LOG.debug("an incident was told");
        }
    }

    private void record(Handle handle) {
        IncidentDao dao = handle.attach(IncidentDao.class);
        List<Trouble> troubles = finder.find(handle);
        troubles.forEach(dao::open);
        dao.resolveAllBut(troubles.stream().map(Trouble::key).toList());
        RetirementNotices.take(handle).forEach(dao::notice);
    }

    /** Tells every channel that does not know it yet: one that is down must not keep the others from being told. */
    private boolean sendNext() {
        List<String> names = channels.stream().map(AlertChannel::name).toList();
        return jdbi.inTransaction(handle -> {
            IncidentDao dao = handle.attach(IncidentDao.class);
            Optional<Incident> due = dao.lockDue(names);
            if (due.isEmpty()) {
                return false;
            }
            Incident incident = due.orElseThrow();
            boolean isTold = true;
            for (AlertChannel channel : channels) {
                if (incident.untold().contains(channel.name())) {
                    isTold &= send(dao, incident, channel);
                }
            }
            if (isTold) {
                dao.told(incident.id());
            } else {
                dao.postpone(incident.id());
            }
            return true;
        });
    }

    private static boolean send(IncidentDao dao, Incident incident, AlertChannel channel) {
        try {
            channel.send(message(incident));
        } catch (NotificationException e) {
            LOG.warn("{} was not told: {}", channel.name(), e.getMessage());
            return false;
        }
        if (incident.isOver()) {
            dao.recoverySent(incident.id(), channel.name());
        } else {
            dao.openingSent(incident.id(), channel.name());
        }
        return true;
    }

    private static AlertMessage message(Incident incident) {
        String name = "incident-" + incident.id();
        return incident.isOver()
                ? new AlertMessage(
                        name + "-recovered",
                        "recovered",
                        "Recovered: " + incident.incidentKey(),
                        "Over after " + incident.minutes() + " minutes. It was: " + incident.summary())
                : new AlertMessage(
                        name + "-opened",
                        incident.severity(),
                        "Catalog sync: " + incident.incidentKey(),
                        incident.summary() + "\nSeverity: " + incident.severity() + "\nRun: " + incident.command());
    }
}
