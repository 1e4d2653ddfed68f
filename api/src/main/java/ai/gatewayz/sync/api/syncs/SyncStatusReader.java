package ai.gatewayz.sync.api.syncs;

import ai.gatewayz.sync.api.jobs.RunQueries;
import ai.gatewayz.sync.api.jobs.RunningJobs;
import ai.gatewayz.sync.api.jobs.RunningJobs.RunningJob;
import ai.gatewayz.sync.api.models.ModelQueries;
import ai.gatewayz.sync.api.models.Stats;
import ai.gatewayz.sync.api.providers.ProviderDirectory;
import ai.gatewayz.sync.api.providers.ProviderQueries;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sums up the catalog, the run log and what runs. */
public final class SyncStatusReader {
    private static final Logger LOG = LoggerFactory.getLogger(SyncStatusReader.class);

    private final Jdbi jdbi;
    private final ModelQueries models;
    private final ProviderDirectory directory;
    private final RunningJobs running;
    private final Duration interval;
    private final Clock clock;

    /** The answer of the status route. */
    public record StatusBody(
            ProviderFigures providers,
            ModelFigures models,
            List<String> fetchableProviders,
            @Nullable LastSync lastSync,
            List<RunningJob> runningJobs) {}

    /** Providers in numbers. */
    public record ProviderFigures(
            long inDatabase,
            int withFetchFunctions,
            int fetchableInDb,
            int fetchableNotInDb,
            ProviderQueries.StateCounts stats) {}

    /** Models in numbers. */
    public record ModelFigures(Stats.ModelStats stats) {}

    /** The newest catalog sync that ended; errors is JSON. */
    public record LastSync(
            String jobId,
            String runId,
            String kind,
            String status,
            String triggeredBy,
            Instant startedAt,
            Instant completedAt,
            long durationMs,
            int providers,
            int succeeded,
            int failed,
            int skipped,
            long modelsFetched,
            long modelsSynced,
            long modelsDelisted,
            @JsonRawValue String errors) {
        static LastSync of(RunQueries.RunRow row) {
            return new LastSync(
                    row.jobId(),
                    row.runId(),
                    row.kind(),
                    row.status(),
                    row.triggeredBy(),
                    row.startedAt(),
                    row.completedAt(),
                    row.durationMs(),
                    row.providers(),
                    row.succeeded(),
                    row.failed(),
                    row.skipped(),
                    row.modelsFetched(),
                    row.modelsSynced(),
                    row.modelsDelisted(),
                    row.errors());
        }
    }

    /**
     * A reader.
     *
     * @param interval how often a sync is due
     */
    public SyncStatusReader(
            Jdbi jdbi,
            ModelQueries models,
            ProviderDirectory directory,
            RunningJobs running,
            Duration interval,
            Clock clock) {
        this.jdbi = jdbi;
        this.models = models;
        this.directory = directory;
        this.running = running;
        this.interval = interval;
        this.clock = clock;
    }

    /** The whole picture. */
    public StatusBody status() {
        List<String> fetchable = directory.fetchable();
        ProviderQueries.StateCounts providers = jdbi.withExtension(ProviderQueries.class, ProviderQueries::stats);
        return new StatusBody(
                new ProviderFigures(providers.total(), fetchable.size(), fetchable.size(), 0, providers),
                new ModelFigures(models.stats(null)),
                fetchable,
                jdbi.withExtension(RunQueries.class, RunQueries::last)
                        .map(LastSync::of)
                        .orElse(null),
                running(fetchable));
    }

    private List<RunningJob> running(List<String> fetchable) {
        try {
            return running.list(fetchable);
        } catch (StatusRuntimeException | WorkflowException e) {
            // The rest of the picture is in the database; health tells that Temporal is away.
            LOG.warn("running jobs cannot be listed: {}", e.toString());
            return List.of();
        }
    }

    /** What the registry holds. */
    public Map<String, Object> registry() {
        ProviderQueries.StateCounts providers = jdbi.withExtension(ProviderQueries.class, ProviderQueries::stats);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("success", true);
        details.put("providers_synced", providers.total());
        details.put("active", providers.active());
        details.put("inactive", providers.inactive());
        return details;
    }

    /** Whether syncs happen and succeed. */
    public SyncHealth health() {
        return SyncHealth.of(jdbi.withExtension(RunQueries.class, RunQueries::health), interval, clock.instant());
    }
}
