package ai.gatewayz.sync.workflows;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/** Timeouts and retries of every activity, each number with its reason. */
public final class ActivityPolicies {
    /** Steps beat at least every two seconds; a worker that is silent for this long is taken for dead. */
    private static final Duration DEAD_WORKER = Duration.ofSeconds(10);

    private static final RetryOptions BRIEF = RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofMillis(500))
            .setMaximumInterval(Duration.ofSeconds(10))
            .setMaximumAttempts(5)
            .build();

    private ActivityPolicies() {}

    /** How a step is repeated, by the name of its activity. */
    public static RetryOptions retries(String activityType) {
        ActivityOptions options =
                switch (activityType) {
                    case "Fetch" -> fetch("");
                    case "Transform" -> transform("");
                    case "Upsert" -> upsert("");
                    case "RefreshReferences" -> references();
                    case "RecordOutcome", "RecordRun", "RecordPriceAudit" -> record("");
                    case "ReplayLists", "CompareWithFeeds" -> audit("");
                    case "LookAtAnnouncement" -> lookAtAnnouncement("");
                    case "SendDigests" -> sendDigests();
                    default -> listProviders();
                };
        return options.getRetryOptions();
    }

    /** One short query. */
    static ActivityOptions listProviders() {
        return ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofSeconds(15))
                .setScheduleToCloseTimeout(Duration.ofMinutes(1))
                .setRetryOptions(BRIEF)
                .setSummary("list providers")
                .build();
    }

    /** A few queries over announcements; a database that is down for minutes must not end the timer. */
    static ActivityOptions lookAtAnnouncement(String provider) {
        return ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofSeconds(30))
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(1))
                        .setMaximumInterval(Duration.ofMinutes(5))
                        .build())
                .setSummary(provider + ": look at what was announced")
                .build();
    }

    /** A few calls to Slack and an e-mail service, which may be away for hours; the next digest begins where this one ends. */
    static ActivityOptions sendDigests() {
        return ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(2))
                .setScheduleToCloseTimeout(Duration.ofHours(12))
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(10))
                        .setMaximumInterval(Duration.ofMinutes(10))
                        .build())
                .setSummary("send digests")
                .build();
    }

    /** Reads everything that is stored, which takes seconds to minutes; tomorrow it is done again. */
    static ActivityOptions audit(String summary) {
        return ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(30))
                // The largest list is read without a beat.
                .setHeartbeatTimeout(Duration.ofMinutes(1))
                .setScheduleToCloseTimeout(Duration.ofHours(1))
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(10))
                        .setMaximumInterval(Duration.ofMinutes(5))
                        .setMaximumAttempts(5)
                        .build())
                .setSummary(summary)
                .build();
    }

    /** Two calls to feeds that a sync does without if they fail; the next sync calls them again. */
    static ActivityOptions references() {
        return ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.CATALOG_FETCH)
                // Two calls of at most 30 s, and reading what they bring.
                .setStartToCloseTimeout(Duration.ofMinutes(2))
                .setHeartbeatTimeout(DEAD_WORKER)
                .setScheduleToCloseTimeout(Duration.ofMinutes(4))
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(1))
                        // For the database: a feed that fails is no failure of this step.
                        .setMaximumAttempts(2)
                        .build())
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setSummary("refresh reference prices")
                .build();
    }

    /** A call to a provider that may be slow, may ask us to wait, and may be down for minutes. */
    static ActivityOptions fetch(String provider) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.CATALOG_FETCH)
                // The slowest list known takes up to 3 minutes; the HTTP client gives up by itself before this.
                .setStartToCloseTimeout(Duration.ofMinutes(5))
                .setHeartbeatTimeout(DEAD_WORKER)
                // Leaves room for the longest accepted Retry-After (10 min) within all attempts.
                .setScheduleToCloseTimeout(Duration.ofMinutes(20))
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(2))
                        .setMaximumInterval(Duration.ofSeconds(60))
                        // More attempts would only hammer a provider that is down.
                        .setMaximumAttempts(6)
                        .build())
                // A cancelled sync must not leave a call running that later writes to the vault.
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setSummary(provider + ": fetch")
                .build();
    }

    /** CPU and COPY: 50 MB take seconds, a busy machine some more. */
    static ActivityOptions transform(String provider) {
        return ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(2))
                .setHeartbeatTimeout(DEAD_WORKER)
                .setScheduleToCloseTimeout(Duration.ofMinutes(10))
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(1))
                        // A body that cannot be read is not retried at all; this is for the database.
                        .setMaximumAttempts(5)
                        .build())
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setSummary(provider + ": transform")
                .build();
    }

    /** One transaction with its own statement timeout of 60 s. */
    static ActivityOptions upsert(String provider) {
        return ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(2))
                .setHeartbeatTimeout(DEAD_WORKER)
                .setScheduleToCloseTimeout(Duration.ofMinutes(30))
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(1))
                        .setMaximumInterval(Duration.ofSeconds(30))
                        // A database restart or failover takes minutes; the transaction is safe to repeat.
                        .setMaximumAttempts(10)
                        .build())
                // Whether it committed must be known before the run ends.
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setSummary(provider + ": upsert")
                .build();
    }

    /** Best effort now; what fails is told again by the next commit. */
    static ActivityOptions invalidate(String summary) {
        return ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofSeconds(15))
                .setScheduleToCloseTimeout(Duration.ofMinutes(2))
                .setRetryOptions(BRIEF)
                .setSummary(summary + ": invalidate")
                .build();
    }

    /** One insert that must not be lost to a short outage. */
    static ActivityOptions record(String summary) {
        return ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofSeconds(15))
                .setScheduleToCloseTimeout(Duration.ofMinutes(5))
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofMillis(500))
                        .setMaximumInterval(Duration.ofSeconds(30))
                        .setMaximumAttempts(20)
                        .build())
                .setSummary(summary + ": record")
                .build();
    }
}
