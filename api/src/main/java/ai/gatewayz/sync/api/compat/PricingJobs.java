package ai.gatewayz.sync.api.compat;

import ai.gatewayz.sync.api.error.ApiException;
import ai.gatewayz.sync.api.jobs.JobReader;
import ai.gatewayz.sync.api.jobs.RunningJobs;
import ai.gatewayz.sync.api.jobs.RunningJobs.RunningJob;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.api.schedules.LiveSchedules;
import ai.gatewayz.sync.catalog.run.SyncTrigger;
import ai.gatewayz.sync.workflows.WorkflowIds;
import ai.gatewayz.sync.workflows.client.schedule.ScheduleIds;
import ai.gatewayz.sync.workflows.client.schedule.ScheduleView;
import ai.gatewayz.sync.workflows.model.CatalogSyncRequest;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pricing scheduler and its jobs, as the tools before this product knew them. */
final class PricingJobs {
    /** Who asked for a sync that was triggered here. */
    public static final String TRIGGER = SyncTrigger.MANUAL.key();
    /** Above every timeout of ours: nothing of ours that is older runs any more, whatever the server says. */
    private static final Duration LONGEST_RUN = Duration.ofHours(6);

    private final JobReader jobs;
    private final RunningJobs running;
    private final LiveSchedules schedules;
    private final ProviderDirectory directory;
    private final PricingQueries log;
    private final Clock clock;

    /** The scheduler's state; running tells whether a pricing sync runs now. */
    public record Scheduler(
            boolean enabled,
            @Nullable Integer intervalHours,
            boolean running,
            List<String> providers,
            Map<String, SuccessAge> lastSyncs,
            @Nullable Instant nextRunAt) {}

    /** A provider's last success. */
    public record SuccessAge(Instant timestamp, long secondsAgo) {}

    /** A pricing sync that runs. */
    public record Active(
            String syncId,
            String jobId,
            String runId,
            String status,
            @Nullable String triggeredBy,
            Instant startedAt) {}

    /** Jobs that were ended because they were past their time. */
    public record Cleanup(int stuckFound, List<String> cleaned, String message) {}

    /** Over jobs, schedules and the run log. */
    PricingJobs(
            JobReader jobs,
            RunningJobs running,
            LiveSchedules schedules,
            ProviderDirectory directory,
            PricingQueries log,
            Clock clock) {
        this.jobs = jobs;
        this.running = running;
        this.schedules = schedules;
        this.directory = directory;
        this.log = log;
        this.clock = clock;
    }

    /** Whether and when pricing syncs run by themselves. */
    public Scheduler scheduler() {
        Optional<ScheduleView> schedule = schedules.find(ScheduleIds.PRICING);
        List<String> fetchable = directory.fetchable();
        Instant now = clock.instant();
        Map<String, SuccessAge> last = new TreeMap<>();
        log.lastSyncs()
                .forEach(sync -> last.put(
                        sync.slug(),
                        new SuccessAge(
                                sync.at(),
                                Math.max(0, Duration.between(sync.at(), now).toSeconds()))));
        return new Scheduler(
                schedule.map(ScheduleView::enabled).orElse(false),
                schedule.map(ScheduleView::intervalHours).orElse(null),
                running.list(fetchable).stream().anyMatch(RunningJob::isPricing),
                schedule.map(ScheduleView::providers)
                        .filter(slugs -> !slugs.isEmpty())
                        .orElse(fetchable),
                last,
                schedule.map(ScheduleView::nextRunAt).orElse(null));
    }

    /** What a trigger starts: the schedule's own request, or a sync of all prices where there is no schedule. */
    public CatalogSyncRequest scheduledRequest() {
        Optional<ScheduleView> schedule = schedules.find(ScheduleIds.PRICING);
        return new CatalogSyncRequest(
                SyncKind.PRICES,
                schedule.map(ScheduleView::providers).orElse(List.of()),
                false,
                TRIGGER,
                CatalogSyncRequest.DEFAULT_PARALLELISM,
                true);
    }

    /** One job. */
    public PricingJob read(String jobId, @Nullable String runId) {
        return PricingJob.of(jobs.read(jobId, runId));
    }

    /** Pricing syncs that run; parts of a larger one are not listed by themselves. */
    public List<Active> active() {
        return running.list(directory.fetchable()).stream()
                .filter(job -> job.isPricing() && job.parentJobId() == null)
                .map(job -> new Active(
                        job.jobId(), job.jobId(), job.runId(), job.status(), job.triggeredBy(), job.startedAt()))
                .toList();
    }

    /** Ends what should have ended long ago. */
    public Cleanup cleanUp() {
        Instant oldest = clock.instant().minus(LONGEST_RUN);
        List<RunningJob> stuck = running.list(directory.fetchable()).stream()
                .filter(job -> job.startedAt().isBefore(oldest) && !WorkflowIds.isCron(job.jobId()))
                .toList();
        stuck.forEach(this::end);
        List<String> ids = stuck.stream().map(RunningJob::jobId).toList();
        return new Cleanup(
                ids.size(),
                ids,
                ids.isEmpty()
                        ? "nothing is stuck: a sync that hangs is ended by its own timeout"
                        : ids.size() + " jobs were past their time and were ended");
    }

    private void end(RunningJob job) {
        try {
            jobs.terminate(job.jobId(), job.runId(), "past its time; ended by a cleanup");
        } catch (ApiException e) {
            // It has ended by itself meanwhile.
            if (e.status() != 404) {
                throw e;
            }
        }
    }
}
