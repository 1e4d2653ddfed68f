package ai.gatewayz.sync.api.compat;

import ai.gatewayz.sync.api.compat.PricingQueries.HistoryRow;
import ai.gatewayz.sync.api.temporal.TemporalCalls;
import ai.gatewayz.sync.workflows.WorkflowIds;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds to a pricing sync's counts what the database knows of it: when each provider ran, and which prices it changed. */
final class PriceStatsReader {
    private final PricingQueries log;
    private final TemporalCalls temporal;

    /** A span of time; the end is null while it lasts. */
    record Span(
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable String triggeredBy) {}

    /** Over the run log, the ledger and Temporal. */
    PriceStatsReader(PricingQueries log, TemporalCalls temporal) {
        this.log = log;
        this.temporal = temporal;
    }

    /** Stats by provider, for the results of an ended job. */
    public Map<String, PriceStats> stats(StartedJob job, List<ProviderSyncResult> results) {
        boolean dryRun = results.stream().anyMatch(ProviderSyncResult::dryRun);
        Span span = span(job.jobId(), job.runId());
        Map<String, HistoryRow> rows = dryRun ? Map.of() : rows(job, span);
        Map<String, PriceStats> stats = new TreeMap<>();
        for (ProviderSyncResult result : results) {
            HistoryRow row = rows.get(result.provider());
            Span own = row != null
                    ? new Span(row.syncStartedAt(), row.syncCompletedAt(), row.triggeredBy())
                    : dryRun && !WorkflowIds.isProvider(job.jobId()) ? dryRunSpan(result.provider(), span) : span;
            stats.put(
                    result.provider(),
                    row == null
                            ? PricingResponses.planned(result, own.start(), own.end(), own.triggeredBy())
                            : PricingResponses.done(result, row, ledger(row)));
        }
        return stats;
    }

    private Map<String, HistoryRow> rows(StartedJob job, Span span) {
        Instant start = span.start();
        List<HistoryRow> rows = WorkflowIds.isProvider(job.jobId())
                ? log.ofRun(job.jobId(), job.runId())
                : log.ofJob(job.jobId(), start == null ? Instant.EPOCH : start, span.end());
        Map<String, HistoryRow> newest = new TreeMap<>();
        rows.forEach(row -> newest.put(row.providerSlug(), row));
        return newest;
    }

    private List<PricingQueries.LedgerRow> ledger(HistoryRow row) {
        Long fence = row.fence();
        return fence == null || row.priceChanges() == 0
                ? List.of()
                : log.ledger(row.providerSlug(), fence, PricingResponses.MOST_CHANGES);
    }

    /** The provider's dry run has an id of its own; a later one under that id is another's. */
    private Span dryRunSpan(String slug, Span whole) {
        Span own = span(WorkflowIds.providerSync(slug, true), null);
        Instant started = own.start();
        Instant end = whole.end();
        return started == null || end != null && started.isAfter(end)
                ? new Span(null, null, whole.triggeredBy())
                : new Span(started, own.end(), whole.triggeredBy());
    }

    private Span span(String jobId, @Nullable String runId) {
        try {
            WorkflowExecutionDescription found = temporal.call(() -> temporal.client()
                    .newUntypedWorkflowStub(jobId, java.util.Optional.ofNullable(runId), java.util.Optional.empty())
                    .describe());
            Object by = found.getMemo("triggeredBy", String.class);
            Duration tolerance = Duration.ofSeconds(1);
            return new Span(
                    found.getStartTime().minus(runId == null ? Duration.ZERO : tolerance),
                    found.getCloseTime(),
                    by == null ? null : by.toString());
        } catch (StatusRuntimeException | WorkflowException e) {
            return new Span(null, null, null);
        }
    }
}
