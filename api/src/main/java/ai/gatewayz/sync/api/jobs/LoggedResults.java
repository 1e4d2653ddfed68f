package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.jobs.RunQueries.ProviderRunRow;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.StepTimes;
import ai.gatewayz.sync.workflows.model.SyncReport;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/**
 * Puts back what the report of very many providers left out: the run log has a row of each. Dry runs are in no log, and what
 * was skipped has no row; of those the report tells how many they are.
 */
final class LoggedResults {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, Long>> NUMBERS = new TypeReference<>() {};

    private final Jdbi jdbi;

    /** Over the run log. */
    LoggedResults(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The report as it is, or with the rows that are missing in it. */
    SyncReport complete(StartedJob job, SyncReport report) {
        if (report.leftOut() == 0 || report.dryRun()) {
            return report;
        }
        List<ProviderSyncResult> results = new ArrayList<>(report.results());
        Set<String> known = new HashSet<>();
        results.forEach(result -> known.add(result.provider()));
        rows(job).stream()
                .filter(row -> known.add(row.providerSlug()))
                .map(LoggedResults::result)
                .forEach(results::add);
        return report.withResults(results);
    }

    private List<ProviderRunRow> rows(StartedJob job) {
        return jdbi.withExtension(RunQueries.class, log -> log.find(job.jobId(), job.runId())
                .map(run -> log.providerRuns(job.jobId(), run.startedAt(), run.completedAt()))
                .orElse(List.of()));
    }

    private static ProviderSyncResult result(ProviderRunRow row) {
        RunOutcome outcome = RunOutcome.of(row.outcome());
        return new ProviderSyncResult(
                row.providerSlug(),
                outcome == RunOutcome.CANCELLED ? RunOutcome.FAILED : outcome,
                false,
                row.counts(),
                reasons(row),
                row.error(),
                new StepTimes(row.fetchMs(), row.transformMs(), row.upsertMs(), 0),
                0,
                row.durationMs(),
                List.of());
    }

    private static SortedMap<String, Long> reasons(ProviderRunRow row) {
        try {
            return JSON.readValue(row.skipReasons(), NUMBERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the run log holds reasons that are no numbers", e);
        }
    }
}
