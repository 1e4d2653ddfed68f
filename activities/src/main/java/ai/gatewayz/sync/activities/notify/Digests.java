package ai.gatewayz.sync.activities.notify;

import ai.gatewayz.sync.activities.http.NotificationException;
import ai.gatewayz.sync.activities.notify.DigestDao.Digest;
import ai.gatewayz.sync.workflows.model.DigestReport;
import java.util.List;
import java.util.Optional;
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
        int sent = 0;
        long until = 0;
        String title = "";
        while (true) {
            jdbi.useExtension(DigestDao.class, DigestDao::open);
            Sent step = sendOpen();
            if (step == null) {
                return new DigestReport(sent, until, title);
            }
            until = step.digest().untilSeq();
            if (step.message() != null) {
                sent++;
                title = step.message().title();
            }
        }
    }

    /** A digest that ended. */
    private record Sent(Digest digest, @Nullable AlertMessage message) {}

    private @Nullable Sent sendOpen() throws NotificationException {
        NotificationException failure = null;
        for (AlertChannel channel : channels) {
            try {
                tell(channel);
            } catch (NotificationException e) {
                // One that is away must not keep the others from being told.
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return jdbi.inTransaction(handle -> {
            DigestDao dao = handle.attach(DigestDao.class);
            Optional<Digest> open = dao.lockOpen();
            open.ifPresent(digest -> dao.end(digest.id()));
            return open.map(digest -> new Sent(digest, DigestText.of(dao, digest)))
                    .orElse(null);
        });
    }

    /** Holds the digest meanwhile: an attempt that was given up may still be sending. */
    private void tell(AlertChannel channel) throws NotificationException {
        jdbi.<NotificationException>useTransaction(handle -> {
            DigestDao dao = handle.attach(DigestDao.class);
            Digest digest = dao.lockOpen().orElse(null);
            if (digest == null || digest.told().contains(channel.name())) {
                return;
            }
            AlertMessage message = DigestText.of(dao, digest);
            if (message != null) {
                channel.send(message);
            }
            dao.told(digest.id(), channel.name());
        });
    }
}
