package ai.gatewayz.sync.api.jobs;

import ai.gatewayz.sync.api.jobs.Job.ProviderPart;
import ai.gatewayz.sync.api.jobs.RunQueries.CatalogRunRow;
import ai.gatewayz.sync.catalog.run.RunOutcome;
import ai.gatewayz.sync.workflows.model.SyncError;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a catalog sync as the run log has them: a row of each provider that was asked, and the job's own word on
 * those that were not, because they were skipped or the job was cancelled first.
 *
 * @param error why the job failed as a whole; null otherwise
 */
record LoggedParts(List<ProviderPart> parts, @Nullable SyncError error) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WHOLE_RUN = "all";
    /** Ends of a provider's workflow that it could not record itself. */
    private static final Set<String> UNRECORDED = Set.of("timeout", "failed");

    static LoggedParts of(RunQueries log, CatalogRunRow run) {
        Map<String, ProviderPart> parts = new TreeMap<>();
        log.providerRuns(run.jobId(), run.startedAt(), run.completedAt())
                .forEach(row -> parts.putIfAbsent(row.providerSlug(), ProviderPart.of(row)));
        SyncError whole = null;
        for (JsonNode entry : errors(run)) {
            String provider = entry.path("provider").asText();
            SyncError error = new SyncError(
                    entry.path("code").asText(), entry.path("error").asText());
            if (provider.equals(WHOLE_RUN)) {
                whole = error;
            } else {
                parts.putIfAbsent(provider, ProviderPart.withoutRun(provider, outcome(error.code()), error));
            }
        }
        return new LoggedParts(
                parts.values().stream()
                        .sorted(Comparator.comparing(ProviderPart::provider))
                        .toList(),
                whole);
    }

    private static RunOutcome outcome(String code) {
        if (code.equals(RunOutcome.CANCELLED.key())) {
            return RunOutcome.CANCELLED;
        }
        return UNRECORDED.contains(code) ? RunOutcome.FAILED : RunOutcome.SKIPPED;
    }

    private static JsonNode errors(CatalogRunRow run) {
        try {
            return JSON.readTree(run.errors());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the run log holds errors that are no JSON", e);
        }
    }
}
