package ai.gatewayz.sync.api.webhook;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.temporal.TemporalCalls;
import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.client.SyncLauncher;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Gives each delivery its effect once. The delivery's row is inserted first and committed last, in one transaction with the
 * start of the sync in between: a repetition waits for the first to end and then finds its job, and when anything is down
 * there is no row, so that the sender's next attempt counts. An event that finds a sync running leaves a request for another
 * one, because that sync may have fetched before the event.
 */
final class WebhookIntake {
    private static final String SOURCE = "webhook";
    /** With the wait for a connection below the five seconds that senders are promised. */
    private static final Duration START_LIMIT = Duration.ofMillis(2500);

    private final Jdbi jdbi;
    private final SyncLauncher launcher;
    private final TemporalCalls temporal;

    /** An intake that records over a database that may be written. */
    WebhookIntake(Jdbi jdbi, SyncLauncher launcher, TemporalCalls temporal) {
        this.jdbi = jdbi;
        this.launcher = launcher;
        this.temporal = temporal;
    }

    /**
     * A genuine event on its way in.
     *
     * @param key what repetitions have in common
     * @param slug the provider that the event's gateway stands for
     */
    public record WebhookDelivery(String key, byte[] bodySha256, WebhookEvent event, String slug) {}

    /**
     * What became of it.
     *
     * @param isRepetition whether its effect had been there before
     */
    public record Receipt(StartedJob job, List<String> tags, boolean isRepetition) {}

    /** Takes a delivery in: starts or joins the provider's sync, once. */
    public Receipt accept(WebhookDelivery delivery) {
        List<String> tags = delivery.event().tags(delivery.slug());
        try (Handle handle = jdbi.open()) {
            handle.begin();
            try {
                Receipt receipt = isFirst(handle, delivery)
                        ? new Receipt(start(handle, delivery, tags), tags, false)
                        : new Receipt(earlier(handle, delivery), tags, true);
                handle.commit();
                return receipt;
            } finally {
                if (handle.isInTransaction()) {
                    handle.rollback();
                }
            }
        }
    }

    private static boolean isFirst(Handle handle, WebhookDelivery delivery) {
        return handle.attach(IntakeDao.class)
                .insert(
                        delivery.key(),
                        delivery.bodySha256(),
                        delivery.slug(),
                        delivery.event().type());
    }

    private StartedJob start(Handle handle, WebhookDelivery delivery, List<String> tags) {
        ProviderSyncRequest request =
                new ProviderSyncRequest(delivery.slug(), SyncKind.FULL, false, SyncTrigger.WEBHOOK.key(), null, false);
        StartedJob job = temporal.within(START_LIMIT, () -> launcher.startProvider(request));
        IntakeDao deliveries = handle.attach(IntakeDao.class);
        deliveries.setJob(delivery.key(), job.jobId(), job.runId());
        if (job.alreadyRunning()) {
            deliveries.requestAnother(delivery.slug());
        }
        Invalidations.insert(handle, SOURCE, tags);
        return job;
    }

    private static StartedJob earlier(Handle handle, WebhookDelivery delivery) {
        IntakeDao.Earlier earlier = handle.attach(IntakeDao.class).find(delivery.key());
        if (!MessageDigest.isEqual(earlier.bodySha256(), delivery.bodySha256())) {
            throw ApiException.of(409, "this webhook-id was used for another body");
        }
        return new StartedJob(earlier.jobId(), earlier.runId(), true);
    }
}
