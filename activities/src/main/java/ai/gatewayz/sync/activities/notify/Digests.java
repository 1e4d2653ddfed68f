package ai.gatewayz.sync.activities.notify;

import ai.gatewayz.sync.activities.http.NotificationException;
import ai.gatewayz.sync.activities.notify.DigestDao.Digest;
import ai.gatewayz.sync.workflows.model.DigestReport;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Tells each channel, once, what the change feed has behind the last digest. Which events a digest has is settled before the
 * first attempt and kept, so that every attempt and every channel says the same, and nothing is left out between two.
 */
public final class Digests {
    private final Jdbi jdbi;
    private final List<AlertChannel> channels;

    /** Digests of a database. */
    public Digests(Jdbi jdbi, List<AlertChannel> channels) {
        this.jdbi = jdbi;
        this.channels = List.copyOf(channels);
    }

    /** The first digest tells what happens from now on; later calls change nothing. */
    public void begin() {
        jdbi.useExtension(DigestDao.class, DigestDao::begin);
    }

    /**
     * Sends the digest that was left over, if there is one, and then the one of everything since.
     *
     * @throws NotificationException when a channel did not take one; who took it does not get it again
     */
    public DigestReport send() throws NotificationException {
        begin();
        DigestReport report = new DigestReport(0, 0, "");
        while (true) {
            jdbi.useExtension(DigestDao.class, DigestDao::open);
            Digest digest = jdbi.inTransaction(
                    handle -> handle.attach(DigestDao.class).lockOpen().orElse(null));
            if (digest == null) {
                return report;
            }
            AlertMessage message = jdbi.withExtension(DigestDao.class, dao -> DigestText.of(dao, digest));
            tell(digest, message);
            jdbi.useExtension(DigestDao.class, dao -> dao.end(digest.id()));
            report = message == null
                    ? new DigestReport(report.digests(), digest.untilSeq(), report.title())
                    : new DigestReport(report.digests() + 1, digest.untilSeq(), message.title());
        }
    }

    /** One that is away must not keep the others from being told. Without a message there is only to be noted that they know. */
    private void tell(Digest digest, @Nullable AlertMessage message) throws NotificationException {
        NotificationException failure = null;
        for (AlertChannel channel : channels) {
            try {
                tell(digest, message, channel);
            } catch (NotificationException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Holds the digest meanwhile: an attempt that was given up may still be sending. */
    private void tell(Digest digest, @Nullable AlertMessage message, AlertChannel channel)
            throws NotificationException {
        jdbi.<NotificationException>useTransaction(handle -> {
            DigestDao dao = handle.attach(DigestDao.class);
            Digest held = dao.lockOpen().orElse(null);
            if (held != null && held.id() == digest.id() && !held.told().contains(channel.name())) {
                if (message != null) {
                    channel.send(message);
                }
                dao.told(digest.id(), channel.name());
            }
        });
    }
}
