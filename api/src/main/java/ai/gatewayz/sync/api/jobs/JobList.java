package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.jobs.RunningJobs.RunningJob;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.workflows.WorkflowIds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Jobs, newest first: those that ended from the run log, those that run or were cut off from Temporal. */
final class JobList {
    private final JobQueries log;
    private final RunningJobs running;
    private final CutOffJobs cutOff;
    private final ProviderDirectory directory;

    /**
     * What to list.
     *
     * @param kind {@code full} or {@code prices}; null for both
     * @param provider a slug; null for every provider
     * @param cursor where the page before ended; null for the first page
     */
    public record JobFilter(
            @Nullable JobStatus status,
            @Nullable String kind,
            @Nullable String provider,
            int limit,
            @Nullable String cursor) {}

    /** A page; without a next cursor it is the last. */
    public record JobPage(
            List<JobSummary> jobs, int count, @Nullable String nextCursor) {}

    /** Over the run log and what Temporal knows. */
    JobList(JobQueries log, RunningJobs running, CutOffJobs cutOff, ProviderDirectory directory) {
        this.log = log;
        this.running = running;
        this.cutOff = cutOff;
        this.directory = directory;
    }

    /** A page of jobs. */
    public JobPage page(JobFilter filter) {
        JobCursor cursor = JobCursor.read(filter.cursor());
        JobStatus status = filter.status();
        List<JobSummary> jobs = new ArrayList<>();
        if (status == null || status.isEnd()) {
            jobs.addAll(logged(filter, cursor));
        }
        // A job that has just ended is in both for a moment; the log knows how it ended.
        Set<String> known = jobs.stream().map(JobList::key).collect(Collectors.toCollection(HashSet::new));
        inTemporal(filter)
                .filter(job -> cursor == null || cursor.isBefore(job))
                .filter(job -> known.add(key(job)))
                .forEach(jobs::add);
        jobs.sort(JobSummary.NEWEST_FIRST);
        boolean more = jobs.size() > filter.limit();
        List<JobSummary> page = more ? jobs.subList(0, filter.limit()) : jobs;
        return new JobPage(
                List.copyOf(page),
                page.size(),
                more ? JobCursor.after(page.get(page.size() - 1)).toString() : null);
    }

    private Stream<JobSummary> inTemporal(JobFilter filter) {
        JobStatus status = filter.status();
        boolean runs = status == null || status == JobStatus.RUNNING;
        boolean ended = status == null || status == JobStatus.CANCELLED || status == JobStatus.TIMED_OUT;
        Stream<JobSummary> cut = ended ? cutOff(filter) : Stream.empty();
        return Stream.concat(runs ? running(filter).stream() : Stream.empty(), cut);
    }

    private Stream<JobSummary> cutOff(JobFilter filter) {
        JobStatus status = filter.status();
        return cutOff.list().stream()
                .filter(job -> !WorkflowIds.isCron(job.jobId()))
                .filter(job -> status == null || status.key().equals(job.status()))
                .filter(job -> filter.kind() == null || Objects.equals(filter.kind(), job.kind()))
                .filter(job -> filter.provider() == null || Objects.equals(filter.provider(), job.provider()));
    }

    private static String key(JobSummary job) {
        return job.jobId() + " " + job.runId();
    }

    private List<JobSummary> logged(JobFilter filter, @Nullable JobCursor cursor) {
        JobStatus status = filter.status();
        return log
                .list(new JobQueries.JobSelection(
                        status == null ? null : status.key(),
                        filter.kind(),
                        filter.provider(),
                        cursor == null ? null : cursor.at(),
                        cursor == null ? null : cursor.jobId(),
                        cursor == null ? null : cursor.runId(),
                        filter.limit() + 1))
                .stream()
                .map(JobSummary::of)
                .toList();
    }

    private List<JobSummary> running(JobFilter filter) {
        List<RunningJob> all = running.list(directory.fetchable());
        Set<String> wanted = new HashSet<>();
        for (RunningJob job : all) {
            String parent = job.parentJobId();
            if (filter.provider() == null) {
                wanted.add(job.jobId());
            } else if (filter.provider().equals(job.provider())) {
                wanted.add(parent == null ? job.jobId() : parent);
            }
        }
        return all.stream()
                .filter(job -> job.parentJobId() == null && !WorkflowIds.isCron(job.jobId()))
                .filter(job -> wanted.contains(job.jobId()))
                .filter(job -> filter.kind() == null || Objects.equals(filter.kind(), job.kind()))
                .map(JobList::summary)
                .toList();
    }

    private static JobSummary summary(RunningJob job) {
        return new JobSummary(
                job.jobId(),
                job.runId(),
                job.kind(),
                job.status(),
                job.triggeredBy(),
                job.dryRun(),
                job.startedAt(),
                null,
                null,
                job.provider(),
                null,
                "temporal");
    }
}
